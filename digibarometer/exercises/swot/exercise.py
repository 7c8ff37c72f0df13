"""The SWOT's table of contents: its wall stands in notes, so that there is nothing of its own to do."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.base import Exercise
from digibarometer.exercises.swot import report_sections, simulated_behaviour, summary
from digibarometer.live.panels import Invalidation
from digibarometer.notes import screen_layout as wall
from digibarometer.workshops import panels as room
from digibarometer.workshops.component import hand_over_panels
from digibarometer.workshops.models import PhaseKind
from digibarometer.workshops.seats import DeskSeat, ParticipantSeat, Seat, TableSeat


def step_panels(seat: Seat) -> Sequence[Invalidation]:
    """The panels of a SWOT step, by screen."""
    of, phase = seat.workshop, seat.snapshot.phase
    match seat:
        case DeskSeat():
            return [room.desk_step.ref(of), *wall.desk_panels(seat), room.leader_note.ref(of)]
        case ParticipantSeat() | TableSeat():
            ends = phase is not None and phase.kind != PhaseKind.PLENARY and seat.person is not None
            ready = [room.my_ready.ref(of, seat.person)] if ends else []
            return [*wall.phone_panels(seat), *ready, *hand_over_panels(seat)]
    return [*wall.board_panels(seat.snapshot), room.board_corner.ref(of)]


exercise = Exercise(
    key="swot",
    name=_("SWOT"),
    kinds=["swot"],
    rows=[],
    panels=[],
    shown=step_panels,
    summary=summary.summarize,
    report_sections=report_sections.sections,
    simulated_actions=simulated_behaviour.simulated_actions,
    on_seats_merged=lambda stays, goes: None,  # notes and votes do it for every wall
    on_workshop_closed=lambda workshop: None,
)
