"""The follow-up as a part: who may say what became of the last plan, and what is seen of it."""

from collections.abc import Sequence

from digibarometer.live.actions import ActionRule
from digibarometer.live.panels import Invalidation
from digibarometer.results.followup import actions, panels
from digibarometer.results.followup.agenda_step import FOLLOWUP
from digibarometer.workshops import panels as room
from digibarometer.workshops.actions.conditions import while_open
from digibarometer.workshops.component import hand_over_panels
from digibarometer.workshops.extension_points import StepKind, WorkshopComponent
from digibarometer.workshops.seats import DeskSeat, LeaderSeat, ParticipantSeat, Seat, TableSeat


def step_panels(seat: Seat) -> Sequence[Invalidation]:
    """The panels of the step."""
    of = seat.workshop
    match seat:
        case DeskSeat():
            return [room.desk_step.ref(of), panels.desk_followup.ref(of), room.leader_note.ref(of)]
        case ParticipantSeat() | TableSeat():
            return [room.room_instruction.ref(of), panels.room_followup.ref(of), *hand_over_panels(seat)]
    return [panels.board_followup.ref(of), room.board_corner.ref(of)]


followup_component = WorkshopComponent(
    key="followup",
    rows=[
        ActionRule(
            actions.SetBecame, actions.set_became, allowed_seats=LeaderSeat, precondition=while_open, urgent=True
        ),
        ActionRule(actions.WriteLedTo, actions.write_led_to, allowed_seats=LeaderSeat, precondition=while_open),
    ],
    panels=[panels.desk_followup, panels.board_followup, panels.room_followup],
    step_kinds=[StepKind(FOLLOWUP, has_work=False)],
    step_panels=step_panels,
)
