"""What hangs on a wall, as it is shown: read in few queries, whatever the number of notes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import connection

from digibarometer.notes.models import WRITTEN_LATER, NoteQuerySet
from digibarometer.notes.wall_registry import Column
from digibarometer.workshops.seats import Viewer

FIRST = 2 * WRITTEN_LATER  # what is lifted comes before the rest
# What a note is drawn from, in plain SQL: notes are drawn one by one, as fast as a room writes, and a wall each time
# that it changes; the ORM would take longer to say it than the database to answer.
SELECT = """SELECT n.id, n."key", n.text, n."column", n.theme_id, n.under_id, n.twin_id, n.version, n.lifted_at,
 n.was_entered, n.nth, n.place, e.first_name, n.edited_by_id, n.author_id, n.group_id, t.group_id FROM notes_note n
 LEFT JOIN workshops_participant e ON e.id = n.edited_by_id LEFT JOIN notes_theme t ON t.id = n.theme_id
 WHERE n.removed_at IS NULL AND """
FIELDS = (
    "pk", "key", "text", "column", "theme", "under", "twin", "version", "lifted_at", "was_entered",
    "nth", "place", "edited_by__first_name", "edited_by", "author", "group", "theme__group",
)  # fmt: skip


@dataclass(unsafe_hash=True)  # what is drawn of it is kept by all that it says: it is not changed once it is laid
class NoteView:
    """A note with the texts that were merged into it."""

    pk: int
    key: str
    text: str
    column: str
    theme: int | None
    under: int | None
    is_twin: bool
    version: int
    is_lifted: bool
    was_entered: bool
    nth: int  # in the order of writing, for the author's own screens
    place: int
    editor: str | None  # whoever changed what another had written, where they gave a name; empty: without a name
    theme_is_the_groups: bool  # whether its theme is its own group's
    merged: tuple["NoteView", ...] = ()

    @property
    def order(self) -> str:
        """Where it lies in a list that others see too. What was written alone lies there by chance."""
        return str(self.place - FIRST if self.is_lifted else self.place)

    @property
    def by_chance(self) -> str:
        """A place that tells nothing of who wrote it, or when."""
        return str(self.pk)


@dataclass
class ThemeView:
    """A theme with its notes."""

    pk: int
    key: str
    name: str
    column: str
    notes: list[NoteView] = field(default_factory=list)

    @property
    def at(self) -> str:
        """Its number as text, for the ids of what lies in it."""
        return str(self.pk)


@dataclass
class ColumnView:
    """A column with its themes, and the notes that lie outside them."""

    column: Column
    themes: list[ThemeView] = field(default_factory=list)
    loose: list[NoteView] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Its key."""
        return self.column.key

    @property
    def notes(self) -> list[NoteView]:
        """All its notes."""
        return [*(note for theme in self.themes for note in theme.notes), *self.loose]


def note_views(notes: NoteQuerySet) -> list[NoteView]:
    """These notes, merged ones with those that they lie under; one query."""
    return _laid(notes.values_list(*FIELDS))


def notes_on_step(step: int) -> list[NoteView]:
    """Every note that hangs on a step's wall."""
    return _laid(_asked("n.step_id = %s ORDER BY n.place, n.id", step))


def notes_of_group(step: int, group: int) -> list[NoteView]:
    """Every note that hangs on a small group's wall."""
    return _laid(_asked(_theirs("group_id"), step, group, step, group))


def notes_of_author(step: int, viewer: Viewer) -> list[NoteView]:
    """What one person has written at this screen."""
    return _laid(_asked(_theirs("author_id", "sitting"), step, *viewer, step, *viewer))


def texts_in(step: int) -> list[tuple[int, str, int | None]]:
    """The number and text of each note on a step's wall, and the note that it lies under, by number."""
    with connection.cursor() as cursor:
        where = "step_id = %s AND removed_at IS NULL ORDER BY id"
        cursor.execute(f"SELECT id, text, under_id FROM notes_note WHERE {where}", (step,))
        rows: list[tuple[int, str, int | None]] = cursor.fetchall()
    return rows


def note_keys_of(step: int, viewer: Viewer) -> list[str]:
    """The keys of what one person has written in this sitting. Plain SQL: each phone asks for it at once."""
    with connection.cursor() as cursor:
        where = "step_id = %s AND author_id = %s AND sitting = %s AND removed_at IS NULL ORDER BY id"
        cursor.execute(f'SELECT "key" FROM notes_note WHERE {where}', (step, *viewer))
        return [key for (key,) in cursor.fetchall()]


def is_by(note: int, viewer: Viewer) -> bool:
    """Whether this person wrote the note in this sitting."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM notes_note WHERE id = %s AND author_id = %s AND sitting = %s", (note, *viewer))
        return cursor.fetchone() is not None


def _theirs(*whose: str) -> str:
    own = " AND ".join(f"{column} = %s" for column in whose)
    top = " AND ".join(f"n.{column} = %s" for column in whose)
    under = f"SELECT id FROM notes_note WHERE step_id = %s AND {own}"
    return f"n.step_id = %s AND ({top} OR n.under_id IN ({under})) ORDER BY n.place, n.id"


def _asked(where: str, *values: int) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(SELECT + where, values)
        rows: list[tuple[object, ...]] = cursor.fetchall()
    return rows


def _laid(rows: Iterable[Sequence[object]]) -> list[NoteView]:
    """Notes from their rows, merged ones with those that they lie under."""
    made = {row[0]: _made(row) for row in rows}
    for note in made.values():
        if note.under in made:
            made[note.under].merged += (note,)
    return [note for note in made.values() if note.under is None]


def note_view(note: int) -> NoteView | None:
    """One note as it hangs; none when it is taken away, or lies under another."""
    found = _laid(_asked("(n.id = %s OR n.under_id = %s) ORDER BY n.place, n.id", note, note))
    return next((each for each in found if each.pk == note and each.under is None), None)


def _made(row: Sequence[object]) -> NoteView:
    (pk, key, text, column, theme, under, twin, version, lifted, entered, nth, place, editor, edited_by, author, group,
     made_in) = row  # fmt: skip
    told = (editor or "") if edited_by and edited_by != author else None
    return NoteView(
        pk, key, text, column, theme, under, bool(twin), version, bool(lifted), bool(entered), nth, place, told,  # type: ignore[arg-type]
        group == made_in,
    )  # fmt: skip


def themes_in(step: int, group: int | None = None) -> list[ThemeView]:
    """The themes of a step's wall, or of a small group's, without their notes; in the order that they were made."""
    whose, values = ("", [step]) if group is None else (" AND group_id = %s", [step, group])
    with connection.cursor() as cursor:
        fields = 'SELECT id, "key", name, "column" FROM notes_theme'
        cursor.execute(f"{fields} WHERE step_id = %s{whose} ORDER BY id", values)
        return [ThemeView(*row) for row in cursor.fetchall()]


def by_column_and_rank(
    columns: Sequence[Column], notes: Iterable[NoteView], themes: Iterable[ThemeView]
) -> list[ColumnView]:
    """Notes in their themes and columns; what is lifted first."""
    return by_column(columns, sorted(notes, key=lambda note: int(note.order)), themes)


def by_column(columns: Sequence[Column], notes: Iterable[NoteView], themes: Iterable[ThemeView]) -> list[ColumnView]:
    """Notes in their themes and columns, in the order that they are given."""
    made = {column.key: ColumnView(column) for column in columns}
    gathered: dict[int | None, ThemeView] = {}
    for theme in themes:
        if theme.column in made:
            gathered[theme.pk] = theme
            made[theme.column].themes.append(theme)
    for note in notes:
        if note.theme in gathered:
            gathered[note.theme].notes.append(note)
        elif note.column in made:
            made[note.column].loose.append(note)
    return list(made.values())
