"""Texts that are written in several languages, such as {"sv": "Mål", "en": "Target"}."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext

FALLBACK = "sv"


def localized(text: Mapping[str, Any] | None, lang: str | None = None) -> str:
    """The text in a language, by default the reader's; else in Swedish, else in whatever it is written in."""
    if not text:
        return ""
    wanted = (lang or get_language() or FALLBACK).lower()
    for language in (wanted, wanted.partition("-")[0], FALLBACK, *text):
        said = text.get(language)
        if isinstance(said, str) and said:
            return said
    return ""


def format_minutes(minutes: int) -> str:
    """Minutes as people say them: 45 min, 2 h, 7 h 30 min."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return gettext("%(minutes)s min") % {"minutes": rest}
    if not rest:
        return gettext("%(hours)s h") % {"hours": hours}
    return gettext("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}
