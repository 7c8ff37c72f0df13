"""What is printed of a workshop, a sheet at a time: what it is for, how many, on which paper, and when it cannot be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.live.actions import StrOrPromise
from digibarometer.paper.typesetting import About, typeset
from digibarometer.workshops.snapshot import WorkshopSnapshot

TO_CUT = _("Each sheet has the same card twice: cut once, and there are two whole packs in order.")


@dataclass(frozen=True)
class PrintRun:
    """So many people, in so many groups."""

    people: int
    groups: int


def double_sided_copies(packs: int) -> int:
    """Copies that make so many packs, where each sheet is cut into two of the same card."""
    return (packs + 1) // 2


def always(_snapshot: WorkshopSnapshot) -> StrOrPromise:
    """Says that there is always something to print."""
    return ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One thing to print. `why_not` says in words why there is nothing to print, or nothing at all."""

    key: str  # in its address
    title: StrOrPromise
    use: StrOrPromise
    paper: StrOrPromise
    template: Path  # of typst
    data: Callable[[WorkshopSnapshot], Mapping[str, object]]
    copies: Callable[[PrintRun], int]
    pages: Callable[[WorkshopSnapshot], int] = lambda snapshot: 1  # 0: as many as it takes
    why_not: Callable[[WorkshopSnapshot], StrOrPromise] = always
    hint: StrOrPromise = ""

    @property
    def page(self) -> str:
        """The name of its page."""
        return f"print_{self.key.replace('-', '_')}"

    def pdf(self, snapshot: WorkshopSnapshot) -> bytes:
        """The paper, in the language that is on."""
        about = About(
            title=f"{self.title}: {snapshot.workshop.title}",
            author=str(snapshot.workshop.municipality),
            description=str(self.use),
        )
        return typeset(self.template, {**workshop_header(snapshot), **self.data(snapshot)}, about)


def workshop_header(snapshot: WorkshopSnapshot) -> dict[str, object]:
    """What every paper says of the workshop that it belongs to."""
    workshop = snapshot.workshop
    return {
        "municipality": str(workshop.municipality),
        "workshop": workshop.title,
        "example": gettext("Practice") if workshop.is_practice else gettext("Example") if workshop.is_invented else "",
    }
