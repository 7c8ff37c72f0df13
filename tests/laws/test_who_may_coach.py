"""What a coach may, right by right and day by day; and that a rehearsal is counted nowhere."""

import io
import re
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from digibarometer.accounts.models import User
from digibarometer.planning import data_export
from digibarometer.results.rounds import round_comparison
from digibarometer.results.rounds.round_loader import finished_rounds
from digibarometer.support import coach_invitations
from digibarometer.support.rehearsals import copy_workshop
from digibarometer.workshops.composition import render_panels
from digibarometer.workshops.models import LeaderNote, LeaderRole, Participant, Right, State, Workshop
from digibarometer.workshops.seats import CoachSeat, LeaderSeat, desk_seat, refresh_seat
from digibarometer.workshops.snapshot import load_snapshot
from tests.as_a_browser import tree
from tests.laws.pages import client_of, drawn_at_once
from tests.people import WHERE

HOUSE = Path(__file__).resolve().parents[2] / "digibarometer"
PAGES = {
    "desk/": {"follow", "lead"},
    "board/": {"follow", "lead"},
    "result/": {"follow", "lead"},
    "coach/": {"plan"},
    "cards/": {"cards"},
    "cards/new/": {"cards"},
    "plan/": set(),
    "people/": set(),
    "support/": set(),
    "practice/": set(),
    "close/": set(),
}


@pytest.fixture
def live():
    with drawn_at_once():
        yield


def let(room, *rights, **terms):
    LeaderRole.objects.filter(workshop=room.pk, user=room.users["frans"]).update(rights=list(rights), **terms)


@pytest.mark.parametrize("right", [None, *Right.values])
def test_a_coach_opens_what_each_right_says_and_no_more(room, live, right):
    let(room, *([right] if right else []))
    frans = client_of(room, "frans")
    opened = {page for page in PAGES if frans.get(f"/w/{room.pk}/{page}").status_code == 200}
    assert opened == {page for page, wanted in PAGES.items() if right in wanted}
    others = {page: frans.get(f"/w/{room.elsewhere}/{page}").status_code for page in PAGES}
    assert set(others.values()) == {404}


def test_only_the_right_to_help_to_lead_leads(room):
    for right, sort in ((Right.FOLLOW, CoachSeat), (Right.LEAD, LeaderSeat)):
        let(room, right)
        assert type(desk_seat(load_snapshot(room.pk), room.users["frans"].pk)) is sort
    let(room, Right.PLAN, Right.CARDS)
    assert desk_seat(load_snapshot(room.pk), room.users["frans"].pk) is None


@pytest.mark.parametrize("where", ["ahead", "welcome", "alone", "paused", "ended"])
def test_each_link_of_the_desk_stands_before_those_for_whom_it_opens(room, live, where):
    room.go(where)
    room.lets("lisa", LeaderRole.Kind.CO_LEADER)
    told = {who: links_of(client_of(room, who), room.pk) for who in ("eva", "lisa", "frans")}
    let(room, Right.LEAD)
    told["frans leads"] = links_of(client_of(room, "frans"), room.pk)
    assert told["eva"] and all(shown for _, shown, _ in told["eva"]), "who plans it sees them all"
    for who, links in told.items():
        assert len(links) == len(told["eva"])
        for path, shown, opens in links:
            assert shown == opens, f"{who}: {path}"
    assert not all(shown for _, shown, _ in told["frans leads"]), "else this test could not fail"


def links_of(client, workshop):
    """(path, whether it is seen, whether it opens) of each link on the desk to a page of ours."""
    page = tree(client.get(f"/w/{workshop}/desk/").content.decode())
    may = next(each for each in page.all() if each.tag == "body").attributes["data-may"].split()
    links = [each.attributes for each in page.all() if each.tag == "a" and each.attributes["href"].startswith("/w/")]
    return [
        (link["href"], link.get("data-for") in {None, *may}, client.get(link["href"]).status_code == 200)
        for link in links
    ]


SECRET_NAME, SECRET_NOTE = "Hemligunde", "Bara för oss som leder"


def test_who_only_follows_sees_neither_first_names_nor_the_leaders_own_notes(room):
    """What docs/privacy.md says, wherever the room is."""
    Participant.objects.filter(workshop=room.pk).update(first_name=SECRET_NAME)
    for step in load_snapshot(room.pk).steps:
        LeaderNote.objects.create(workshop_id=room.pk, step=step, text=SECRET_NOTE)
    seen = {"eva": set(), "frans": set(), "frans leads": set()}
    for where in WHERE:
        room.go(where)
        for who in seen:
            let(room, Right.LEAD if who == "frans leads" else Right.FOLLOW)
            for touch in room.registry.screen_panels(room.seat(who.split()[0])):
                drawn = render_panels(room.snapshot, [touch], "sv")
                seen[who] |= {(secret, touch.panel) for secret in (SECRET_NAME, SECRET_NOTE) if secret in drawn}
    for who in ("eva", "frans leads"):
        assert {secret for secret, _ in seen[who]} == {SECRET_NAME, SECRET_NOTE}
    assert not seen["frans"]


BY_LEADERS = {"hosting.QuickQuestion", "hosting.Message", "workshops.LeaderNote"}


def words_of_people(room):
    """What people in the room have written: whole sentences of any table."""
    for model in apps.get_models():
        if "workshop" in {field.name for field in model._meta.fields} and model._meta.label not in BY_LEADERS:
            for field in model._meta.concrete_fields:
                if isinstance(field, models.CharField | models.TextField) and not field.choices:
                    rows = model._base_manager.filter(workshop=room.pk)
                    yield from (text for text in rows.values_list(field.attname, flat=True) if text and " " in text)


def test_who_only_follows_reads_nothing_that_people_wrote_before_the_room_has_seen_it(room):
    let(room, Right.FOLLOW)
    words, seen_by_room, told = set(words_of_people(room)), "", {}
    for where in WHERE:
        room.go(where)
        for who, kinds in (("board", {"board"}), ("anna", {"room"}), ("frans", {"desk", "leader", "room"})):
            panels = [touch for touch in room.registry.screen_panels(room.seat(who)) if touch.audience.kind in kinds]
            for touch in panels:
                html = render_panels(room.snapshot, [touch], "sv")
                if who == "frans":
                    told |= {(touch.panel, text): where for text in words if text in html and text not in seen_by_room}
                else:
                    seen_by_room += html
    assert len([text for text in words if text in seen_by_room]) > 5, "else nothing is looked for"
    assert not told


def test_before_its_first_day_and_after_its_last_nothing_is_seen(room):
    today, day = timezone.localdate(), timedelta(days=1)
    let(room, Right.FOLLOW, begins_on=today + day)
    assert desk_seat(load_snapshot(room.pk), room.users["frans"].pk) is None
    let(room, Right.FOLLOW, begins_on=today, ends_on=today)
    assert desk_seat(load_snapshot(room.pk), room.users["frans"].pk)
    let(room, Right.FOLLOW, begins_on=None, ends_on=today - day)
    assert desk_seat(load_snapshot(room.pk), room.users["frans"].pk) is None


def test_an_open_screen_loses_its_seat_when_the_time_is_out(room):
    yesterday = timezone.localdate() - timedelta(days=1)
    seat = desk_seat(load_snapshot(room.pk), room.users["frans"].pk)
    let(room, Right.FOLLOW, ends_on=yesterday)
    coach_invitations.expire_coaches()
    assert refresh_seat(seat, -1) is None
    version = load_snapshot(room.pk).version
    coach_invitations.expire_coaches()
    assert load_snapshot(room.pk).version == version, "done once"


def test_an_invitation_lets_one_person_in_once(room):
    gina = User.objects.create_user("gina@region.se", None)
    hugo = User.objects.create_user("hugo@region.se", None)
    made = coach_invitations.invite(
        room.snapshot.workshop, room.users["eva"], "gina@region.se", [Right.FOLLOW], None, None
    )
    assert coach_invitations.find_invitation(made.secret)
    with pytest.raises(coach_invitations.CannotCoach):
        coach_invitations.accept(made, room.users["eva"])
    coach_invitations.accept(made, gina)
    assert not coach_invitations.find_invitation(made.secret)
    with pytest.raises(coach_invitations.CannotCoach):
        coach_invitations.accept(made, hugo)
    assert desk_seat(load_snapshot(room.pk), hugo.pk) is None


def test_a_rehearsal_is_no_round_and_in_no_export(room):
    real = Workshop.objects.get(pk=room.pk)
    latest, rounds = round_comparison.previous_workshop(real), [one.pk for one in finished_rounds(real)]
    practice = copy_workshop(real, "Övning", room.users["eva"])
    shape = [
        [(step.kind, len(of.phases_of(step))) for step in of.steps]
        for of in (load_snapshot(real.pk), load_snapshot(practice.pk))
    ]
    assert shape[0] == shape[1]
    Workshop.objects.filter(pk=practice.pk).update(state=State.ENDED, made_at=real.made_at - timedelta(seconds=1))
    assert round_comparison.previous_workshop(real) == latest
    assert [one.pk for one in finished_rounds(real)] == rounds
    told = dict(data_export._files(real.municipality, Workshop.objects.filter(municipality=real.municipality)))
    assert practice.pk in {row["id"] for row in told["workshops.workshop"]}, "else this test could not fail"

    packed = zipfile.ZipFile(io.BytesIO(data_export.export_zip(real.municipality)))
    assert b"\\u00d6vning" not in packed.read("workshops.workshop.json")
    assert "Övning".encode() not in packed.read("workshops.workshop.json")
    page = client_of(room, "eva").get("/workshops/")
    assert practice.pk not in {workshop.pk for workshop, _said in page.context["workshops"]}


def test_no_list_of_results_forgets_that_rehearsals_are_none():
    """Where results or reports look for workshops by municipality or state, they leave rehearsals out."""
    found = []
    for floor in ("results", "reports"):
        for path in (HOUSE / floor).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            for at in re.finditer(r"Workshop\.objects[^\n]*?\.filter\(", text):
                asked = text[at.end() : at.end() + 300].split(")\n")[0]
                if re.search(r"\b(municipality|state__in|state)\b", asked):
                    found.append((path.name, "is_practice=False" in asked))
    assert len(found) >= 2
    assert not [name for name, leaves_out in found if not leaves_out]
