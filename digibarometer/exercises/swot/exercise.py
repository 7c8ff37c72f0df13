"""The SWOT's table of contents: its wall stands in notes, so that there is nothing of its own to do."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.base import Exercise
from digibarometer.exercises.swot import report_sections, simulated_behaviour, summary
from digibarometer.live.panels import Touch
from digibarometer.notes import screen_layout as wall
from digibarometer.workshops import panels as room
from digibarometer.workshops.component import lent
from digibarometer.workshops.models import PhaseKind
from digibarometer.workshops.seats import DeskSeat, ParticipantSeat, Seat, TableSeat


def shown(seat: Seat) -> Sequence[Touch]:
    """The panels of a SWOT step, by screen."""
    of, phase = seat.workshop, seat.now.phase
    match seat:
        case DeskSeat():
            return [room.desk_step.of(of), *wall.on_desk(seat), room.leader_note.of(of)]
        case ParticipantSeat() | TableSeat():
            ends = phase is not None and phase.kind != PhaseKind.PLENARY and seat.person is not None
            ready = [room.my_ready.of(of, seat.person)] if ends else []
            return [*wall.on_phone(seat), *ready, *lent(seat)]
    return [*wall.on_board(seat.now), room.board_corner.of(of)]


exercise = Exercise(
    key="swot",
    name=_("SWOT"),
    kinds=["swot"],
    rows=[],
    panels=[],
    shown=shown,
    summary=summary.of,
    told=report_sections.sections,
    rehearsal=simulated_behaviour.person,
    on_merge=lambda stays, goes: None,  # notes and votes do it for every wall
    on_close=lambda workshop: None,
)
