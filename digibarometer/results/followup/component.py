"""The follow-up as a part: who may say what became of the last plan, and what is seen of it."""

from collections.abc import Sequence

from digibarometer.live.actions import On
from digibarometer.live.interfaces import Part
from digibarometer.live.panels import Touch
from digibarometer.results.followup import actions, panels
from digibarometer.workshops import panels as room
from digibarometer.workshops.actions.conditions import while_open
from digibarometer.workshops.component import lent
from digibarometer.workshops.seats import DeskSeat, LeaderSeat, ParticipantSeat, Seat, TableSeat


def shown(seat: Seat) -> Sequence[Touch]:
    """The panels of the step."""
    of = seat.workshop
    match seat:
        case DeskSeat():
            return [room.desk_step.of(of), panels.desk_followup.of(of), room.leader_note.of(of)]
        case ParticipantSeat() | TableSeat():
            return [room.room_instruction.of(of), panels.room_followup.of(of), *lent(seat)]
    return [panels.board_followup.of(of), room.board_corner.of(of)]


followup = Part(
    key="followup",
    rows=[
        On(actions.SetBecame, actions.set_became, by=LeaderSeat, when=while_open, urgent=True),
        On(actions.WriteLedTo, actions.write_led_to, by=LeaderSeat, when=while_open),
    ],
    panels=[panels.desk_followup, panels.board_followup, panels.room_followup],
    kinds=["followup"],
    shown=shown,
)
