"""What can be voted on: by default a wall's themes, and the notes that lie outside themes."""

from collections.abc import Sequence
from dataclasses import dataclass

from digibarometer.i18n import localized
from digibarometer.notes.models import Note, Theme
from digibarometer.workshops.models import Step
from digibarometer.workshops.snapshot import WorkshopSnapshot

MOST_LOOSE = 24  # notes outside themes on a ballot; where groups have lifted some, those alone


@dataclass(frozen=True)
class Choice:
    """Something to vote on: what kind of thing, which, and in what words."""

    on: str
    number: int
    text: str | dict[str, str]
    column: str = ""

    @property
    def key(self) -> str:
        """Names it among all choices, such as theme:5."""
        return f"{self.on}:{self.number}"

    def __str__(self) -> str:
        return self.text if isinstance(self.text, str) else localized(self.text)


def ballot_of_wall(snapshot: WorkshopSnapshot, step: Step, poll: str) -> Sequence[Choice]:
    """The themes that have notes, then notes outside themes: the lifted ones, or all where they are few."""
    notes = Note.objects.visible(step.pk).filter(under=None)
    rows = list(notes.values_list("pk", "text", "column", "theme", "lifted_at"))
    used = {theme for _, _, _, theme, _ in rows}
    themes = [
        Choice("theme", theme.pk, theme.name, theme.column)
        for theme in Theme.objects.filter(step=step)
        if theme.pk in used
    ]
    loose = [(lifted, Choice("note", pk, text, column)) for pk, text, column, theme, lifted in rows if theme is None]
    chosen = [choice for lifted, choice in loose if lifted]
    every = [choice for _, choice in loose]
    return [*themes, *(chosen or (every if len(every) <= MOST_LOOSE else []))]
