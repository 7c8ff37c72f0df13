"""What people want of the notes on a wall: writing them, sorting them, gathering them into themes."""

from collections.abc import Iterable
from typing import Annotated

import msgspec
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.live.actions import Refused
from digibarometer.live.panels import Touch
from digibarometer.notes import invalidation, permissions, voting
from digibarometer.notes.models import LONGEST, LONGEST_NAME, MAX_THEMES_PER_WALL, Note, Theme
from digibarometer.notes.permissions import Anyone, OnWall
from digibarometer.notes.undo_log import change
from digibarometer.workshops.actions.table_screen import sitting_of
from digibarometer.workshops.models import Attendance, PhaseKind, Step
from digibarometer.workshops.seats import LeaderSeat
from digibarometer.workshops.snapshot import Now

EMPTY = _("Write something on the note first.")
NO_NAME = _("Give the theme a name first.")
NO_THEME = _("That theme is no longer on the wall.")
THEMES_ARE_FULL = _("The wall has as many themes as it can hold. Give one of them another name, or remove one.")

Key = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
KeyOrNone = Annotated[str, msgspec.Meta(max_length=40)]  # empty: none
Words = Annotated[str, msgspec.Meta(max_length=LONGEST)]
Name = Annotated[str, msgspec.Meta(max_length=LONGEST_NAME)]


class OnNote(OnWall, frozen=True, kw_only=True):
    """Anything that is done with a note, which is named by the key that the screen gave it."""

    note: Key

    def about(self) -> str:
        """One wish a note."""
        return f"{type(self).__struct_config__.tag}:{self.note}"


class WriteNote(OnNote, frozen=True, tag="notes.write"):
    """Someone says: this note says so. `base` is the version that they read, when it is there already."""

    text: Words
    column: KeyOrNone = ""
    base: int | None = None
    participant: int | None = None  # whom a leader or the table writes for


def write(wanted: WriteNote, seat: Anyone) -> Iterable[Touch]:
    """Put up a note, or change its text. Where two change it at once, both texts stay."""
    here = seat.now
    step, text = here.step_or_refuse(wanted.step), wanted.text.strip()
    if not text:
        raise Refused(EMPTY)
    person = permissions.whom(seat, wanted.participant)
    held = Note.objects.of_key(here.pk, wanted.note)
    if held is None:
        return _put_up(wanted, seat, step, text, person)
    if held.step_id != step.pk or held.removed_at or not permissions.sees(seat, held):
        raise Refused(permissions.NO_NOTE)
    permissions.must_be_theirs(seat, held, together=True)
    if text == held.text:
        return []
    if held.writer != seat.key and wanted.base != held.version:
        return _twin(wanted, seat, step, text, held, person)
    change(held, "wrote", text=text)
    Note.objects.filter(pk=held.pk).update(
        version=held.version + 1, writer=seat.key, edited_by=person, edited_at=timezone.now()
    )
    return invalidation.of_note(here, step, held)


def _put_up(wanted: WriteNote, seat: Anyone, step: Step, text: str, person: int | None) -> list[Touch]:
    here = seat.now
    column = permissions.column_or_refuse(here, step, wanted.column)
    if person is None and not isinstance(seat, LeaderSeat) and permissions.extent(here) == PhaseKind.ALONE:
        raise Refused(permissions.HAND_OVER)
    place = permissions.next_place(here, step, person)
    is_for_someone = wanted.participant is not None and wanted.participant != getattr(seat, "person", None)
    made = Note.objects.create(
        workshop=here.workshop,
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
    return [*invalidation.of_new_note(here, step, made), *invalidation.of_marks(here, step, person)]


def _group_of(seat: Anyone, person: int | None) -> int | None:
    """The group that a note is written in."""
    if not isinstance(seat, LeaderSeat):
        return seat.group
    attending = Attendance.objects.filter(occasion=seat.now.occasion, participant=person)
    return attending.values_list("group", flat=True).first() if person else None


def _twin(wanted: WriteNote, seat: Anyone, step: Step, text: str, held: Note, person: int | None) -> list[Touch]:
    """Somebody else was faster: the text becomes a note of its own beside theirs, and both are seen."""
    if Note.objects.on_wall(step.pk).filter(twin=held, text=text).exists():
        return []
    place = permissions.next_place(seat.now, step, person)
    made = Note.objects.create(
        workshop=seat.now.workshop,
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
    return [*invalidation.of_new_note(seat.now, step, made), *invalidation.of_marks(seat.now, step, person)]


class MoveNote(OnNote, frozen=True, tag="notes.move"):
    """Someone says: this note lies in this column, and in this theme or in none."""

    column: Key
    theme: KeyOrNone = ""


def move(wanted: MoveNote, seat: Anyone) -> Iterable[Touch]:
    """Put a note elsewhere; what was merged into it comes along. A theme has its own column."""
    here, step = seat.now, seat.now.step_or_refuse(wanted.step)
    note = permissions.note_or_refuse(seat, step.pk, wanted.note)
    theme = _theme_or_refuse(seat, step, wanted.theme) if wanted.theme else None
    column = permissions.column_or_refuse(here, step, theme.column if theme else wanted.column)
    return _place(here, step, [note], column.key, theme)


def _place(here: Now, step: Step, notes: list[Note], column: str, theme: Theme | None) -> list[Touch]:
    moved = [note for note in notes if change(note, "moved", column=column, theme_id=theme.pk if theme else None)]
    Note.objects.filter(under__in=moved).update(column=column, theme=theme)
    return invalidation.of_note(here, step, *moved) if moved else []


def _theme_or_refuse(seat: Anyone, step: Step, key: str) -> Theme:
    """The theme of this key, where the seat can see it. Raises Refused."""
    permissions.must_be_opened(seat)
    theme = Theme.objects.filter(workshop=seat.workshop, step=step, key=key).first()
    if theme is None or not _sees(seat, theme):
        raise Refused(NO_THEME)
    return theme


def _sees(seat: Anyone, theme: Theme) -> bool:
    if isinstance(seat, LeaderSeat) or permissions.extent(seat.now) == PhaseKind.PLENARY:
        return True
    return theme.group_id is not None and theme.group_id == seat.group


class MergeNote(OnNote, frozen=True, tag="notes.merge"):
    """Someone says: this note says the same as that one, and lies under it; empty: it lies by itself."""

    into: KeyOrNone = ""


def merge(wanted: MergeNote, seat: Anyone) -> Iterable[Touch]:
    """Lay a note under another, with those that lie under it, or take it out again. All texts stay."""
    here, step = seat.now, seat.now.step_or_refuse(wanted.step)
    permissions.must_be_opened(seat)
    note = permissions.note_or_refuse(seat, step.pk, wanted.note)
    if not wanted.into:
        touches = invalidation.of_note(here, step, note)
        return touches if change(note, "merged", under_id=None) else []
    into = permissions.note_or_refuse(seat, step.pk, wanted.into)
    top = into.under or into
    if note.pk in (top.pk, into.pk):
        return []
    lay = [note, *Note.objects.on_wall(step.pk).filter(under=note)]
    touches = invalidation.of_note(here, step, *lay, top)
    merged = [change(each, "merged", under_id=top.pk, column=top.column, theme_id=top.theme_id) for each in lay]
    return touches if any(merged) else []


class LiftNote(OnNote, frozen=True, tag="notes.lift"):
    """Someone says: this note is among the most important, or not."""

    lifted: bool


def lift(wanted: LiftNote, seat: Anyone) -> Iterable[Touch]:
    """Let a note come before the others, on every wall that it hangs on."""
    here, step = seat.now, seat.now.step_or_refuse(wanted.step)
    permissions.must_be_opened(seat)
    note = permissions.note_or_refuse(seat, step.pk, wanted.note)
    if wanted.lifted == (note.lifted_at is not None):
        return []
    note.lifted_at = timezone.now() if wanted.lifted else None
    note.save(update_fields=["lifted_at"])
    return invalidation.of_note(here, step, note)


class TakeAway(OnNote, frozen=True, tag="notes.take_away"):
    """Someone says: this note is taken off the wall, or (a leader) put back."""

    away: bool


def take_away(wanted: TakeAway, seat: Anyone) -> Iterable[Touch]:
    """Take a note away. What was merged into it comes out again."""
    here, step = seat.now, seat.now.step_or_refuse(wanted.step)
    note = Note.objects.filter(workshop=here.pk, step=step, key=wanted.note).select_related("under").first()
    if note is None or not permissions.sees(seat, note):
        raise Refused(permissions.NO_NOTE)
    permissions.must_be_theirs(seat, note)
    if wanted.away == (note.removed_at is not None):
        return []
    freed = list(Note.objects.on_wall(step.pk).filter(under=note)) if wanted.away else []
    touches = invalidation.of_note(here, step, note, *freed)
    for each in freed:
        change(each, "merged", under_id=None)
    change(note, "took", removed_at=timezone.now() if wanted.away else None, under_id=None)
    by = seat.user if isinstance(seat, LeaderSeat) and wanted.away else None
    Note.objects.filter(pk=note.pk).update(removed_by=by)
    if wanted.away:
        voting.strike(step.pk, "note", note.pk)
        touches += invalidation.of_ballots(here, step)
    return [*touches, *invalidation.of_marks(here, step, note.author_id)]


class Gather(OnWall, frozen=True, tag="notes.gather"):
    """Someone says: there is a theme of this name in this column, and these notes belong to it."""

    theme: Key
    name: Name
    column: Key
    notes: Annotated[list[Key], msgspec.Meta(max_length=100)] = []

    def about(self) -> str:
        """One wish a theme."""
        return f"notes.gather:{self.theme}"


def gather(wanted: Gather, seat: Anyone) -> Iterable[Touch]:
    """Make or rename a theme, and put notes into it."""
    here, step, name = seat.now, seat.now.step_or_refuse(wanted.step), wanted.name.strip()
    permissions.must_be_opened(seat)
    if not name:
        raise Refused(NO_NAME)
    column = permissions.column_or_refuse(here, step, wanted.column).key
    notes = [permissions.note_or_refuse(seat, step.pk, key) for key in wanted.notes]
    theme = Theme.objects.filter(workshop=here.pk, key=wanted.theme).first()
    if theme is None:
        if Theme.objects.filter(step=step).count() >= MAX_THEMES_PER_WALL:
            raise Refused(THEMES_ARE_FULL)
        group = None if isinstance(seat, LeaderSeat) or permissions.extent(here) == PhaseKind.PLENARY else seat.group
        theme = Theme.objects.create(
            workshop=here.workshop, step=step, group_id=group, key=wanted.theme, column=column, name=name
        )
    elif theme.step_id != step.pk or not _sees(seat, theme):
        raise Refused(NO_THEME)
    else:
        theme.name = name
        theme.save(update_fields=["name"])
    return [*invalidation.of_themes(here, step, theme), *_place(here, step, notes, theme.column, theme)]


class DropTheme(OnWall, frozen=True, tag="notes.drop_theme"):
    """Someone says: there is no such theme; its notes belong to another, or to none."""

    theme: Key
    into: KeyOrNone = ""

    def about(self) -> str:
        """One wish a theme."""
        return f"notes.drop_theme:{self.theme}"


def drop_theme(wanted: DropTheme, seat: Anyone) -> Iterable[Touch]:
    """Take a theme away. Its notes stay, in another theme or outside."""
    here, step = seat.now, seat.now.step_or_refuse(wanted.step)
    if not Theme.objects.filter(workshop=here.pk, step=step, key=wanted.theme).exists():
        return []
    theme = _theme_or_refuse(seat, step, wanted.theme)
    into = _theme_or_refuse(seat, step, wanted.into) if wanted.into and wanted.into != wanted.theme else None
    notes = list(theme.notes.filter(removed_at=None, under=None))
    touches = [*invalidation.of_themes(here, step, theme), *invalidation.of_note(here, step, *notes)]
    _place(here, step, notes, into.column if into else theme.column, into)
    theme.delete()
    return touches
