"""Today's picture as a part: who may set targets, and what is seen of the results in the room."""

from collections.abc import Iterable, Sequence

from digibarometer.live.actions import On
from digibarometer.live.interfaces import Part
from digibarometer.live.panels import Touch
from digibarometer.results import actions, panels
from digibarometer.workshops import panels as room
from digibarometer.workshops.actions.conditions import while_open
from digibarometer.workshops.component import lent
from digibarometer.workshops.models import PhaseKind
from digibarometer.workshops.seats import BoardSeat, DeskSeat, LeaderSeat, ParticipantSeat, Seat, TableSeat
from digibarometer.workshops.snapshot import Now


def shown(seat: Seat) -> Sequence[Touch]:
    """The panels of a step of today's picture."""
    of = seat.workshop
    match seat:
        case DeskSeat():
            return [
                room.desk_step.of(of),
                panels.desk_story.of(of),
                panels.desk_targets.of(of),
                room.leader_note.of(of),
            ]
        case ParticipantSeat() | TableSeat():
            return [room.room_instruction.of(of), panels.room_story.of(of), *lent(seat)]
    return [panels.board_story.of(of), room.board_corner.of(of)]


def beside(seat: Seat) -> Sequence[Touch]:
    """What the results add to a step of another part: in plenary, how the room's ratings are spread."""
    here = seat.now
    if isinstance(seat, DeskSeat):
        is_plenary = here.phase is not None and here.phase.kind == PhaseKind.PLENARY
        asked_in_area = is_plenary and any(not question.is_trial for question in here.on_the_table)
        return [panels.desk_spreads.of(seat.workshop)] if asked_in_area else []
    asked = panels.asked_on_board(here) if isinstance(seat, BoardSeat) else None
    return [panels.board_question.of(seat.workshop, None, asked)] if asked else []


def shows_levels(here: Now) -> Iterable[Touch]:
    """What shows the groups' levels and the room's, when one has changed."""
    return actions.shows_levels(here)


today = Part(
    key="results",
    rows=[
        On(actions.SetTarget, actions.set_target, by=LeaderSeat, when=while_open),
        On(actions.SetTargetYear, actions.set_target_year, by=LeaderSeat, when=while_open),
    ],
    panels=[
        panels.board_story, panels.board_question, panels.desk_story, panels.desk_targets, panels.desk_spreads,
        panels.room_story,
    ],
    kinds=["today"],
    shown=shown,
)  # fmt: skip
