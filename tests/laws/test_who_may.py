"""Who may do what, when: kept as a text file, so that a change of rights is a visible diff in review.

To write it anew after a change that is meant: WRITE_WHO_MAY=1 pytest tests/laws/test_who_may.py
"""

import os
from pathlib import Path

from examples import EXAMPLES
from pages import BY_RIGHT
from people import SEATS, WHERE

from digibarometer.live.actions import Refused
from digibarometer.screens.house import house
from digibarometer.workshops.seats import desk_seat

KEPT = Path(__file__).with_name("who_may.txt")
ROWS = sorted(house().rows)
WIDTH = max(map(len, ROWS))


def matrix(room):
    """One line for each action and seat that ever may: the places where it is welcome; then those who have no seat."""
    for name, (kind, rights) in BY_RIGHT.items():
        room.lets(name, kind, rights)
    everyone = [*SEATS, *BY_RIGHT, "greta"]
    may, seated = {}, set()
    for where in WHERE:
        room.go(where)
        seats = {name: seat for name in everyone if (seat := seat_here(room, name))}
        seated |= set(seats)
        for do in ROWS:
            fields = EXAMPLES[do].fields(room)
            for name, seat in seats.items():
                row, action = room.wire.read(room.frame(name, do, **fields))
                try:
                    row.check(action, seat)
                    may.setdefault((do, name), []).append(where)
                except Refused:
                    pass
    for do in ROWS:
        for name in SEATS:
            yield f"{do:{WIDTH}} {name:6} {' '.join(may.get((do, name), ['-']))}"
    for name in [name for name in everyone if name not in SEATS]:
        mine = [may.get((do, name)) for do in ROWS]
        same = [seat for seat in SEATS if mine == [may.get((do, seat)) for do in ROWS]]
        sits = f"as {next(iter(same), 'nobody else')}" if name in seated else "no seat"
        yield f"all actions: {name:12} {sits}"


def seat_here(room, name):
    """The seat in Eva's workshop, if there is one for this person."""
    return desk_seat(room.now, room.users[name].pk) if name in room.users else room.seat(name)


def test_who_may_do_what_when_is_as_it_was_agreed(room):
    found = "\n".join(matrix(room)) + "\n"
    if os.environ.get("WRITE_WHO_MAY"):
        KEPT.write_text(found, encoding="utf-8")
    assert found == KEPT.read_text(encoding="utf-8")


def test_the_board_and_the_coach_never_act(room):
    lines = KEPT.read_text(encoding="utf-8").splitlines()
    idle = [line for line in lines if line.split()[1] in {"board", "frans"}]
    assert len(idle) == 2 * len(ROWS)
    assert all(line.endswith(" -") for line in idle)
