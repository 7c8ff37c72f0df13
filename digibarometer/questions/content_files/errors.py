"""What is wrong with a content file, said so that whoever wrote it can mend it; msgspec's messages too."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.questions.content_files.schema import KEY, LANGUAGE, START, VERSION


@dataclass(frozen=True)
class Problem:
    """One thing to mend: in which file, where in it (such as areas[2].questions[1].levels), and what to do."""

    path: str
    message: str
    place: str = ""
    line: int | None = None  # counted from 1, where it is known
    cell: str = ""  # of a workbook: which sheet, and which cell in it

    def __str__(self) -> str:
        line = gettext("line %(line)s") % {"line": self.line} if self.line else ""
        where = [self.path, line, self.cell or self.place]
        return f"{', '.join(part for part in where if part)}: {self.message}"


class Unreadable(Exception):
    """A content file cannot be used. `problems` says why, each with what to do about it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = list(problems)


_WHERE = re.compile(r" - at (?:`key` in )?`\$\.?([^`]*)`$")
_WANTED = {
    KEY: _("small letters a–z, digits and hyphens"),
    VERSION: _("three numbers, such as 1.0.0"),
    LANGUAGE: _("two small letters, such as sv"),
    START: _("a time of day in quotes, such as '08:30'"),
}
_KINDS = {
    "array": _("a list"),
    "object": _("named values"),
    "str": _("text"),
    "int": _("a whole number"),
    "float": _("a number with decimals"),
    "bool": _("true or false"),
    "null": _("nothing"),
    "date": _("a date"),
    "datetime": _("a time"),
}


def explain_error(message: str) -> tuple[str, str]:
    """The place (such as areas[2].title) and a sentence about what to do there."""
    where = _WHERE.search(message)
    place = where[1].replace("[...]", "") if where else ""
    return place, _sentence(message[: where.start()] if where else message)


def _sentence(said: str) -> str:
    if found := re.fullmatch(r"Object missing required field `(.+)`", said):
        return gettext("“%(name)s” is missing. Add it.") % {"name": found[1]}
    if found := re.fullmatch(r"Object contains unknown field `(.+)`", said):
        return gettext("“%(name)s” is not known here. Remove it, or correct its spelling.") % {"name": found[1]}
    if said == "Expected `str`":
        return gettext("A name here is not text to YAML (no, yes, on and off are not). Put quotes around it.")
    if found := re.fullmatch(r"Expected `str` matching regex (.+)", said):
        return gettext("Write %(wanted)s.") % {"wanted": _wanted(found[1])}
    if found := re.fullmatch(r"Invalid enum value '(.*)'", said):
        return unknown_word(found[1])
    if found := re.fullmatch(r"Expected `(.+)`, got `(.+)`", said):
        return _other_kind(found[1], found[2])
    return _size(said) or f"{said}."


def _size(said: str) -> str:
    if found := re.fullmatch(r"Expected `(?:array|object)` of length >= (\d+)", said):
        return gettext("At least %(number)s must be written here.") % {"number": found[1]}
    if found := re.fullmatch(r"Expected `(str|int)`(?: of length)? ([<>]=) (\d+)", said):
        number = {"number": found[3]}
        if found[1] == "str" and found[2] == ">=":
            return gettext("Write at least %(number)s characters.") % number
        if found[1] == "str":
            return gettext("Write at most %(number)s characters.") % number
        if found[2] == ">=":
            return gettext("Write a number of at least %(number)s.") % number
        return gettext("Write a number of at most %(number)s.") % number
    return ""


def _other_kind(wanted: str, got: str) -> str:
    if got == "null":
        return gettext("Nothing is written here. Write something, or remove the line.")
    kinds = gettext(" or ").join(str(_KINDS.get(kind.strip(), kind)) for kind in wanted.split("|"))
    said = gettext("This should be %(wanted)s, but is %(got)s.") % {"wanted": kinds, "got": _KINDS.get(got, got)}
    if "str" in wanted and got in {"int", "float", "bool", "date", "datetime"}:
        return f"{said} {gettext('Put quotes around it.')}"
    return said


def _wanted(quoted: str) -> str:
    known = next((words for regex, words in _WANTED.items() if repr(regex) == quoted), None)
    return str(known) if known else gettext("something that matches %(pattern)s") % {"pattern": quoted}


def unknown_word(word: str) -> str:
    """What to say where a word stands that is none of those that can."""
    return gettext("“%(word)s” cannot stand here. docs/content.md lists the words that can.") % {"word": word}
