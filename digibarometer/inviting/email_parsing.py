"""Addresses as people paste them: a line each, in a row, or as Outlook writes them. Pure but for Django's check."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

MAX_ADDRESSES = 500  # addresses of a workshop
IN_BRACKETS = re.compile(r"<([^<>]*)>")
BETWEEN = re.compile(r"[;\r\n]+")
INSIDE = re.compile(r"[\s,]+")


class ParsedAddresses(NamedTuple):
    """What was found: good addresses, each once and in small letters, and what is no address."""

    good: list[str]
    bad: list[str]


def parse_addresses(text: str) -> ParsedAddresses:
    """The addresses in a text, with names or without: `Anna Ek <anna@ek.se>; bo@ek.se, …`."""
    found: dict[str, bool] = {}
    for word in _words(text):
        found.setdefault(word, _is_good(word))
    return ParsedAddresses(
        [word for word, good in found.items() if good], [word for word, good in found.items() if not good]
    )


def _words(text: str) -> Iterator[str]:
    for piece in BETWEEN.split(text):
        inside = IN_BRACKETS.findall(piece)
        if inside:
            around = INSIDE.split(IN_BRACKETS.sub(" ", piece))
            words = [*inside, *(word for word in around if "@" in word)]
        else:
            words = INSIDE.split(piece)
        for word in words:
            if bare := word.strip().strip("\"'()<>.,:").removeprefix("mailto:").strip().lower():
                yield bare


def _is_good(word: str) -> bool:
    try:
        validate_email(word)
    except ValidationError:
        return False
    return True
