"""How far a wall has been opened, and who may do what with a note there."""

from django.utils.translation import gettext_lazy as _

from digibarometer.live.actions import Action, ActionRefused, StrOrPromise
from digibarometer.notes.models import (
    MAX_NOTES_PER_AUTHOR,
    MAX_NOTES_PER_WALL,
    WRITTEN_LATER,
    Note,
    WallState,
    place_by_chance,
)
from digibarometer.notes.wall_registry import Column, columns_of, wall_or_refuse
from digibarometer.workshops.models import Attendance, Move, PhaseKind, Step
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat
from digibarometer.workshops.snapshot import WorkshopSnapshot

Person = ParticipantSeat | TableSeat
Anyone = ParticipantSeat | TableSeat | LeaderSeat

OVER = _("The workshop has ended, so the wall can no longer change.")
PASSED = _("The room has left this wall, so it can no longer change.")
NOT_YET = _("This wall has not been opened yet.")
LOCKED = _("The leader has locked the wall for now.")
NO_NOTE = _("That note is no longer on the wall.")
NOT_YOUR_NOTE = _("Only the one who wrote a note, or the leader, can change or remove it here.")
NOTES_COME_LATER = _("Notes are gathered once they have been opened to the group.")
GROUPS_SORT = _("The groups sort their own walls now. Wait until you do it together.")
FOR_YOURSELF = _("From your phone you can only write and vote for yourself.")
NOT_IN_GROUP = _("That participant sits in another group.")
NO_PERSON = _("That participant is not in this workshop.")
NO_COLUMN = _("There is no such part of the wall. Reload the page and try again.")
ENOUGH = _("You have put up as many notes as one person may here. Write in one of your own notes instead.")
WALL_IS_FULL = _("The wall is full. Write in a note that hangs there instead, or tell the leader.")
HAND_OVER = _("Choose who has the screen first: hand it over.")


class OnWall(Action, frozen=True, kw_only=True):
    """Anything that is done on the wall of a step."""

    step: int


def wall_visibility(snapshot: WorkshopSnapshot) -> str:
    """How far the wall of the step that is on has been opened: to oneself, the group or all."""
    return snapshot.phase.kind if snapshot.phase else PhaseKind.ALONE.value


def is_current_step(snapshot: WorkshopSnapshot, step: Step) -> bool:
    """Whether the room is at this step."""
    return snapshot.step is not None and snapshot.step.pk == step.pk


def while_wall_is_open(action: OnWall, seat: Anyone) -> StrOrPromise | None:
    """Late is kept: until the room has seen the wall together and left it, or the workshop has ended."""
    return wall_closed_reason(seat, action.step)


def wall_closed_reason(seat: Anyone, number: int) -> StrOrPromise | None:
    """Why nothing can be done on the wall of a step; None where something can."""
    snapshot = seat.snapshot
    step = snapshot.step_or_refuse(number)
    wall_or_refuse(step)
    if snapshot.workshop.is_over:
        return OVER
    if is_current_step(snapshot, step):
        return None
    if snapshot.step is None or snapshot.steps.index(step) > snapshot.steps.index(snapshot.step):
        return NOT_YET
    opened = Move.objects.filter(workshop=snapshot.pk, phase__step=step, phase__kind=PhaseKind.PLENARY)
    return PASSED if opened.exists() else None


def unless_locked(action: OnWall, seat: Anyone) -> StrOrPromise | None:
    """While the wall is open and the leader has not locked it; leaders themselves may go on."""
    if (why := while_wall_is_open(action, seat)) or isinstance(seat, LeaderSeat):
        return why
    return LOCKED if WallState.objects.is_locked(action.step) else None


def while_at_the_wall(action: OnWall, seat: Anyone) -> StrOrPromise | None:
    """While the room is at the wall: what is led, sorted and voted on there is not for later."""
    return refusal_reason(seat, action.step)


def while_sorting(action: OnWall, seat: Anyone) -> StrOrPromise | None:
    """While the room is at the wall, and it is not locked."""
    return refusal_reason(seat, action.step) or unless_locked(action, seat)


def refusal_reason(seat: Anyone, number: int) -> StrOrPromise | None:
    """Why nothing can be sorted or led on the wall of a step; None where it can."""
    why = wall_closed_reason(seat, number)
    return why or (None if is_current_step(seat.snapshot, seat.snapshot.step_or_refuse(number)) else PASSED)


def column_or_refuse(snapshot: WorkshopSnapshot, step: Step, key: str) -> Column:
    """The column of this key. Raises ActionRefused where the wall has none."""
    return next((column for column in columns_of(snapshot, step) if column.key == key), None) or _no(NO_COLUMN)


def _no(why: StrOrPromise) -> Column:
    raise ActionRefused(why)


def acting_participant_or_refuse(seat: Anyone, participant: int | None) -> int | None:
    """The participant who acts, or whom a leader or the table enters something for; none: nobody in particular.

    Raises ActionRefused where it is not theirs to do.
    """
    snapshot = seat.snapshot
    if participant is None:
        return None if isinstance(seat, LeaderSeat) else seat.person
    if isinstance(seat, ParticipantSeat):
        return participant if participant == seat.person else _not_here(FOR_YOURSELF)
    attending = Attendance.objects.filter(workshop=snapshot.pk, participant=participant)
    if isinstance(seat, TableSeat):
        sitting_here = attending.filter(occasion=snapshot.occasion, group=seat.group)
        if participant != seat.person and sitting_here.exclude(participant__secret_hash="").exists():
            return _not_here(HAND_OVER)  # who has a phone is asked there whether they are the one
        return participant if sitting_here.exists() else _not_here(NOT_IN_GROUP)
    return participant if attending.exists() else _not_here(NO_PERSON)


def _not_here(why: StrOrPromise) -> int:
    raise ActionRefused(why)


def note_or_refuse(seat: Anyone, step: int, key: str) -> Note:
    """The note of this key, where the seat can see it and sort it. Raises ActionRefused."""
    note = Note.objects.visible(step).filter(workshop=seat.workshop, key=key).first()
    if note is None or not can_see(seat, note):
        raise ActionRefused(NO_NOTE)
    return note


def can_see(seat: Anyone, note: Note) -> bool:
    """Whether the note is before this seat as far as the wall has been opened."""
    is_here = seat.snapshot.step is not None and seat.snapshot.step.pk == note.step_id
    how_far = wall_visibility(seat.snapshot) if is_here else PhaseKind.ALONE.value
    if isinstance(seat, LeaderSeat) or how_far == PhaseKind.PLENARY:
        return True
    if how_far == PhaseKind.GROUPS and seat.group is not None:
        return seat.group == note.group_id
    return is_own(seat, note)


def is_own(seat: Anyone, note: Note) -> bool:
    """Whether the one who acts wrote it here; what is written at a table without a name is the table's."""
    if isinstance(seat, LeaderSeat):
        return False
    if note.author_id is None:
        return isinstance(seat, TableSeat) and note.group_id == seat.group
    return seat.viewer == (note.author_id, note.sitting)


def own_or_refuse(seat: Anyone, note: Note, together: bool = False) -> None:
    """Raise ActionRefused unless it is the seat's own note, or the seat leads.

    With `together` also the others of the group may, while it works in groups.
    """
    if isinstance(seat, LeaderSeat) or is_own(seat, note):
        return
    if together and wall_visibility(seat.snapshot) == PhaseKind.GROUPS and seat.group == note.group_id:
        return
    raise ActionRefused(NOT_YOUR_NOTE)


def opened_or_refuse(seat: Anyone) -> None:
    """Raise ActionRefused while everyone writes alone, and for the leader while the groups sort their own walls."""
    how_far = wall_visibility(seat.snapshot)
    if how_far == PhaseKind.ALONE:
        raise ActionRefused(NOTES_COME_LATER)
    if how_far == PhaseKind.GROUPS and isinstance(seat, LeaderSeat):
        raise ActionRefused(GROUPS_SORT)


def next_place(snapshot: WorkshopSnapshot, step: Step, author: int | None) -> dict[str, int]:
    """Where the next note lies on its wall, as its fields: last, or by chance while everyone writes alone.

    Raises ActionRefused where the wall, or this author on it, has as many notes as there may be.
    """
    on_wall, theirs = Note.objects.numbers_on(step.pk, author)
    if on_wall >= MAX_NOTES_PER_WALL:
        raise ActionRefused(WALL_IS_FULL)
    if theirs >= MAX_NOTES_PER_AUTHOR:
        raise ActionRefused(ENOUGH)
    is_seen = is_current_step(snapshot, step) and wall_visibility(snapshot) != PhaseKind.ALONE
    return {"nth": on_wall, "place": WRITTEN_LATER + on_wall if is_seen else place_by_chance()}
