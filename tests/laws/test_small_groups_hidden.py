"""Where a role or a group is small, nobody outside it can tell who answered what: not from any panel, page or file.

Two people of different roles and groups trade answers. The room as a whole is the same, so nothing that others see may
change. In this cast every role and every group is under the threshold.
"""

import contextlib
import io
import re
import zipfile
from collections import Counter

import pytest
from django.utils import timezone

from digibarometer.exercises.assessment.models import Rating
from digibarometer.live.actions import ActionRefused
from digibarometer.reports.documents.document_types import DOCUMENT_TYPES
from digibarometer.reports.documents.share.file_format import serialize, shared, with_fingerprint
from digibarometer.results.models import Release
from digibarometer.results.outcome import workshop_result
from digibarometer.workshops.models import Attendance, Group, Participant
from tests.fifth_exercise.models import Question
from tests.laws.pages import client_of, drawn_at_once, paths

GUN, CILLA = "gun", "cilla"  # the only politician, in group a; an official, in group b
OTHERS = {"anna": 3, "bo": 2, "hans": 4, "ivar": 3}
GROUP_OF = {"cilla": "b", "ivar": "b", "bo": "c", "hans": "c"}  # in pairs: who saw a spread could take it away
FILES = {"reports:result", "reports:shared", "reports:json", "reports:csv", "reports:table"}

NEW_EACH_TIME = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


def rated(room, **levels):
    """These have answered every question of the first area so; the others not at all."""
    Rating.objects.filter(workshop=room.pk).delete()
    for name, level in levels.items():
        group = room.groups[GROUP_OF.get(name, "a")]
        for question in room.questions:
            Rating.objects.set_rating(room.pk, room.viewer(name), group, question, level)


def all_that_others_see(room, *those):
    """Every panel and page after the leader has shown it all, but their own and their groups' panels."""
    own, seen = own_panels(room, *those), {}
    with drawn_at_once():
        room.go("alone")
        for where, spot in [("groups", None), *(("plenary", one) for one in room.questions[:2]), ("today", None)]:
            room.act("eva", "room.move_to", to=room.phase(where).pk, spot=spot)
            seen |= panels(room, own, (where, spot))
        for spot in range(1, 12):  # every page of today's picture
            room.act("eva", "room.move_to", to=room.phase("today").pk, spot=spot)
            seen |= panels(room, own, ("today", spot))
        return seen | what_comes_of_it(room, own)


def own_panels(room, *those):
    """The audiences of these people's own panels and their groups'."""
    own = {("my", room.people[name]) for name in those}
    return own | {("group", room.groups[GROUP_OF.get(name, "a")]) for name in those}


def what_comes_of_it(room, own):
    """Every panel at the end, and every page, file and document after it."""
    room.act("eva", "room.move_to", to=room.phase("checkout").pk)
    seen = panels(room, own, "checkout")
    room.act("eva", "room.set_state", state="ended")
    seen |= panels(room, own, "ended")
    client = client_of(room, "eva")
    for kind in DOCUMENT_TYPES.values():  # the same bytes for the same data: what is in them shows nothing more
        seen[kind.key] = unpacked(kind.make(workshop_result(room.snapshot.workshop)))
    seen["share file"] = serialize(with_fingerprint(shared(workshop_result(room.snapshot.workshop), "Eva"))).decode()
    for name, path in paths(room):
        if name in FILES:
            answer = client.get(path)
            assert answer.status_code == 200, name
            seen[name] = NEW_EACH_TIME.sub("", answer.content.decode())
    return seen


def unpacked(content):
    """What a reader finds in a document; a zip or an Office file is opened, and what is in that too."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: unpacked(file.read(name)) for name in file.namelist()}


def panels(room, own, when):
    drawn = room.every_panel_for_every_audience()
    return {(when, touch): html for touch, html in drawn.items() if tuple(touch.audience) not in own}


def seen_when(room, *those, **levels):
    with room.then_as_before():
        rated(room, **levels)
        return all_that_others_see(room, *those)


def differing(one, other):
    assert one.keys() == other.keys()
    return sorted(str(key) for key in one if one[key] != other[key])


@pytest.fixture
def small(room, monkeypatch):
    """Every role and every group is under the threshold, but not the room itself; and time stands still."""
    moment, of_rows = timezone.now(), Release._meta.get_field("at")
    monkeypatch.setattr(timezone, "now", lambda: moment)
    monkeypatch.setitem(of_rows.__dict__, "_get_default", lambda: moment)
    room.groups["c"] = Group.objects.create(workshop=room.snapshot.workshop, number=3).pk
    pair = [room.people[name] for name, group in GROUP_OF.items() if group == "c"]
    Attendance.objects.filter(participant__in=pair).update(group=room.groups["c"])
    roles = Counter(Participant.objects.filter(workshop=room.pk).values_list("role", flat=True))
    threshold = room.snapshot.workshop.threshold
    assert max(roles.values()) < threshold and roles["politician"] == 1
    assert sum(roles.values()) >= threshold
    return room


@pytest.mark.slow
def test_two_people_of_different_roles_and_groups_may_have_traded_answers(small):
    one = seen_when(small, GUN, CILLA, **OTHERS, gun=1, cilla=5)
    other = seen_when(small, GUN, CILLA, **OTHERS, gun=5, cilla=1)
    assert len(one) > 100
    assert not differing(one, other)


def test_what_the_room_as_a_whole_answered_does_show(small):
    """Else the law above would hold for a room that shows nothing."""
    one = seen_when(small, GUN, CILLA, **OTHERS, gun=1, cilla=5)
    other = seen_when(small, GUN, CILLA, **OTHERS, gun=5, cilla=5)
    shown = differing(one, other)
    assert any("board_question" in name for name in shown)
    assert any("story" in name for name in shown)
    assert {"reports:csv", *DOCUMENT_TYPES} - {"slides"} <= set(shown)
    assert "slides" not in shown  # a board sees no single question's spread


@pytest.mark.parametrize("level", [pytest.param(None, marks=pytest.mark.slow), 5])
def test_with_fewer_answers_than_the_threshold_nothing_shows(small, level):
    few = {"anna": 3, "bo": 3, "cilla": 3}
    assert not differing(seen_when(small, GUN, **few, gun=3), seen_when(small, GUN, **few, gun=level))


def test_what_few_say_of_the_day_does_not_show(small):
    def said(answer):
        with small.then_as_before():
            small.go("checkout")
            small.act("cilla", "room.check_out", question="talked", answer=2)
            small.act("anna", "room.check_out", question="talked", answer=answer)
            return panels(small, {("my", small.people["anna"])}, "checkout")

    assert not differing(said(1), said(3))


def hands_seen_when(room, *those, **fingers):
    """All that others see when these have shown so many fingers, and the leader has opened what can be opened."""
    with room.then_as_before(), drawn_at_once():
        asked = Question.objects.get(workshop=room.pk)
        asked.hands.all().delete()
        for name, number in fingers.items():
            said = {"workshop_id": room.pk, "sitting": room.viewer(name).sitting, "fingers": number}
            asked.hands.create(participant_id=room.people[name], **said)
        own = own_panels(room, *those)
        room.go("fist")
        seen = panels(room, own, "asked")
        with contextlib.suppress(ActionRefused):
            room.act("eva", "fist.open", step=asked.step_id)
        return seen | panels(room, own, "opened") | what_comes_of_it(room, own)


def test_two_people_may_have_traded_hands(small):
    one = hands_seen_when(small, GUN, CILLA, **OTHERS, gun=1, cilla=5)
    assert not differing(one, hands_seen_when(small, GUN, CILLA, **OTHERS, gun=5, cilla=1))
    shown = differing(one, hands_seen_when(small, GUN, CILLA, **OTHERS, gun=5, cilla=5))
    assert any("board_fist" in name for name in shown), "else this would hold for a room that shows nothing"
    assert {"reports:shared", "report", "slides", "workbook"} <= set(shown)


def test_of_few_hands_nothing_shows(small):
    few = {"anna": 3, "bo": 3, "cilla": 3}
    assert not differing(hands_seen_when(small, GUN, **few, gun=1), hands_seen_when(small, GUN, **few, gun=5))
