"""Which panels show a note, a theme or a vote, as far as the wall has been opened now."""

from collections.abc import Iterable

from digibarometer.live.panels import Invalidation
from digibarometer.notes import panels
from digibarometer.notes.board_panels import board_wall
from digibarometer.notes.models import Note, Theme
from digibarometer.notes.permissions import wall_visibility
from digibarometer.notes.wall_registry import wall_components, wall_of
from digibarometer.workshops.models import PhaseKind, Step
from digibarometer.workshops.snapshot import WorkshopSnapshot


def panels_for_notes(
    snapshot: WorkshopSnapshot, step: Step, notes: Iterable[tuple[int, int | None, int | None]], are_new: bool = False
) -> list[Invalidation]:
    """What shows these notes, each given by its number, its group and its author. What is new cannot be undone."""
    if snapshot.step is None or snapshot.step.pk != step.pk:
        return []  # no screen shows the wall of another step
    of, how_far = snapshot.pk, wall_visibility(snapshot)
    touches = [panels.leader_written.ref(of, None, step.pk, 0), board_wall.ref(of, None, step.pk)]
    if not are_new:
        touches.append(panels.leader_wall.ref(of, None, step.pk))
    changed = list(notes)
    touches += [touch for part in wall_components() for touch in part.on_notes_changed(snapshot, step, changed)]
    for note, group, author in changed:
        if author is not None:
            touches.append(panels.my_note.ref(of, author, step.pk, note))
        if how_far == PhaseKind.GROUPS:
            touches.append(panels.leader_unseen_note.ref(of, None, step.pk, note))
            if group is not None:
                touches.append(panels.group_note.ref(of, group, step.pk, note))
        elif how_far == PhaseKind.PLENARY:
            touches.append(panels.room_note.ref(of, None, step.pk, note))
    return touches


def panels_for_note(snapshot: WorkshopSnapshot, step: Step, *notes: Note) -> list[Invalidation]:
    """What shows these notes, and those that they lie under."""
    under = [note.under for note in notes if note.under is not None]
    return panels_for_notes(snapshot, step, [(note.pk, note.group_id, note.author_id) for note in [*notes, *under]])


def panels_for_new_note(snapshot: WorkshopSnapshot, step: Step, note: Note) -> list[Invalidation]:
    """What shows a note that has just been put up."""
    return panels_for_notes(snapshot, step, [(note.pk, note.group_id, note.author_id)], are_new=True)


OF_PEOPLE = (panels.leader_enter, panels.leader_vote, panels.desk_poll, board_wall)


def panels_for_people(snapshot: WorkshopSnapshot) -> list[Invalidation]:
    """What lets a leader choose someone to write or vote for, and tells how many have voted."""
    if snapshot.step is None or wall_of(snapshot.step) is None:
        return []
    return [each.ref(snapshot.pk, None, snapshot.step.pk) for each in OF_PEOPLE]


def panels_for_themes(snapshot: WorkshopSnapshot, step: Step, *themes: Theme) -> list[Invalidation]:
    """What shows these themes, without their notes."""
    if snapshot.step is None or snapshot.step.pk != step.pk:
        return []
    how_far = wall_visibility(snapshot)
    touches = [
        panels.leader_wall.ref(snapshot.pk, None, step.pk),
        board_wall.ref(snapshot.pk, None, step.pk),
    ]
    for theme in themes:
        if how_far == PhaseKind.PLENARY:
            touches.append(panels.room_theme.ref(snapshot.pk, None, step.pk, theme.pk))
        elif how_far == PhaseKind.GROUPS and theme.group_id is not None:
            touches.append(panels.group_theme.ref(snapshot.pk, theme.group_id, step.pk, theme.pk))
    return touches


def panels_for_marks(snapshot: WorkshopSnapshot, step: Step, person: int | None) -> list[Invalidation]:
    """What tells someone which notes are theirs."""
    return [panels.my_marks.ref(snapshot.pk, person, step.pk)] if person is not None else []


def panels_for_votes(snapshot: WorkshopSnapshot, step: Step, person: int | None) -> list[Invalidation]:
    """What shows that someone has voted."""
    mine = [panels.my_votes.ref(snapshot.pk, person, step.pk)] if person is not None else []
    return [
        *mine,
        panels.desk_voted.ref(snapshot.pk, None, step.pk, 0),
        board_wall.ref(snapshot.pk, None, step.pk),
    ]


def panels_for_ballots(snapshot: WorkshopSnapshot, step: Step) -> list[Invalidation]:
    """What shows the words of what is voted on."""
    shows = (panels.room_ballot, panels.room_result, panels.desk_poll, panels.leader_vote, board_wall)
    return [each.ref(snapshot.pk, None, step.pk) for each in shows]
