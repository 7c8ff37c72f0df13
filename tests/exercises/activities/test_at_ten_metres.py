"""What the projector promises of the activities, and of the last plan: all of it fits, and numbers agree."""

import re
from datetime import date

import pytest

from digibarometer.exercises.activities import queries
from digibarometer.exercises.activities.models import Activity
from digibarometer.notes.models import ActivitySeed
from digibarometer.results.followup.models import FollowUp
from digibarometer.workshops.rules import BoardSpot
from tests.a_browser import a_chromium
from tests.people import SALEM
from tests.ten_metres import drawn, what_is_cut_off

LONG = "Alla nya detaljplaner tas fram digitalt, och de gamla görs om i den ordning som någon frågar efter dem. " * 3
GAPS = [f"Geodata och kartor {n}: 1,5 steg kvar till målet" for n in range(1, 9)]


def plan(room, many, longest=False, of=None):
    """So many activities on the short list, all weighed and chosen."""
    workshop = of or room.pk
    Activity.objects.filter(workshop=workshop).delete()
    for n in range(1, many + 1):
        Activity.objects.create(
            workshop_id=workshop,
            number=n,
            source=f"proposal:{n}",
            name=LONG[:200] if longest else f"{n}. Visa handläggningstider på webben",
            first_step=LONG[:150] if longest else "Boka möte med bygglov och webb",
            owner="Kartenheten",
            owner_name="Kim",
            due_on=date(2027, 9, 30),
            agreed_effect=1 + n % 5,
            agreed_effort=1 + n % 3,
            chosen_at=room.began_at if n % 2 or longest else None,
        )


def follow(room, many, longest=False):
    """The plan before had so many activities, and the room has said what became of them."""
    plan(room, many, longest, of=room.earlier[SALEM])
    Activity.objects.filter(workshop=room.earlier[SALEM]).update(chosen_at=room.began_at)
    FollowUp.objects.filter(workshop=room.pk).delete()
    for activity in Activity.objects.filter(workshop=room.earlier[SALEM]):
        FollowUp.objects.create(workshop_id=room.pk, activity=activity, became="going", led_to=LONG[:120])


def test_the_matrix_and_its_list_have_the_same_numbers(room):
    plan(room, 8)
    room.go("activities_choose")
    html = drawn(room)
    in_list = set(re.findall(r'class="number num">(\d+)<', html))
    assert in_list == set(re.findall(r'id="board-matrix-(\d+)-number"', html)) == set("12345678")
    assert "Snabba vinster" in html


def test_eight_targets_and_what_was_raised_fit_and_the_rest_is_counted(room, monkeypatch):
    ActivitySeed.objects.bulk_create(
        ActivitySeed(workshop_id=room.pk, source=f"said:{n}", text=f"{n}. {LONG[:60]}") for n in range(8)
    )
    monkeypatch.setattr(queries.ActivitySources, "gaps", GAPS, raising=False)
    room.go("activities_propose")
    [field] = re.findall(r"<h2>Långt till målet</h2>(.*?)</div>", drawn(room), re.S)
    assert sum(gap in field for gap in GAPS) + sum(map(int, re.findall(r"och\s+(\d+)\s+till", field))) == 8


@pytest.fixture
def screens(room, monkeypatch):
    """Every look of the activities, with few and with many of them: HTML by name."""
    found = {}
    room.snapshot.workshop.update_and_bump_version(phase_began_at=room.began_at)
    for many in (1, 3, 8, 12):
        plan(room, many)
        for where in ("activities_weigh", "activities_choose"):
            room.go(where)
            found[f"{where}-{many}"] = drawn(room)
        plan(room, many, longest=True)
        room.go("activities_weigh")
        found[f"weigh-longest-{many}"] = drawn(room)
        room.go("activities_choose")
        found[f"matrix-longest-{many}"] = drawn(room)
        room.go("activities_choose", spot=BoardSpot.PLAN)
        found[f"plan-longest-{many}"] = drawn(room)
        plan(room, many)
        Activity.objects.filter(workshop=room.pk).update(chosen_at=room.began_at)
        found[f"plan-{many}"] = drawn(room)
        follow(room, many, longest=many == 12)
        room.go("followup")
        found[f"followup-{many}"] = drawn(room)
    for gaps, raised in ((1, 0), (8, 0), (2, 3), (8, 8)):
        monkeypatch.setattr(queries.ActivitySources, "gaps", GAPS[:gaps], raising=False)
        ActivitySeed.objects.filter(workshop=room.pk).delete()
        ActivitySeed.objects.bulk_create(
            ActivitySeed(workshop_id=room.pk, source=f"said:{n}", text=f"{n}. {LONG[: 60 + 30 * n]}")
            for n in range(raised)
        )
        room.go("activities_propose")
        found[f"ground-{gaps}-{raised}"] = drawn(room)
    return found


@pytest.mark.browser
def test_all_of_it_stands_on_one_screen(screens, tmp_path):
    with a_chromium() as chromium:
        page = chromium.new_context(reduced_motion="reduce").new_page()
        cut = {name: found for name, html in screens.items() if (found := what_is_cut_off(page, tmp_path, name, html))}
    assert not cut
