"""One thing to print: what it is for, how many, on which paper, and when it cannot be made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.functional import Promise

from digibarometer.paper.typesetting import About, typeset
from digibarometer.planning.printing.quantities import PrintRun
from digibarometer.workshops.snapshot import WorkshopSnapshot

TEMPLATES = Path(__file__).parent.parent / "templates" / "planning" / "printing"
Words = str | Promise


@dataclass(frozen=True)
class Sheet:
    """One thing to print. `why_not` says in words why there is nothing to print, or nothing at all."""

    key: str  # in its address, and the name of its template
    title: Words
    use: Words
    paper: Words
    data: Callable[[WorkshopSnapshot], Mapping[str, Any]]
    copies: Callable[[PrintRun], int]
    pages: Callable[[WorkshopSnapshot], int]  # 0: as many as it takes
    why_not: Callable[[WorkshopSnapshot], Words]
    template: str
    hint: Words = ""

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
        return typeset(TEMPLATES / f"{self.template}.typ", self.data(snapshot), about)
