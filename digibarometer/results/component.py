"""Today's picture as a part: who may set targets, and what is seen of the results in the room."""

from collections.abc import Iterable, Sequence

from digibarometer.live.actions import ActionRule
from digibarometer.live.interfaces import Component
from digibarometer.live.panels import Invalidation
from digibarometer.results import actions, panels
from digibarometer.workshops import panels as room
from digibarometer.workshops.actions.conditions import while_open
from digibarometer.workshops.component import hand_over_panels
from digibarometer.workshops.models import PhaseKind
from digibarometer.workshops.seats import BoardSeat, DeskSeat, LeaderSeat, ParticipantSeat, Seat, TableSeat
from digibarometer.workshops.snapshot import WorkshopSnapshot


def step_panels(seat: Seat) -> Sequence[Invalidation]:
    """The panels of a step of today's picture."""
    of = seat.workshop
    match seat:
        case DeskSeat():
            return [
                room.desk_step.ref(of),
                panels.desk_story.ref(of),
                panels.desk_targets.ref(of),
                room.leader_note.ref(of),
            ]
        case ParticipantSeat() | TableSeat():
            return [room.room_instruction.ref(of), panels.room_story.ref(of), *hand_over_panels(seat)]
    return [panels.board_story.ref(of), room.board_corner.ref(of)]


def plenary_side_panels(seat: Seat) -> Sequence[Invalidation]:
    """What the results add to a step of another part: in plenary, how the room's ratings are spread."""
    snapshot = seat.snapshot
    if isinstance(seat, DeskSeat):
        is_plenary = snapshot.phase is not None and snapshot.phase.kind == PhaseKind.PLENARY
        asked_in_area = is_plenary and any(not question.is_trial for question in snapshot.current_questions)
        return [panels.desk_spreads.ref(seat.workshop)] if asked_in_area else []
    asked = panels.asked_on_board(snapshot) if isinstance(seat, BoardSeat) else None
    return [panels.board_question.ref(seat.workshop, None, asked)] if asked else []


def shows_levels(snapshot: WorkshopSnapshot) -> Iterable[Invalidation]:
    """What shows the groups' levels and the room's, when one has changed."""
    return actions.shows_levels(snapshot)


results_component = Component(
    key="results",
    rows=[
        ActionRule(actions.SetTarget, actions.set_target, allowed_seats=LeaderSeat, precondition=while_open),
        ActionRule(actions.SetTargetYear, actions.set_target_year, allowed_seats=LeaderSeat, precondition=while_open),
    ],
    panels=[
        panels.board_story, panels.board_question, panels.desk_story, panels.desk_targets, panels.desk_spreads,
        panels.room_story,
    ],
    kinds=["today"],
    shown=step_panels,
)  # fmt: skip
