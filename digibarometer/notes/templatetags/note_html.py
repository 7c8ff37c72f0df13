"""`{% note_html note list_id %}`: a note as it looks in the list with that id.

A wall is drawn anew for whoever comes while others write, and of its notes only the last ones are new: what has been
drawn of a note is kept, by all that it is drawn from."""

from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from digibarometer.notes.wall_queries import NoteView

MAX_KEPT = 20_000  # drawn notes in memory, some 600 bytes each

register = template.Library()


@register.simple_tag(takes_context=True)
def note_html(context: dict[str, Any], note: NoteView, list_id: str) -> SafeString:
    """The note's HTML on the wall that the context names by `whose` and `at`."""
    return _note_html(note, context["whose"], context["at"], list_id, get_language() or "")


@lru_cache(MAX_KEPT)
def _note_html(note: NoteView, whose: str, step: int, list_id: str, language: str) -> SafeString:
    said = {"note": note, "whose": whose, "at": step, "lies_in": list_id}
    return SafeString(get_template("notes/_note.html").render(said))
