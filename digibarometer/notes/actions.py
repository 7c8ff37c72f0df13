"""What people want of the notes on a wall: writing them, sorting them, gathering them into themes."""

from collections.abc import Iterable
from typing import Annotated

import msgspec
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.live.actions import ActionRefused, ClientKey
from digibarometer.live.panels import Invalidation
from digibarometer.notes import invalidation, permissions, voting
from digibarometer.notes.models import LONGEST_NAME, MAX_NOTE_LENGTH, MAX_THEMES_PER_WALL, Note, Theme
from digibarometer.notes.permissions import Anyone, OnWall
from digibarometer.notes.undo_log import record_revision
from digibarometer.workshops.actions.table_screen import sitting_of
from digibarometer.workshops.models import Attendance, PhaseKind, Step
from digibarometer.workshops.seats import LeaderSeat
from digibarometer.workshops.snapshot import WorkshopSnapshot

EMPTY = _("Write something on the note first.")
NO_NAME = _("Give the theme a name first.")
NO_THEME = _("That theme is no longer on the wall.")
THEMES_ARE_FULL = _("The wall has as many themes as it can hold. Give one of them another name, or remove one.")

KeyOrNone = Annotated[str, msgspec.Meta(max_length=40)]  # empty: none
Words = Annotated[str, msgspec.Meta(max_length=MAX_NOTE_LENGTH)]
Name = Annotated[str, msgspec.Meta(max_length=LONGEST_NAME)]


class OnNote(OnWall, frozen=True, kw_only=True):
    """Anything that is done with a note, which is named by the key that the screen gave it."""

    note: ClientKey
    about = ("note",)


class WriteNote(OnNote, frozen=True, tag="notes.write"):
    """Someone says: this note says so. `base` is the version that they read, when it is there already."""

    text: Words
    column: KeyOrNone = ""
    base: int | None = None
    participant: int | None = None  # whom a leader or the table writes for


def write(wanted: WriteNote, seat: Anyone) -> Iterable[Invalidation]:
    """Put up a note, or change its text. Where two change it at once, both texts stay."""
    snapshot = seat.snapshot
    step, text = snapshot.step_or_refuse(wanted.step), wanted.text.strip()
    if not text:
        raise ActionRefused(EMPTY)
    person = permissions.acting_participant_or_refuse(seat, wanted.participant)
    held = Note.objects.with_key(snapshot.pk, wanted.note)
    if held is None:
        return _put_up(wanted, seat, step, text, person)
    if held.step_id != step.pk or held.removed_at or not permissions.can_see(seat, held):
        raise ActionRefused(permissions.NO_NOTE)
    permissions.own_or_refuse(seat, held, together=True)
    if text == held.text:
        return []
    if held.writer != seat.key and wanted.base != held.version:
        return _twin(wanted, seat, step, text, held, person)
    record_revision(held, "wrote", text=text)
    Note.objects.filter(pk=held.pk).update(
        version=held.version + 1, writer=seat.key, edited_by=person, edited_at=timezone.now()
    )
    return invalidation.panels_for_note(snapshot, step, held)


def _put_up(wanted: WriteNote, seat: Anyone, step: Step, text: str, person: int | None) -> list[Invalidation]:
    snapshot = seat.snapshot
    column = permissions.column_or_refuse(snapshot, step, wanted.column)
    if person is None and not isinstance(seat, LeaderSeat) and permissions.wall_visibility(snapshot) == PhaseKind.ALONE:
        raise ActionRefused(permissions.HAND_OVER)
    place = permissions.next_place(snapshot, step, person)
    is_for_someone = wanted.participant is not None and wanted.participant != getattr(seat, "person", None)
    made = Note.objects.create(
        workshop=snapshot.workshop,
        step=step,
        key=wanted.note,
        column=column.key,
        text=text,
        **place,
        author_id=person,
        sitting=sitting_of(seat, person),
        group_id=_group_of(seat, person),
        writer=seat.key,
        was_entered=is_for_someone,
        entered_by_id=seat.user if is_for_someone and isinstance(seat, LeaderSeat) else None,
    )
    return [
        *invalidation.panels_for_new_note(snapshot, step, made),
        *invalidation.panels_for_marks(snapshot, step, person),
    ]


def _group_of(seat: Anyone, person: int | None) -> int | None:
    """The group that a note is written in."""
    if not isinstance(seat, LeaderSeat):
        return seat.group
    attending = Attendance.objects.filter(occasion=seat.snapshot.occasion, participant=person)
    return attending.values_list("group", flat=True).first() if person else None


def _twin(wanted: WriteNote, seat: Anyone, step: Step, text: str, held: Note, person: int | None) -> list[Invalidation]:
    """Somebody else was faster: the text becomes a note of its own beside theirs, and both are seen."""
    if Note.objects.visible(step.pk).filter(twin=held, text=text).exists():
        return []
    place = permissions.next_place(seat.snapshot, step, person)
    made = Note.objects.create(
        workshop=seat.snapshot.workshop,
        step=step,
        key=wanted.id,
        column=held.column,
        theme=held.theme,
        text=text,
        **place,
        twin=held,
        author_id=person,
        sitting=sitting_of(seat, person),
        group_id=held.group_id,
        writer=seat.key,
    )
    return [
        *invalidation.panels_for_new_note(seat.snapshot, step, made),
        *invalidation.panels_for_marks(seat.snapshot, step, person),
    ]


class MoveNote(OnNote, frozen=True, tag="notes.move"):
    """Someone says: this note lies in this column, and in this theme or in none."""

    column: ClientKey
    theme: KeyOrNone = ""


def move(wanted: MoveNote, seat: Anyone) -> Iterable[Invalidation]:
    """Put a note elsewhere; what was merged into it comes along. A theme has its own column."""
    snapshot, step = seat.snapshot, seat.snapshot.step_or_refuse(wanted.step)
    note = permissions.note_or_refuse(seat, step.pk, wanted.note)
    theme = _theme_or_refuse(seat, step, wanted.theme) if wanted.theme else None
    column = permissions.column_or_refuse(snapshot, step, theme.column if theme else wanted.column)
    return _place(snapshot, step, [note], column.key, theme)


def _place(
    snapshot: WorkshopSnapshot, step: Step, notes: list[Note], column: str, theme: Theme | None
) -> list[Invalidation]:
    moved = [
        note for note in notes if record_revision(note, "moved", column=column, theme_id=theme.pk if theme else None)
    ]
    Note.objects.filter(under__in=moved).update(column=column, theme=theme)
    return invalidation.panels_for_note(snapshot, step, *moved) if moved else []


def _theme_or_refuse(seat: Anyone, step: Step, key: str) -> Theme:
    """The theme of this key, where the seat can see it. Raises ActionRefused."""
    permissions.opened_or_refuse(seat)
    theme = Theme.objects.filter(workshop=seat.workshop, step=step, key=key).first()
    if theme is None or not _sees(seat, theme):
        raise ActionRefused(NO_THEME)
    return theme


def _sees(seat: Anyone, theme: Theme) -> bool:
    if isinstance(seat, LeaderSeat) or permissions.wall_visibility(seat.snapshot) == PhaseKind.PLENARY:
        return True
    return theme.group_id is not None and theme.group_id == seat.group


class MergeNote(OnNote, frozen=True, tag="notes.merge"):
    """Someone says: this note says the same as that one, and lies under it; empty: it lies by itself."""

    into: KeyOrNone = ""


def merge(wanted: MergeNote, seat: Anyone) -> Iterable[Invalidation]:
    """Lay a note under another, with those that lie under it, or take it out again. All texts stay."""
    snapshot, step = seat.snapshot, seat.snapshot.step_or_refuse(wanted.step)
    permissions.opened_or_refuse(seat)
    note = permissions.note_or_refuse(seat, step.pk, wanted.note)
    if not wanted.into:
        touches = invalidation.panels_for_note(snapshot, step, note)
        return touches if record_revision(note, "merged", under_id=None) else []
    into = permissions.note_or_refuse(seat, step.pk, wanted.into)
    top = into.under or into
    if note.pk in (top.pk, into.pk):
        return []
    lay = [note, *Note.objects.visible(step.pk).filter(under=note)]
    touches = invalidation.panels_for_note(snapshot, step, *lay, top)
    merged = [
        record_revision(each, "merged", under_id=top.pk, column=top.column, theme_id=top.theme_id) for each in lay
    ]
    return touches if any(merged) else []


class HighlightNote(OnNote, frozen=True, tag="notes.lift"):
    """Someone says: this note is among the most important, or not."""

    lifted: bool


def highlight_note(wanted: HighlightNote, seat: Anyone) -> Iterable[Invalidation]:
    """Let a note come before the others, on every wall that it hangs on."""
    snapshot, step = seat.snapshot, seat.snapshot.step_or_refuse(wanted.step)
    permissions.opened_or_refuse(seat)
    note = permissions.note_or_refuse(seat, step.pk, wanted.note)
    if wanted.lifted == (note.lifted_at is not None):
        return []
    note.lifted_at = timezone.now() if wanted.lifted else None
    note.save(update_fields=["lifted_at"])
    return invalidation.panels_for_note(snapshot, step, note)


class RemoveNote(OnNote, frozen=True, tag="notes.take_away"):
    """Someone says: this note is taken off the wall, or (a leader) put back."""

    away: bool


def remove_note(wanted: RemoveNote, seat: Anyone) -> Iterable[Invalidation]:
    """Take a note away. What was merged into it comes out again."""
    snapshot, step = seat.snapshot, seat.snapshot.step_or_refuse(wanted.step)
    note = Note.objects.filter(workshop=snapshot.pk, step=step, key=wanted.note).select_related("under").first()
    if note is None or not permissions.can_see(seat, note):
        raise ActionRefused(permissions.NO_NOTE)
    permissions.own_or_refuse(seat, note)
    if wanted.away == (note.removed_at is not None):
        return []
    freed = list(Note.objects.visible(step.pk).filter(under=note)) if wanted.away else []
    touches = invalidation.panels_for_note(snapshot, step, note, *freed)
    for each in freed:
        record_revision(each, "merged", under_id=None)
    record_revision(note, "took", removed_at=timezone.now() if wanted.away else None, under_id=None)
    by = seat.user if isinstance(seat, LeaderSeat) and wanted.away else None
    Note.objects.filter(pk=note.pk).update(removed_by=by)
    if wanted.away:
        voting.remove_choice(step.pk, "note", note.pk)
        touches += invalidation.panels_for_ballots(snapshot, step)
    return [*touches, *invalidation.panels_for_marks(snapshot, step, note.author_id)]


class SetTheme(OnWall, frozen=True, tag="notes.gather"):
    """Someone says: there is a theme of this name in this column, and these notes belong to it."""

    theme: ClientKey
    name: Name
    column: ClientKey
    notes: Annotated[list[ClientKey], msgspec.Meta(max_length=100)] = []
    about = ("theme",)


def set_theme(wanted: SetTheme, seat: Anyone) -> Iterable[Invalidation]:
    """Make or rename a theme, and put notes into it."""
    snapshot, step, name = seat.snapshot, seat.snapshot.step_or_refuse(wanted.step), wanted.name.strip()
    permissions.opened_or_refuse(seat)
    if not name:
        raise ActionRefused(NO_NAME)
    column = permissions.column_or_refuse(snapshot, step, wanted.column).key
    notes = [permissions.note_or_refuse(seat, step.pk, key) for key in wanted.notes]
    theme = Theme.objects.filter(workshop=snapshot.pk, key=wanted.theme).first()
    if theme is None:
        if Theme.objects.filter(step=step).count() >= MAX_THEMES_PER_WALL:
            raise ActionRefused(THEMES_ARE_FULL)
        group = (
            None
            if isinstance(seat, LeaderSeat) or permissions.wall_visibility(snapshot) == PhaseKind.PLENARY
            else seat.group
        )
        theme = Theme.objects.create(
            workshop=snapshot.workshop, step=step, group_id=group, key=wanted.theme, column=column, name=name
        )
    elif theme.step_id != step.pk or not _sees(seat, theme):
        raise ActionRefused(NO_THEME)
    else:
        theme.name = name
        theme.save(update_fields=["name"])
    return [*invalidation.panels_for_themes(snapshot, step, theme), *_place(snapshot, step, notes, theme.column, theme)]


class DeleteTheme(OnWall, frozen=True, tag="notes.drop_theme"):
    """Someone says: there is no such theme; its notes belong to another, or to none."""

    theme: ClientKey
    into: KeyOrNone = ""
    about = ("theme",)


def delete_theme(wanted: DeleteTheme, seat: Anyone) -> Iterable[Invalidation]:
    """Take a theme away. Its notes stay, in another theme or outside."""
    snapshot, step = seat.snapshot, seat.snapshot.step_or_refuse(wanted.step)
    if not Theme.objects.filter(workshop=snapshot.pk, step=step, key=wanted.theme).exists():
        return []
    theme = _theme_or_refuse(seat, step, wanted.theme)
    into = _theme_or_refuse(seat, step, wanted.into) if wanted.into and wanted.into != wanted.theme else None
    notes = list(theme.notes.filter(removed_at=None, under=None))
    touches = [
        *invalidation.panels_for_themes(snapshot, step, theme),
        *invalidation.panels_for_note(snapshot, step, *notes),
    ]
    _place(snapshot, step, notes, into.column if into else theme.column, into)
    theme.delete()
    return touches
