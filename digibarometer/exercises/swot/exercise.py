"""The SWOT's table of contents: its wall stands in notes, so that there is nothing of its own to do."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.base import Exercise
from digibarometer.exercises.swot import report_sections, sheets, simulated_behaviour, summary, wall_columns
from digibarometer.exercises.swot.wall_columns import SWOT
from digibarometer.live.panels import Invalidation
from digibarometer.notes import screen_layout as wall
from digibarometer.notes.wall_registry import Wall
from digibarometer.workshops import panels as room
from digibarometer.workshops.extension_points import StepKind
from digibarometer.workshops.seats import DeskSeat, ParticipantSeat, Seat, TableSeat


def step_panels(seat: Seat) -> Sequence[Invalidation]:
    """The panels of a SWOT step, by screen."""
    match seat:
        case DeskSeat():
            return wall.desk_panels(seat)
        case ParticipantSeat() | TableSeat():
            return [*wall.phone_panels(seat), *room.ready_panels(seat)]
    return wall.board_panels(seat.snapshot)


exercise = Exercise(
    key="swot",
    name=_("SWOT"),
    step_kinds=[StepKind(SWOT, reports_back=True)],
    wall=Wall(columns=wall_columns.columns, is_on_paper=True),
    step_panels=step_panels,
    report_sections=report_sections.sections,
    sheets=sheets.SHEETS,
    simulated_person=simulated_behaviour.SwotWriter,
    simulated_leading=simulated_behaviour.LEADS,
    recap=summary.recap,
)
