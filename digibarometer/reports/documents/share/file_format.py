"""The share file, digibarometern-share/1: what stands in it, its fingerprint, and what can be wrong with it."""

import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec
from django.utils.timezone import localdate

from digibarometer.measures.averages import area_index
from digibarometer.questions.models import QuestionSet
from digibarometer.reports.records_metadata import figures_date
from digibarometer.results.outcome import AreaResult, WorkshopResult
from digibarometer.ui.context_processors import ORIGIN

FORMAT = "digibarometern-share/1"
MOST_BYTES = 1024 * 1024
SHARE_SCHEMA = Path(__file__).parents[1] / "schema" / "share.schema.json"


class _Part(msgspec.Struct, forbid_unknown_fields=True):
    """Nothing may stand in a share file but what is named here."""


class Sender(_Part):
    """The municipality, by its official code."""

    code: str
    name: str


class SharedQuestionSet(_Part):
    """The question set that others have too; a set of one's own that builds on it shares only its core's questions."""

    key: str
    version: str


class Band(_Part):
    """Between how many people took part; no upper end in the last band."""

    at_least: int
    at_most: int | None


class AreaLevel(_Part):
    """Where the room says that it stands in an area: the mean of the core's questions, one decimal."""

    key: str
    level: float | None
    target: int | None


class QuestionLevel(_Part):
    """The level that the room agreed on."""

    key: str
    level: int | None


class Approval(_Part):
    """Who approved that this is shared, and when."""

    by: str
    on: date


class ShareFile(_Part):
    """All that is shared; `sha256` is of everything else in it, as `text` writes it."""

    format: Literal["digibarometern-share/1"]
    notice: str  # whose software made it, and whose it is not
    municipality: Sender
    is_example: bool
    on: date  # the workshop's last day
    question_set: SharedQuestionSet
    people: Band | None  # none: too few to say
    areas: list[AreaLevel]
    questions: list[QuestionLevel]
    approved: Approval
    sha256: str = ""


class InvalidShareFile(Exception):
    """The file cannot be taken: damaged, changed or something else. The message says which."""


def with_fingerprint(shared: ShareFile) -> ShareFile:
    """The share file with its fingerprint (SHA-256)."""
    return msgspec.structs.replace(shared, sha256=fingerprint(shared))


def fingerprint(shared: ShareFile) -> str:
    """SHA-256 of all but the fingerprint itself."""
    bare = msgspec.structs.replace(shared, sha256="")
    return hashlib.sha256(msgspec.json.encode(bare, order="deterministic")).hexdigest()


def serialize(shared: ShareFile) -> bytes:
    """The file's bytes."""
    return msgspec.json.format(msgspec.json.encode(shared), indent=1) + b"\n"


def check_fingerprint(shared: ShareFile) -> str:
    """The fingerprint's first sixteen signs in fours: short enough to be read out on the telephone."""
    return " ".join(re.findall("....", shared.sha256[:16]))


def read(content: bytes) -> ShareFile:
    """What the file says. Raises InvalidShareFile with what is wrong."""
    if len(content) > MOST_BYTES:
        raise InvalidShareFile("The file is far larger than a share file.")
    try:
        kind = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        raise InvalidShareFile("The file is not JSON. It is damaged, cut off or something else.") from wrong
    said = kind.get("format") if isinstance(kind, dict) else None
    if said != FORMAT:
        raise InvalidShareFile(f"The file says the format {said!r}; this version knows {FORMAT!r}.")
    try:
        shared = msgspec.json.decode(content, type=ShareFile)
    except msgspec.ValidationError as wrong:
        raise InvalidShareFile(f"Something in the file is not as it should be: {wrong}.") from wrong
    if shared.sha256 != fingerprint(shared):
        raise InvalidShareFile("The file has been changed since it was approved: its SHA-256 is another.")
    return shared


def schema() -> dict[str, object]:
    """The format as JSON Schema (2020-12)."""
    made = msgspec.json.schema(ShareFile)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": FORMAT, **made}


BANDS = (5, 10, 20, 30, 50)  # people, from which each band begins


def shared(came_to: WorkshopResult, by: str) -> ShareFile:
    """What would be shared today, approved by someone of this name; not yet sealed."""
    workshop = came_to.workshop
    core = core_of(workshop.question_set)
    keys = {*core.questions.exclude(area=None).values_list("key", flat=True)}
    areas = [(area, [one for one in area.questions if one.question.key in keys]) for area in came_to.areas]
    return ShareFile(
        format="digibarometern-share/1",
        notice=str(ORIGIN),
        municipality=Sender(workshop.municipality.code, workshop.municipality.name),
        is_example=workshop.is_invented or workshop.is_practice or workshop.municipality.is_example,
        on=_last_day(came_to),
        question_set=SharedQuestionSet(core.key, core.version),
        people=size_band(came_to.attendance["people"]),
        areas=[_area(area, [one.agreed.level for one in asked]) for area, asked in areas if asked],
        questions=[QuestionLevel(one.question.key, one.agreed.level) for _, asked in areas for one in asked],
        approved=Approval(by, localdate()),
    )


def core_of(question_set: QuestionSet) -> QuestionSet:
    """The set whose questions others have too."""
    return question_set.builds_on or question_set


def _area(area: AreaResult, levels: list[int | None]) -> AreaLevel:
    level = area_index(levels)
    return AreaLevel(area.area.key, None if level is None else round(level, 1), area.target)


def size_band(people: int | None) -> Band | None:
    """The band that so many people are in; none for fewer than the first begins with, and where it is hidden."""
    if people is None or people < BANDS[0]:
        return None
    first = max(place for place, least in enumerate(BANDS) if people >= least)
    return Band(BANDS[first], BANDS[first + 1] - 1 if first + 1 < len(BANDS) else None)


def _last_day(came_to: WorkshopResult) -> date:
    days = [held.on for held in came_to.workshop.occasions.all() if held.on]
    return max(days) if days else localdate(figures_date(came_to))


if __name__ == "__main__":
    SHARE_SCHEMA.write_text(json.dumps(schema(), indent=1) + "\n", encoding="utf-8")
