"""Which panels of a wall stand on a screen; an exercise puts them among its own."""

from digibarometer.live.panels import Invalidation
from digibarometer.notes import panels, voting
from digibarometer.notes.board_panels import board_wall
from digibarometer.notes.permissions import wall_visibility
from digibarometer.workshops.models import PhaseKind
from digibarometer.workshops.seats import DeskSeat, ParticipantSeat, TableSeat
from digibarometer.workshops.snapshot import WorkshopSnapshot


def phone_panels(seat: ParticipantSeat | TableSeat) -> list[Invalidation]:
    """One's own notes, the group's or everyone's; the ballot while there is a vote, and its result after."""
    snapshot = seat.snapshot
    if snapshot.step is None:
        return []
    of, step, how_far = seat.workshop, snapshot.step.pk, wall_visibility(snapshot)
    state = panels.room_wall_state.ref(of, None, step)
    marks = [panels.my_marks.ref(of, seat.person, step)] if seat.person else []
    if (vote := voting.poll_stage(snapshot)) == "open":
        mine = [panels.my_votes.ref(of, seat.person, step)] if seat.person else []
        return [panels.room_ballot.ref(of, None, step), *mine]
    if how_far == PhaseKind.PLENARY:
        result = [panels.room_result.ref(of, None, step)] if vote else []
        return [*result, state, panels.room_wall.ref(of, None, step), *marks]
    if how_far == PhaseKind.GROUPS and seat.group:
        return [state, panels.group_wall.ref(of, seat.group, step), *marks]
    return [state, panels.my_wall.ref(of, seat.person, step)] if seat.person else []


def desk_panels(seat: DeskSeat) -> list[Invalidation]:
    """How much is written, and what the leader can do; in groups the notes, all together the wall itself."""
    snapshot = seat.snapshot
    if snapshot.step is None:
        return []
    of, step, how_far = seat.workshop, snapshot.step.pk, wall_visibility(snapshot)
    first = [panels.leader_wall.ref(of, None, step), panels.leader_enter.ref(of, None, step)]
    if how_far == PhaseKind.GROUPS:
        return [*first, panels.leader_unseen.ref(of, None, step)]
    if how_far == PhaseKind.PLENARY:
        vote = [each.ref(of, None, step) for each in (panels.desk_poll, panels.leader_vote)]
        return [*vote, *first, panels.room_wall.ref(of, None, step)]
    return first


def board_panels(snapshot: WorkshopSnapshot) -> list[Invalidation]:
    """The wall at ten metres."""
    return [board_wall.ref(snapshot.pk, None, snapshot.step.pk)] if snapshot.step else []
