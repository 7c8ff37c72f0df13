"""Languages: texts that are written in several, such as {"sv": "Mål", "en": "Target"}, and how numbers are written."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

from django.conf import settings
from django.utils.formats import get_format
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info, gettext, override

T = TypeVar("T")
LocalizedText = dict[str, str]

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
SOURCE_LANGUAGE = LANGUAGES[0]  # that all content is written in
OWN_NAMES = {code: str(get_language_info(code)["name_local"]).capitalize() for code in LANGUAGES}


def default_language() -> str:
    """The installation's language."""
    return settings.LANGUAGE_CODE


def supported_language(wanted: str | None) -> str:
    """This language where it is one of LANGUAGES, whatever its region; else the installation's."""
    language = (wanted or "").lower().partition("-")[0]
    return language if language in LANGUAGES else settings.LANGUAGE_CODE


def reader_language() -> str:
    """The language that the reader has chosen, one of LANGUAGES."""
    return supported_language(get_language())


def language_choices() -> list[tuple[str, str]]:
    """The languages to choose among, as the reader's language names them."""
    return [(code, capfirst(str(name))) for code, name in settings.LANGUAGES]


def localized(text: Mapping[str, Any] | None, lang: str | None = None) -> str:
    """The text in a language, by default the reader's; else in the installation's, else in any that it has."""
    if not text:
        return ""
    wanted = (lang or get_language() or settings.LANGUAGE_CODE).lower()
    for language in (wanted, wanted.partition("-")[0], settings.LANGUAGE_CODE, *text):
        said = text.get(language)
        if isinstance(said, str) and said:
            return said
    return ""


def in_every_language(make: Callable[[], T]) -> dict[str, T]:
    """What the function returns in each language."""
    made = {}
    for language in LANGUAGES:
        with override(language):
            made[language] = make()
    return made


@cache
def translations(message: str) -> LocalizedText:
    """A sentence of the program's own in every language, as content is written."""
    return in_every_language(lambda: gettext(message))


def untranslated(text: str) -> LocalizedText:
    """What somebody has written in a language of their own: the same text in each."""
    return dict.fromkeys(LANGUAGES, text)


def format_minutes(minutes: int) -> str:
    """Minutes as people say them: 45 min, 2 h, 7 h 30 min."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return gettext("%(minutes)s min") % {"minutes": rest}
    if not rest:
        return gettext("%(hours)s h") % {"hours": hours}
    return gettext("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}


def format_decimals(value: float, decimals: int) -> str:
    """The number with so many decimals, after a comma or a point as the reader's language has it."""
    return f"{value:.{decimals}f}".replace(".", get_format("DECIMAL_SEPARATOR"))


def format_number(value: float) -> str:
    """A whole number (an int) as it is, any other with one decimal: 3 and 3,0."""
    return str(value) if isinstance(value, int) else format_decimals(value, 1)


def format_mean(value: float) -> str:
    """A mean with one decimal; a whole one is said without: 2,5 and 3."""
    return format_number(int(value) if value == int(value) else value)
