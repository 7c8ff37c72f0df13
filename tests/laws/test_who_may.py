"""Who may do what, when: kept as a text file, so that a change of rights is a visible diff in review.

To write it anew after a change that is meant: WRITE_WHO_MAY=1 pytest tests/laws/test_who_may.py
"""

import os
from pathlib import Path

from examples import EXAMPLES
from pages import co_leader, let_coach
from people import SEATS, WHERE

from digibarometer.live.actions import Refused
from digibarometer.screens.house import house
from digibarometer.workshops.models import Right
from digibarometer.workshops.seats import desk_seat

KEPT = Path(__file__).with_name("who_may.txt")
ROWS = sorted(house().rows)
WIDTH = max(map(len, ROWS))


def coach_who_leads(room):
    """The seat of Frans, who coaches, had he the right to help to lead."""
    with room.then_as_before():
        let_coach(room, Right.LEAD)
        return desk_seat(room.now, room.users["frans"].pk)


def matrix(room):
    """One line for each action and seat that ever may: the places where it is welcome."""
    may = {}
    co_leader(room)
    for where in WHERE:
        room.go(where)
        seats = {seat: room.seat(seat) for seat in [*SEATS, "sven"]} | {"coleads": coach_who_leads(room)}
        for do in ROWS:
            fields = EXAMPLES[do].fields(room)
            for seat in seats:
                row, action = room.wire.read(room.frame(seat, do, **fields))
                try:
                    row.check(action, seats[seat])
                    may.setdefault((do, seat), []).append(where)
                except Refused:
                    pass
    for do in ROWS:
        for seat in (*SEATS, "sven", "coleads"):
            yield f"{do:{WIDTH}} {seat:7} {' '.join(may.get((do, seat), ['-']))}"


def test_who_may_do_what_when_is_as_it_was_agreed(room):
    found = "\n".join(matrix(room)) + "\n"
    if os.environ.get("WRITE_WHO_MAY"):
        KEPT.write_text(found, encoding="utf-8")
    assert found == KEPT.read_text(encoding="utf-8")


def test_whoever_helps_to_lead_does_in_the_room_what_the_leader_does(room):
    may = {"eva": [], "sven": [], "coleads": []}
    for line in KEPT.read_text(encoding="utf-8").splitlines():
        do, who, where = line.split(maxsplit=2)
        if who in may:
            may[who].append((do, where))
    assert may["eva"] == may["sven"] == may["coleads"]


def test_the_board_and_the_coach_never_act(room):
    lines = KEPT.read_text(encoding="utf-8").splitlines()
    idle = [line for line in lines if line.split()[1] in {"board", "frans"}]
    assert len(idle) == 2 * len(ROWS)
    assert all(line.endswith(" -") for line in idle)
