"""What an action says that it touched is all that changed, on every screen of every seat."""

from typing import Any

import pytest
from django.db import connection, transaction

from digibarometer.live import api
from digibarometer.live.actions import ActionRefused
from digibarometer.workshops import attendance
from digibarometer.workshops.composition import build_registry, presence_panels
from tests.as_a_browser import Page
from tests.laws.examples import EXAMPLES
from tests.people import WHERE

ROWS = sorted(build_registry().rules)


def test_every_action_has_an_example():
    assert sorted(EXAMPLES) == ROWS


@pytest.fixture(scope="module")
def drawn():
    """Every panel by where the room is, before anything is done there: the same whatever is done then."""
    return {}


def before_anything(room, drawn, where, spot):
    if (where, spot) not in drawn:
        with room.then_as_before():
            room.go(where, spot)
            drawn[where, spot] = room.every_panel_for_every_audience()
    return drawn[where, spot]


def some_states(do):
    """Where the action's own example is, and every eighth state beside: others for the next action."""
    if (
        connection.vendor != "sqlite"
    ):  # what PostgreSQL does in another way, keeping and locking, is the same everywhere
        return [EXAMPLES[do].where]
    own, turn = EXAMPLES[do].where, ROWS.index(do)
    return [where for place, where in enumerate(WHERE) if where == own or (place + turn) % 8 == 0]


def told_all_that_changed(room, drawn, do, states):
    """In how many of these states it changed what is seen; it said so of all that changed."""
    example, seen = EXAMPLES[do], 0
    for where in states:
        for spot in (None, room.questions[0]) if where == "plenary" else (None,):
            before = before_anything(room, drawn, where, spot)
            with room.then_as_before():
                room.go(where, spot)
                try:
                    touched = room.act(example.who, do, **example.fields(room))
                except ActionRefused:
                    continue
                whole = {touch.workshop for touch in touched if touch.panel.startswith("live/")}
                left_out = whole if seen else set()  # what is drawn whole misses nothing; once it is looked at
                after = room.every_panel_for_every_audience(left_out=left_out)
                changed = {
                    touch
                    for touch in {*before, *after}
                    if before.get(touch) != after.get(touch) and touch.workshop not in left_out
                }
                lists = room.after_items(before, {touch for touch in touched if touch.workshop not in left_out})
                mended = {touch for touch, shape in lists.items() if shape == Page(after[touch]).shape()}
                missed = {touch for touch in changed - touched - mended if touch.workshop not in whole}
                assert not missed, f"{where}, spot {spot}"
                seen += bool(changed)
    return seen


@pytest.mark.parametrize("do", ROWS)
def test_what_an_action_says_it_touched_is_all_that_changed(room, drawn, do):
    seen = told_all_that_changed(room, drawn, do, some_states(do))
    assert seen, "nothing ever changed: the example shows nothing"


@pytest.mark.slow
@pytest.mark.parametrize("do", ROWS)
def test_and_so_it_is_wherever_the_room_is(room, drawn, do):
    told_all_that_changed(room, drawn, do, [where for where in WHERE if where not in some_states(do)])


class Recorder:
    """Stands in for the live room: applies a change, and keeps what it touched."""

    def __init__(self):
        self.touched = []

    def apply_change(self, change):
        with transaction.atomic():
            return change(self.touched)

    def connected_seats(self, workshop):
        return set()

    def disconnected_seats(self, workshop):
        return {}


@pytest.fixture
def recorder():
    recorder: Any = Recorder()
    api.set_engine(recorder)
    yield recorder
    api.set_engine(None)


@pytest.mark.parametrize("where", [where for where in WHERE if where not in {"ended", "closed"}])
def test_who_comes_in_is_told_to_all_screens_that_show_it(room, recorder, where):
    with room.then_as_before():
        room.go(where)
        before = room.every_panel_for_every_audience()
        attendance.join(room.snapshot.workshop, "official", first_name="Vera")
        touched = {*recorder.touched, *presence_panels(room.pk)}  # who has come in is connected next
        after = room.every_panel_for_every_audience()
        missed = {touch for touch in {*before, *after} - touched if before.get(touch) != after.get(touch)}
        assert not missed
