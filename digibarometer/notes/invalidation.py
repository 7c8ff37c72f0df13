"""Which panels show a note, a theme or a vote, as far as the wall has been opened now."""

from collections.abc import Iterable

from digibarometer.live.panels import Touch
from digibarometer.notes import panels, signals
from digibarometer.notes.models import Note, Theme
from digibarometer.notes.permissions import extent
from digibarometer.notes.wall_registry import walls
from digibarometer.workshops.models import PhaseKind, Step
from digibarometer.workshops.snapshot import Now


def of_notes(
    here: Now, step: Step, notes: Iterable[tuple[int, int | None, int | None]], are_new: bool = False
) -> list[Touch]:
    """What shows these notes, each given by its number, its group and its author. What is new cannot be undone."""
    if here.step is None or here.step.pk != step.pk:
        return []  # no screen shows the wall of another step
    of, how_far = here.pk, extent(here)
    touches = [panels.desk_written.of(of, None, step.pk, 0), panels.board_wall.of(of, None, step.pk)]
    if not are_new:
        touches.append(panels.desk_wall.of(of, None, step.pk))
    changed = list(notes)
    touches += [touch for told in signals.noted for touch in told(here, step, changed)]
    for note, group, author in changed:
        if author is not None:
            touches.append(panels.my_note.of(of, author, step.pk, note))
        if how_far == PhaseKind.GROUPS:
            touches.append(panels.desk_note.of(of, None, step.pk, note))
            if group is not None:
                touches.append(panels.group_note.of(of, group, step.pk, note))
        elif how_far == PhaseKind.PLENARY:
            touches.append(panels.room_note.of(of, None, step.pk, note))
    return touches


def of_note(here: Now, step: Step, *notes: Note) -> list[Touch]:
    """What shows these notes, and those that they lie under."""
    under = [note.under for note in notes if note.under is not None]
    return of_notes(here, step, [(note.pk, note.group_id, note.author_id) for note in [*notes, *under]])


def of_new_note(here: Now, step: Step, note: Note) -> list[Touch]:
    """What shows a note that has just been put up."""
    return of_notes(here, step, [(note.pk, note.group_id, note.author_id)], are_new=True)


OF_PEOPLE = (panels.leader_enter, panels.leader_vote, panels.desk_poll, panels.board_wall)


def of_people(here: Now) -> list[Touch]:
    """What lets a leader choose someone to write or vote for, and tells how many have voted."""
    if here.step is None or here.step.kind not in walls:
        return []
    return [each.of(here.pk, None, here.step.pk) for each in OF_PEOPLE]


def of_themes(here: Now, step: Step, *themes: Theme) -> list[Touch]:
    """What shows these themes, without their notes."""
    if here.step is None or here.step.pk != step.pk:
        return []
    how_far = extent(here)
    touches = [panels.desk_wall.of(here.pk, None, step.pk), panels.board_wall.of(here.pk, None, step.pk)]
    for theme in themes:
        if how_far == PhaseKind.PLENARY:
            touches.append(panels.room_theme.of(here.pk, None, step.pk, theme.pk))
        elif how_far == PhaseKind.GROUPS and theme.group_id is not None:
            touches.append(panels.group_theme.of(here.pk, theme.group_id, step.pk, theme.pk))
    return touches


def of_marks(here: Now, step: Step, person: int | None) -> list[Touch]:
    """What tells someone which notes are theirs."""
    return [panels.my_marks.of(here.pk, person, step.pk)] if person is not None else []


def of_votes(here: Now, step: Step, person: int | None) -> list[Touch]:
    """What shows that someone has voted."""
    mine = [panels.my_votes.of(here.pk, person, step.pk)] if person is not None else []
    return [*mine, panels.desk_voted.of(here.pk, None, step.pk, 0), panels.board_wall.of(here.pk, None, step.pk)]


def of_ballots(here: Now, step: Step) -> list[Touch]:
    """What shows the words of what is voted on."""
    shows = (panels.room_ballot, panels.room_result, panels.desk_poll, panels.leader_vote, panels.board_wall)
    return [each.of(here.pk, None, step.pk) for each in shows]
