"""`{{ level|level_class:scale }}`: the class of a level's colour, which is spread over the scale, however long it is.

`{{ area.title|localized }}` and `{{ area.title|localized:"en" }}`: a text in the reader's language, or in another.

`{{ day.minutes|minutes }}`: 7 h 30 min."""

from collections.abc import Mapping, Sequence

from django import template

from digibarometer import i18n
from digibarometer.pictures.palette import level_ink

register = template.Library()


@register.filter
def localized(text: Mapping[str, object] | None, lang: str | None = None) -> str:
    """The text in the language; Swedish where that is missing."""
    return i18n.localized(text, lang)


@register.filter
def level_class(level: int, scale: Sequence[int]) -> str:
    """The class of a level's colour on this scale, l1 … l5."""
    return level_ink(level, len(scale))


@register.filter
def minutes(number: int) -> str:
    """Minutes as people say them."""
    return i18n.format_minutes(number)
