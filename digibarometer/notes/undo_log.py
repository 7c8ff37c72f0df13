"""Changing a note so that the leader can undo it."""

from digibarometer.notes.models import Note, NoteFields, NoteRevision

FIELDS = ("text", "column", "theme_id", "under_id", "removed_at")
LATEST = 5  # changes that the desk offers to undo


def note_state(note: Note) -> NoteFields:
    """The fields that a change can alter, as plain values."""
    values = {name: getattr(note, name) for name in FIELDS}
    return values | {"removed_at": note.removed_at.isoformat() if note.removed_at else None}


def record_revision(note: Note, what: str, **fields: object) -> bool:
    """Set these fields of a note, and remember what they were. False where they are so already."""
    fields = {name: value for name, value in fields.items() if getattr(note, name) != value}
    if not fields:
        return False
    before = note_state(note)
    for name, value in fields.items():
        setattr(note, name, value)
    note.save(update_fields=[name.removesuffix("_id") for name in fields])
    after = note_state(note)
    if after != before:
        NoteRevision.objects.create(
            workshop_id=note.workshop_id, step_id=note.step_id, note=note, what=what, before=before, after=after
        )
    return True


def can_be_undone(step: int) -> list[NoteRevision]:
    """The latest changes that the leader may undo, newest first: those whose note is still as they left it."""
    rows = NoteRevision.objects.filter(step=step, undone_at=None).select_related("note")[: LATEST * 2]
    return [row for row in rows if note_state(row.note) == row.after][:LATEST]
