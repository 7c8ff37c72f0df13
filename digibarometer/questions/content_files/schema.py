"""What content files of every kind are made of: keys, versions, languages, texts; and what can be wrong with those."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from django.utils.translation import gettext as _
from msgspec import Meta, Struct

KEY = r"^[a-z0-9]+(-[a-z0-9]+)*$"
VERSION = r"^\d+\.\d+\.\d+$"
LANGUAGE = r"^[a-z]{2}$"
START = r"^([01]\d|2[0-3]):[0-5]\d$"

Key = Annotated[str, Meta(pattern=KEY, max_length=60)]
Version = Annotated[str, Meta(pattern=VERSION, max_length=20)]
Language = Annotated[str, Meta(pattern=LANGUAGE)]
LocalizedText = dict[str, str]  # {"sv": …, "en": …}; may be left out
RequiredText = Annotated[dict[str, str], Meta(min_length=1)]  # the same, but must be there
LevelText = dict[str, str | int]  # {"level": 1, "sv": …, "en": …}
Minutes = Annotated[int, Meta(ge=1, le=600)]


class Schema(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that is written in a content file. What is not known is refused: it is most often misspelt."""


ValidationError = tuple[str, str]  # a place in the file, and what to do there


def languages(content: object, wanted: Sequence[str]) -> Iterator[ValidationError]:
    """What is missing or too much, text by text."""
    for place, text in texts(content):
        for language in wanted:
            said = text.get(language, "")
            if not (isinstance(said, str) and said.strip()):
                yield place, missing_in(language)
        for language in text:
            if language not in wanted:
                unknown = _("“%(language)s” is not among the file's languages. Add it there, or remove this text.")
                yield place, unknown % {"language": language}


def missing_in(language: str) -> str:
    """What a file is told of where a text is missing in one of its languages."""
    missing = _("The text in “%(language)s” is missing. Write it, or take “%(language)s” out of languages.")
    return missing % {"language": language}


def texts(content: object, place: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    """Every text in several languages, with its place; one that is left out is not there."""
    if isinstance(content, Struct):
        for name in content.__struct_fields__:
            yield from texts(getattr(content, name), f"{place}.{name}".lstrip("."))
    elif isinstance(content, list):
        for number, inner in enumerate(content):
            yield from texts(inner, f"{place}[{number}]")
    elif isinstance(content, dict):
        if any(isinstance(inner, Struct) for inner in content.values()):
            for name, inner in content.items():
                yield from texts(inner, f"{place}.{name}")
        elif content:
            yield place, {name: said for name, said in content.items() if name != "level"}


def repeated(keys: Iterable[tuple[str, str]]) -> Iterator[ValidationError]:
    """Keys that are used more than once, given as (place, key)."""
    known: dict[str, str] = {}
    for place, key in keys:
        if key in known:
            yield place, _("“%(key)s” is used already, at %(at)s. Choose another key.") % {"key": key, "at": known[key]}
        known.setdefault(key, place)
