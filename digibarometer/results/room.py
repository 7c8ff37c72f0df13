"""Today's picture as a part: who may set targets, and what is seen of the results in the room."""

from collections.abc import Sequence

from digibarometer.live.actions import On
from digibarometer.live.panels import Touch
from digibarometer.live.shape import Part
from digibarometer.results import actions, panels
from digibarometer.workshops import panels as room
from digibarometer.workshops.models import PhaseKind
from digibarometer.workshops.room import lent
from digibarometer.workshops.seats import BoardSeat, DeskSeat, LeaderSeat, ParticipantSeat, Seat, TableSeat


def shown(seat: Seat) -> Sequence[Touch]:
    """The panels of a step of today's picture."""
    of = seat.workshop
    match seat:
        case DeskSeat():
            return [room.desk_step.of(of), panels.desk_story.of(of), panels.desk_targets.of(of), room.desk_note.of(of)]
        case ParticipantSeat() | TableSeat():
            return [room.room_instruction.of(of), panels.room_story.of(of), *lent(seat)]
    return [panels.board_story.of(of), room.board_corner.of(of)]


def beside(seat: Seat) -> Sequence[Touch]:
    """What the results add to a step of another part: in plenary, the spread of the question that is on the board."""
    here = seat.now
    spot = here.workshop.spot
    is_plenary = here.phase is not None and here.phase.kind == PhaseKind.PLENARY
    if not isinstance(seat, BoardSeat) or spot is None or not is_plenary or here.workshop.is_over:
        return []
    if here.step is None or here.step.kind != "assessment":
        return []
    asked = spot in {question.pk for question in here.on_the_table if not question.is_trial}
    return [panels.board_question.of(here.pk, None, spot)] if asked else []


today = Part(
    key="results",
    rows=[
        On(actions.SetTarget, actions.set_target, by=LeaderSeat, when=actions.while_open),
        On(actions.SetTargetYear, actions.set_target_year, by=LeaderSeat, when=actions.while_open),
    ],
    panels=[
        panels.board_story, panels.board_question, panels.desk_story, panels.desk_targets, panels.room_story,
    ],
    kinds=["today"],
    shown=shown,
)  # fmt: skip
