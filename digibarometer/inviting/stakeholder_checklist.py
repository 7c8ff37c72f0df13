"""The functions that ship as a checklist, and those of one workshop."""

from collections.abc import Iterable
from functools import cache

import msgspec

from digibarometer.content import FUNCTIONS
from digibarometer.i18n import localized
from digibarometer.inviting.models import StakeholderFunction
from digibarometer.questions.content_files.yaml_document import Document
from digibarometer.workshops.models import Workshop


class DefaultFunction(msgspec.Struct, frozen=True):
    """A function as content: who most of them are when they come in, and what is lost without them."""

    key: str
    role: str
    name: dict[str, str]
    without: dict[str, str]


class FunctionFile(msgspec.Struct, frozen=True):
    """The file of functions."""

    key: str
    version: str
    functions: list[DefaultFunction]


@cache
def default_functions() -> dict[str, DefaultFunction]:
    """The functions that ship, by key, in order."""
    return {each.key: each for each in Document(FUNCTIONS).read_as(FunctionFile).functions}


def name_of(wanted: StakeholderFunction) -> str:
    """What a function is called, in the language that is on."""
    known = default_functions().get(wanted.key)
    return wanted.name or (localized(known.name) if known else wanted.key)


def consequence_of_missing(wanted: StakeholderFunction) -> str:
    """What the workshop loses without a function, in a sentence; empty for one's own."""
    known = default_functions().get(wanted.key)
    return localized(known.without) if known else ""


def without_attendees(rows: Iterable[StakeholderFunction]) -> list[StakeholderFunction]:
    """The functions that nobody comes from."""
    return [wanted for wanted in rows if not wanted.coming]


def ensure_checklist(workshop: Workshop) -> None:
    """Give a workshop the checklist that ships. Harmless to do twice."""
    if not StakeholderFunction.objects.filter(workshop=workshop).exists():
        rows = [
            StakeholderFunction(workshop=workshop, key=each.key, role=each.role)
            for each in default_functions().values()
        ]
        StakeholderFunction.objects.bulk_create(rows)
