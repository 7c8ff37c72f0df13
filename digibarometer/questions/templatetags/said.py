"""`{{ area.title|said }}` and `{{ area.title|said:"en" }}`: a text in the reader's language, or in another."""

from collections.abc import Mapping
from typing import Any

from django import template

from digibarometer.questions.words import in_language

register = template.Library()


@register.filter
def said(text: Mapping[str, Any] | None, lang: str | None = None) -> str:
    """The text in the language; Swedish where that is missing."""
    return in_language(text, lang)
