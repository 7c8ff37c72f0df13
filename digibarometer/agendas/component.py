"""The changing agenda as a part of the room."""

from collections.abc import Sequence

from digibarometer.agendas import actions, panels
from digibarometer.agendas.models import Rest
from digibarometer.agendas.step_recaps import begins_again, have_come_in, is_new
from digibarometer.live.actions import On
from digibarometer.live.interfaces import Part
from digibarometer.live.panels import Touch
from digibarometer.workshops import panels as room
from digibarometer.workshops.models import State
from digibarometer.workshops.seats import BoardSeat, DeskSeat, LeaderSeat, ParticipantSeat, Seat, TableSeat


def first(seat: Seat) -> Sequence[Touch]:
    """What stands before the step's own panels.

    On the desk a new plan for the rest of the day; on phones where we were, when another occasion begins, and what a
    newcomer has missed.
    """
    here, of = seat.now, seat.workshop
    if isinstance(seat, DeskSeat):
        has_plan = Rest.objects.filter(workshop=of, occasion=here.occasion).exists()
        return [panels.desk_rest.of(of)] if has_plan else []
    if isinstance(seat, BoardSeat):
        return []
    if begins_again(here):
        return [panels.room_so_far.of(of)]
    return [panels.room_catch_up.of(of)] if isinstance(seat, ParticipantSeat) and is_new(here, seat.person) else []


def instead(seat: Seat, touches: Sequence[Touch]) -> Sequence[Touch]:
    """On the board, where we were in the place of the programme, when another occasion begins and all have come in."""
    if not isinstance(seat, BoardSeat) or not have_come_in(seat.now):
        return touches
    return [panels.board_so_far.of(seat.workshop), room.board_corner.of(seat.workshop)]


def between(seat: Seat) -> Sequence[Touch]:
    """Between two occasions: what we have done, what comes, and what to do until then."""
    of = seat.workshop
    if seat.now.workshop.state != State.PAUSED:
        return []
    match seat:
        case DeskSeat():
            return [panels.desk_so_far.of(of)]
        case ParticipantSeat() | TableSeat():
            return [panels.room_so_far.of(of)]
    return []


agendas = Part(
    key="agendas",
    rows=[On(actions.Replan, actions.replan, by=LeaderSeat, when=actions.as_seen_and_begun, urgent=True)],
    panels=[panels.desk_rest, panels.desk_so_far, panels.room_so_far, panels.room_catch_up, panels.board_so_far],
)
