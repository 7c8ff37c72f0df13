"""Which panels of a wall stand on a screen; an exercise puts them among its own."""

from digibarometer.live.panels import Touch
from digibarometer.notes import panels, voting
from digibarometer.notes.permissions import extent
from digibarometer.workshops.models import PhaseKind
from digibarometer.workshops.seats import DeskSeat, ParticipantSeat, TableSeat
from digibarometer.workshops.snapshot import Now


def on_phone(seat: ParticipantSeat | TableSeat) -> list[Touch]:
    """One's own notes, the group's or everyone's; the ballot while there is a vote, and its result after."""
    here = seat.now
    if here.step is None:
        return []
    of, step, how_far = seat.workshop, here.step.pk, extent(here)
    state = panels.room_wall_state.of(of, None, step)
    marks = [panels.my_marks.of(of, seat.person, step)] if seat.person else []
    if (vote := voting.stage(here)) == "open":
        mine = [panels.my_votes.of(of, seat.person, step)] if seat.person else []
        return [panels.room_ballot.of(of, None, step), *mine]
    if how_far == PhaseKind.PLENARY:
        result = [panels.room_result.of(of, None, step)] if vote else []
        return [*result, state, panels.room_wall.of(of, None, step), *marks]
    if how_far == PhaseKind.GROUPS and seat.group:
        return [state, panels.group_wall.of(of, seat.group, step), *marks]
    return [state, panels.my_wall.of(of, seat.person, step)] if seat.person else []


def on_desk(seat: DeskSeat) -> list[Touch]:
    """How much is written, and what the leader can do; in groups the notes, all together the wall itself."""
    here = seat.now
    if here.step is None:
        return []
    of, step, how_far = seat.workshop, here.step.pk, extent(here)
    first = [panels.desk_wall.of(of, None, step), panels.leader_enter.of(of, None, step)]
    if how_far == PhaseKind.GROUPS:
        return [*first, panels.desk_notes.of(of, None, step)]
    if how_far == PhaseKind.PLENARY:
        vote = [each.of(of, None, step) for each in (panels.desk_poll, panels.leader_vote)]
        return [*vote, *first, panels.room_wall.of(of, None, step)]
    return first


def on_board(here: Now) -> list[Touch]:
    """The wall at ten metres."""
    return [panels.board_wall.of(here.pk, None, here.step.pk)] if here.step else []
