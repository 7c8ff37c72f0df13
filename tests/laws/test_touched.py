"""What an action says that it touched is all that changed, on every screen of every seat."""

import pytest
from as_a_browser import Page
from django.db import connection
from examples import EXAMPLES
from people import WHERE

from digibarometer.live.actions import Refused
from digibarometer.screens.house import house

ROWS = sorted(house().rows)


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


@pytest.mark.parametrize("do", ROWS)
def test_what_an_action_says_it_touched_is_all_that_changed(room, drawn, do):
    example, seen = EXAMPLES[do], 0
    # everywhere on SQLite; what PostgreSQL does in another way, keeping and locking, is the same everywhere
    for where in WHERE if connection.vendor == "sqlite" else (example.where,):
        for spot in (None, room.questions[0]) if where == "plenary" else (None,):
            before = before_anything(room, drawn, where, spot)
            with room.then_as_before():
                room.go(where, spot)
                try:
                    touched = room.act(example.who, do, **example.fields(room))
                except Refused:
                    continue
                after = room.every_panel_for_every_audience()
                changed = {touch for touch in {*before, *after} if before.get(touch) != after.get(touch)}
                lists = room.after_items(before, touched)
                mended = {touch for touch, shape in lists.items() if shape == Page(after[touch]).shape()}
                whole = {touch.workshop for touch in touched if touch.panel.startswith("live/")}
                missed = {touch for touch in changed - touched - mended if touch.workshop not in whole}
                assert not missed, f"{where}, spot {spot}"
                seen += bool(changed)
    assert seen, "nothing ever changed: the example shows nothing"
