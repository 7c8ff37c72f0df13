"""The functions that ship as a checklist, and those of one workshop."""

from collections.abc import Iterable
from functools import cache

import msgspec

from digibarometer.content import FUNCTIONS
from digibarometer.inviting.models import Wanted
from digibarometer.questions.content_files.yaml_document import Document
from digibarometer.questions.i18n import in_language
from digibarometer.workshops.models import Workshop


class Function(msgspec.Struct, frozen=True):
    """A function as content: who most of them are when they come in, and what is lost without them."""

    key: str
    role: str
    name: dict[str, str]
    without: dict[str, str]


class FunctionFile(msgspec.Struct, frozen=True):
    """The file of functions."""

    key: str
    version: str
    functions: list[Function]


@cache
def shipped() -> dict[str, Function]:
    """The functions that ship, by key, in order."""
    return {each.key: each for each in Document(FUNCTIONS).read_as(FunctionFile).functions}


def name_of(wanted: Wanted) -> str:
    """What a function is called, in the language that is on."""
    known = shipped().get(wanted.key)
    return wanted.name or (in_language(known.name) if known else wanted.key)


def cost_of(wanted: Wanted) -> str:
    """What the workshop loses without a function, in a sentence; empty for one's own."""
    known = shipped().get(wanted.key)
    return in_language(known.without) if known else ""


def missing(rows: Iterable[Wanted]) -> list[Wanted]:
    """The functions that nobody comes from."""
    return [wanted for wanted in rows if not wanted.coming]


def begin(workshop: Workshop) -> None:
    """Give a workshop the checklist that ships. Harmless to do twice."""
    if not Wanted.objects.filter(workshop=workshop).exists():
        rows = [Wanted(workshop=workshop, key=each.key, role=each.role) for each in shipped().values()]
        Wanted.objects.bulk_create(rows)
