"""An action says a wanted state, so sending it again does nothing more."""

import pytest

from digibarometer.live.actions import ActionRefused
from digibarometer.workshops.actions.conditions import VersionedAction
from digibarometer.workshops.composition import build_registry
from tests.laws.examples import EXAMPLES

ROWS = sorted(build_registry().rules)


@pytest.mark.parametrize("do", ROWS)
def test_what_is_sent_twice_is_kept_once(room, do):
    example = EXAMPLES[do]
    room.go(example.where)
    before = room.rows_kept()
    frame = room.frame(example.who, do, **example.fields(room))
    room.apply(room.seat(example.who), frame)
    once = room.rows_kept()
    assert once != before, "the example does nothing"
    try:
        assert room.apply(room.seat(example.who), frame) == set()
    except ActionRefused:  # a leader's move on a room that has moved on, by that very move
        assert issubclass(room.registry.rules[do].action, VersionedAction)
    assert room.rows_kept() == once


@pytest.mark.parametrize("do", ROWS)
def test_the_same_wish_made_anew_is_kept_once(room, do):
    """After a reload a phone may send the same wish with another number: rows are not doubled."""
    example = EXAMPLES[do]
    room.go(example.where)
    counted = []
    for _ in range(2):
        room.act(example.who, do, **example.fields(room))
        counted.append({table: len(rows) for table, rows in room.rows_kept().items() if not table.endswith("Move")})
    assert counted[0] == counted[1]
