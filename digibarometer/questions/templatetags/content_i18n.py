"""`{{ level|ink:scale }}`: the class of a level's colour, which is spread over the scale, however long it is.

`{{ area.title|said }}` and `{{ area.title|said:"en" }}`: a text in the reader's language, or in another.

`{{ day.minutes|length_of }}`: 7 h 30 min."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template

from digibarometer.pictures.palette import level_ink
from digibarometer.questions import i18n
from digibarometer.questions.i18n import in_language

register = template.Library()


@register.filter
def said(text: Mapping[str, Any] | None, lang: str | None = None) -> str:
    """The text in the language; Swedish where that is missing."""
    return in_language(text, lang)


@register.filter
def ink(level: int, scale: Sequence[int]) -> str:
    """The class of a level's colour on this scale, l1 … l5."""
    return level_ink(level, len(scale))


@register.filter
def length_of(minutes: int) -> str:
    """Minutes as people say them."""
    return i18n.length(minutes)
