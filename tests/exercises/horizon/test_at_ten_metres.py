"""What the projector promises of the horizon scan: it fits, and the chart has the numbers of the list."""

import re

import pytest

from digibarometer.exercises.horizon.models import Placement, Signal
from digibarometer.questions.models import Card
from tests.a_browser import a_chromium
from tests.ten_metres import drawn, what_is_cut_off

LONG = "Elnätet räcker inte till alla som vill ansluta sig, och det märks först i de kommuner som växer fort. " * 3


def see(room, own, groups=("a", "b"), answer=""):
    """So many observations, some with long texts, placed by groups."""
    step = next(step for step in room.snapshot.steps if step.kind == "horizon")
    Signal.objects.filter(step=step).delete()
    of = {"workshop_id": room.pk, "step": step}
    found = [
        Signal.objects.create(
            **of, key=f"s{n}", title=f"{n}. {LONG[: 20 + 90 * (n % 2)]}", text=LONG[:270], place=n, answer=answer
        )
        for n in range(1, own + 1)
    ]
    for n, signal in enumerate(found):
        for group in groups:
            place = {"horizon": n % 3, "meaning": 5 - n % 5, "is_threat": n % 4 == 0}
            Placement.objects.create(workshop_id=room.pk, signal=signal, group_id=room.groups[group], **place)
    return found


def test_the_chart_numbers_those_in_the_list_and_no_others(room):
    see(room, 24)
    room.go("horizon_talk")
    html = drawn(room)
    in_list = set(re.findall(r'class="number num">(\d+)<', html))
    in_chart = set(re.findall(r'id="board-trend-(\d+)-number"', html))
    assert in_list == in_chart and 3 <= len(in_list) <= 6
    assert len(re.findall(r'id="board-trend-\d+"', html)) == 24


def test_what_the_room_has_answered_is_in_the_list_though_nobody_has_placed_it(room):
    *_, last = see(room, 3)
    Placement.objects.filter(signal=last).delete()
    Signal.objects.filter(pk=last.pk).update(answer="Vi öppnar våra planer")
    room.go("horizon_talk")
    assert "Vi öppnar våra planer" in drawn(room)


def test_the_leaders_own_words_about_what_to_do_are_not_on_the_projector(room):
    see(room, 3)
    room.go("horizon_plenary")
    assert "Omvärldskort visas" not in drawn(room)


def test_each_group_has_a_tile_with_how_far_it_has_come(room):
    see(room, 4, groups=("a",))
    room.go("horizon_groups")
    html = " ".join(re.sub(r"<[^>]+>", " ", drawn(room)).split())
    assert "Grupp 1 Klar" in html and "Grupp 2 0 av 4" in html


@pytest.fixture
def screens(room):
    """Every look of the horizon scan, with few and with many cards: HTML by name."""
    found = {}
    room.snapshot.workshop.update_and_bump_version(phase_began_at=room.began_at)
    for many in (0, 1, 9, 30):
        see(room, many, answer=LONG[:200] if many == 9 else "")
        for where in ("horizon_plenary", "horizon_alone", "horizon_groups", "horizon_talk"):
            room.go(where)
            found[f"{where}-{many}"] = drawn(room)
    room.go("horizon_plenary", spot=1)
    found["card"] = drawn(room)
    words = [(len(str(card.what_happens)) + len(str(card.meaning)), card.pk) for card in Card.objects.all()]
    Signal.objects.filter(workshop=room.pk, key="s1").update(card_id=max(words)[1])
    found["card-longest"] = drawn(room)
    return found


@pytest.mark.browser
def test_all_of_it_stands_on_one_screen(screens, tmp_path):
    with a_chromium() as chromium:
        page = chromium.new_context(reduced_motion="reduce").new_page()
        cut = {name: found for name, html in screens.items() if (found := what_is_cut_off(page, tmp_path, name, html))}
    assert not cut
