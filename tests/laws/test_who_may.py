"""Who may do what, when: kept as a text file, so that a change of rights is a visible diff in review.

First where each action is welcome; then what is refused there all the same, when its example is tried.

To write it anew after a change that is meant: WRITE_WHO_MAY=1 pytest tests/laws/test_who_may.py
"""

import os
from pathlib import Path

import pytest
from django.db import transaction

from digibarometer.live.actions import ActionRefused
from digibarometer.workshops.composition import build_registry
from digibarometer.workshops.seats import desk_seat
from digibarometer.workshops.snapshot import drop_snapshots
from tests.laws.examples import EXAMPLES
from tests.laws.pages import BY_RIGHT
from tests.people import SEATS, WHERE

KEPT = Path(__file__).with_name("who_may.txt")
ROWS = sorted(build_registry().rules)
WIDTH = max(map(len, ROWS))


def matrix(room):
    """One line for each action and seat that ever may: the places where it is welcome; then those who have no seat."""
    for name, (kind, rights) in BY_RIGHT.items():
        room.lets(name, kind, rights)
    everyone = [*SEATS, *BY_RIGHT, "greta"]
    may, refused, seated = {}, {}, set()
    for where in WHERE:
        room.go(where)
        seats = {name: seat for name in everyone if (seat := seat_here(room, name))}
        seated |= set(seats)
        for do in ROWS:
            fields = EXAMPLES[do].fields(room)
            for name, seat in seats.items():
                frame = room.frame(name, do, **fields)
                row, action = room.wire.read(frame)
                try:
                    row.check(action, seat)
                except ActionRefused:
                    continue
                may.setdefault((do, name), []).append(where)
                if name in SEATS and (why := why_not(room, name, frame)):
                    refused.setdefault((do, why, where), []).append(name)
    for do in ROWS:
        for name in SEATS:
            yield f"{do:{WIDTH}} {name:6} {' '.join(may.get((do, name), ['-']))}"
    for name in [name for name in everyone if name not in SEATS]:
        mine = [may.get((do, name)) for do in ROWS]
        same = [seat for seat in SEATS if mine == [may.get((do, seat)) for do in ROWS]]
        sits = f"as {next(iter(same), 'nobody else')}" if name in seated else "no seat"
        yield f"all actions: {name:12} {sits}"
    yield from together(refused)


def why_not(room, name, frame):
    """Why the example is refused where it is welcome; None where it is kept. It is taken back."""
    drop_snapshots(None)  # what an action changes of the workshop in memory is not for the next one
    try:
        with transaction.atomic():
            room.apply(seat_here(room, name), frame)
            transaction.set_rollback(True)
    except ActionRefused as no:
        return str(no.why)
    finally:
        drop_snapshots(None)
    return None


def together(refused):
    """One line for each action, sentence and seats: where."""
    where = {}
    for (do, why, place), names in refused.items():
        where.setdefault((do, " ".join(names), why), []).append(place)
    yield from (f"refused: {do} by {names}: {why} {' '.join(at)}" for (do, names, why), at in sorted(where.items()))


def seat_here(room, name):
    """The seat in Eva's workshop, if there is one for this person."""
    return desk_seat(room.snapshot, room.users[name].pk) if name in room.users else room.seat(name)


@pytest.mark.slow
def test_who_may_do_what_when_is_as_it_was_agreed(room):
    found = "\n".join(matrix(room)) + "\n"
    if os.environ.get("WRITE_WHO_MAY"):
        KEPT.write_text(found, encoding="utf-8")
    assert found == KEPT.read_text(encoding="utf-8")


def test_the_board_and_the_coach_never_act(room):
    lines = KEPT.read_text(encoding="utf-8").splitlines()
    idle = [line for line in lines if line.split()[0] in ROWS and line.split()[1] in {"board", "frans"}]
    assert len(idle) == 2 * len(ROWS)
    assert all(line.endswith(" -") for line in idle)
