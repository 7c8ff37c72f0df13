"""`{% note_html note list_id whose at %}`: a note as it looks in the list with that id, on a wall of that step.

A wall is drawn anew for whoever comes while others write, and of its notes only the last ones are new: what has been
drawn of a note is kept, by all that it is drawn from."""

from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from digibarometer.notes.wall_queries import NoteView

MAX_KEPT = 20_000  # drawn notes in memory, some 600 bytes each

register = template.Library()


@register.simple_tag
def note_html(note: NoteView, list_id: str, whose: str, at: int) -> SafeString:
    """The note's HTML on a wall: whose (my, group or room), and of which step."""
    return _note_html(note, whose, at, list_id, get_language() or "")


@lru_cache(MAX_KEPT)
def _note_html(note: NoteView, whose: str, step: int, list_id: str, language: str) -> SafeString:
    said = {"note": note, "whose": whose, "at": step, "lies_in": list_id}
    return SafeString(get_template("notes/_note.html").render(said))
