"""The changing agenda as a part of the room."""

from collections.abc import Sequence

from digibarometer.agendas import actions, panels, step_recaps
from digibarometer.agendas.models import ReplanProposal
from digibarometer.agendas.step_recaps import has_late_occasion_started, is_first_step_of_later_occasion, is_latecomer
from digibarometer.live.actions import ActionRule
from digibarometer.live.panels import Invalidation, panels_of
from digibarometer.workshops import panels as room
from digibarometer.workshops.extension_points import WorkshopComponent
from digibarometer.workshops.models import State
from digibarometer.workshops.seats import BoardSeat, DeskSeat, LeaderSeat, ParticipantSeat, Seat


def leading_panels(seat: Seat) -> Sequence[Invalidation]:
    """What stands before the step's own panels.

    On the desk a new plan for the rest of the day; on phones where we were, when another occasion begins, and what a
    newcomer has missed.
    """
    snapshot, of = seat.snapshot, seat.workshop
    if isinstance(seat, DeskSeat):
        has_plan = ReplanProposal.objects.filter(workshop=of, occasion=snapshot.occasion).exists()
        return [panels.desk_rest.ref(of)] if has_plan else []
    if isinstance(seat, BoardSeat):
        return []
    if is_first_step_of_later_occasion(snapshot):
        return [panels.room_so_far.ref(of)]
    return (
        [panels.room_catch_up.ref(of)]
        if isinstance(seat, ParticipantSeat) and is_latecomer(snapshot, seat.person)
        else []
    )


def adjust_step_panels(seat: Seat, touches: Sequence[Invalidation]) -> Sequence[Invalidation]:
    """Where we were: between two occasions, with what comes and what to do until then; and on the board, in the place
    of the programme, when another occasion begins and all have come in.
    """
    of, state = seat.workshop, seat.snapshot.workshop.state
    if isinstance(seat, BoardSeat):
        begins = state == State.OPEN and has_late_occasion_started(seat.snapshot)
        return [panels.board_so_far.ref(of), room.board_corner.ref(of)] if begins else touches
    if state != State.PAUSED:
        return touches
    return [*touches, (panels.desk_so_far if isinstance(seat, DeskSeat) else panels.room_so_far).ref(of)]


agendas_component = WorkshopComponent(
    key="agendas",
    rules=[ActionRule(actions.Replan, actions.replan, LeaderSeat, actions.as_seen_and_begun, urgent=True)],
    panels=panels_of(panels),
    leading_panels=leading_panels,
    adjust_step_panels=adjust_step_panels,
    on_step_closed=step_recaps.record_recap,
    on_workshop_paused=step_recaps.record_current_recap,
)
