"""What stands in which column of a question set's workbook; headings in the reader's language, known in every one."""

import dataclasses
import re
from dataclasses import dataclass

from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.i18n import in_every_language
from digibarometer.live.actions import StrOrPromise

MOST_LEVELS = 20  # columns that we look for
_HEADING = re.compile(r"(.+?)\s*(?:\(([a-z]{2})\))?")


@dataclass(frozen=True)
class Column:
    """A column: the field that it fills, what it is called, and whether it is a text with a column a language."""

    field: str
    name: StrOrPromise = dataclasses.field(compare=False)
    is_text: bool = True
    is_needed: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook: one row a thing."""

    key: str
    name: StrOrPromise
    columns: tuple[Column, ...]


def _said_level(level: int) -> str:
    return gettext("Level %(level)s") % {"level": level}


_level = lazy(_said_level, str)  # in the language of when it is read


ABOUT = Sheet(
    "about",
    _("About"),
    (
        Column("title", _("Title"), is_needed=True),
        Column("key", _("Address"), is_text=False),
        Column("version", _("Version"), is_text=False),
        Column("languages", _("Languages"), is_text=False),
        Column("licence", _("Licence"), is_text=False),
        Column("publisher", _("Published by")),
        Column("origin", _("Whose questions these are"), is_needed=True),
        Column("introduction", _("How to answer")),
        Column("dont_know.label", _("The answer that is no level")),
        Column("dont_know.help", _("What that answer is for")),
        Column("short_variant.title", _("Title of the short variant")),
        Column("builds_on", _("Builds on"), is_text=False),
        Column("previous", _("Version before"), is_text=False),
    ),
)
LEVELS = Sheet(
    "levels",
    _("Levels"),
    (
        Column("level", _("Level"), is_text=False),
        Column("name", _("Name"), is_needed=True),
        Column("meaning", _("Meaning")),
    ),
)
AREAS = Sheet(
    "areas",
    _("Areas"),
    (
        Column("key", _("Address"), is_text=False),
        Column("title", _("Title"), is_needed=True),
        Column("short", _("Short name"), is_needed=True),
        Column("purpose", _("What it is about")),
        Column("plenary_question", _("What the room may talk about")),
        Column("minutes.alone", _("Minutes alone"), is_text=False),
        Column("minutes.groups", _("Minutes in small groups"), is_text=False),
        Column("minutes.plenary", _("Minutes all together"), is_text=False),
        Column("short_minutes.alone", _("Short variant, minutes alone"), is_text=False),
        Column("short_minutes.groups", _("Short variant, minutes in small groups"), is_text=False),
        Column("short_minutes.plenary", _("Short variant, minutes all together"), is_text=False),
    ),
)
QUESTIONS = Sheet(
    "questions",
    _("Questions"),
    (
        Column("area", _("Area"), is_text=False),
        Column("key", _("Address"), is_text=False),
        Column("text", _("The question"), is_needed=True),
        Column("short", _("Short name"), is_needed=True),
        *(Column(f"levels.{level}", _level(level)) for level in range(1, MOST_LEVELS + 1)),
        Column("in_short", _("In the short variant"), is_text=False),
        Column("why", _("Why it matters")),
        Column("dimension", _("What rises")),
        Column("look_for", _("What to look at")),
        Column("roles_hint", _("Who knows what")),
    ),
)
WORDS = Sheet(
    "glossary", _("Words"), (Column("term", _("Word"), is_needed=True), Column("meaning", _("Meaning"), is_needed=True))
)
CHANGES = Sheet(
    "changes",
    _("Changes"),
    (
        Column("kind", _("What has changed"), is_text=False),
        Column("before", _("Questions before"), is_text=False),
        Column("after", _("Questions after"), is_text=False),
    ),
)
NEEDED = (ABOUT, LEVELS, AREAS, QUESTIONS)
SHEETS = (*NEEDED, WORDS, CHANGES)
TRIAL = _("Trial question")  # in the column for the area


def names_of(name: StrOrPromise) -> set[str]:
    """What a thing may be called in a workbook, in small letters."""
    return set(in_every_language(lambda: str(name).casefold()).values())


def sheet_called(name: str) -> Sheet | None:
    """The sheet of this name, in whatever language."""
    return next((sheet for sheet in SHEETS if name.strip().casefold() in names_of(sheet.name)), None)


def columns_called(sheet: Sheet) -> dict[str, Column]:
    """The columns of a sheet by every name that they may have, without the language."""
    return {name: column for column in sheet.columns for name in names_of(column.name)}


def heading(column: Column, language: str = "") -> str:
    """What stands at the top of a column."""
    return f"{column.name} ({language})" if language else str(column.name)


def parted(said: str) -> tuple[str, str]:
    """A heading without its language, in small letters; and the language, empty where it has none."""
    found = _HEADING.fullmatch(said.strip())
    return (found[1].casefold(), found[2] or "") if found else ("", "")
