"""A wish that is older than what is kept of it is acknowledged and not applied, in whatever order they arrive."""

import json

import pytest

from digibarometer.live.actions import ActionRefused
from digibarometer.workshops.composition import build_registry
from digibarometer.workshops.models import Participant
from tests.laws.examples import EXAMPLES
from tests.people import move_to_new_phone

ROWS = sorted(build_registry().rules)


@pytest.mark.parametrize("do", ROWS)
def test_an_older_wish_that_comes_late_is_acknowledged_and_not_applied(room, do):
    example = EXAMPLES[do]
    room.go(example.where)
    newer = room.frame(example.who, do, number=2_000, **example.fields(room))
    room.apply(room.seat(example.who), newer)
    kept = room.rows_kept()
    older = {**json.loads(newer), **example.other(room), "id": "older", "number": 1_000}
    if "version" in older:
        older["version"] = room.snapshot.version
    try:
        assert room.apply(room.seat(example.who), json.dumps(older)) == set()
    except ActionRefused:  # what the newer one did refuses it: a workshop that has ended
        assert do == "room.set_state"
    assert room.rows_kept() == kept


@pytest.mark.parametrize("do", ["assessment.rate", "room.ready"])
def test_another_device_begins_anew(room, do):
    """A seat that has been taken over counts from the start, and the old device is heard no more."""
    example = EXAMPLES[do]
    room.go(example.where)
    old = room.seat("anna")
    room.act("anna", do, number=5_000, **example.fields(room))
    move_to_new_phone(Participant.objects.get(pk=room.people["anna"]), by=room.users["eva"])
    assert room.act("anna", do, number=1, **example.other(room))
    with pytest.raises(ActionRefused):
        room.apply(old, room.frame("anna", do, number=9_000, **example.fields(room)))


def test_late_is_kept_until_the_area_is_opened_to_everyone(room):
    """A rating made alone arrives in the groups' phase: kept. In plenary: refused. Back in the groups: kept again."""
    wish = EXAMPLES["assessment.rate"].fields(room)
    alone = room.phase("alone").pk
    room.go("groups")
    assert room.act("anna", "assessment.rate", phase=alone, **wish)
    room.go("plenary")
    with pytest.raises(ActionRefused):
        room.act("anna", "assessment.rate", phase=alone, **wish)
    room.snapshot.workshop.update_and_bump_version(
        phase=room.phase("groups")
    )  # the leader goes back; the area stays opened
    assert room.act("anna", "assessment.rate", phase=alone, **wish)


def test_a_late_rating_does_not_redraw_a_spread_that_is_open(room):
    """Nor does one that is changed: what the group saw together stands."""
    question = room.questions[0]
    room.act("eva", "room.place", participant=room.people["ivar"], group=room.groups["a"])
    room.go("groups")
    room.act("anna", "assessment.open_spread", question=question)
    shown = [html for touch, html in room.every_panel_for_every_audience().items() if touch.id.endswith(f"-{question}")]
    assert shown
    room.act("bo", "assessment.rate", question=question, level=5)
    room.act("anna", "assessment.rate", question=question, level=5)
    after = [html for touch, html in room.every_panel_for_every_audience().items() if touch.id.endswith(f"-{question}")]
    assert after == shown
