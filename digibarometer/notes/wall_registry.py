"""What an exercise declares of its wall: its columns, and what is voted on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from digibarometer.i18n import localized
from digibarometer.live.actions import ActionRefused
from digibarometer.notes.ballot import Choice, ballot_of_wall
from digibarometer.workshops.models import Step
from digibarometer.workshops.snapshot import WorkshopSnapshot

NO_WALL = _("There is no wall in that step. Reload the page and try again.")

Words = dict[str, str]  # {"sv": …, "en": …}


@dataclass(frozen=True)
class Column:
    """A part of a wall where notes hang; its prompts help people to think of something."""

    key: str
    title: Words
    meaning: Words = field(default_factory=dict)
    prompts: Sequence[Words] = ()

    def __str__(self) -> str:
        return localized(self.title)


@dataclass(frozen=True)
class Wall:
    """The wall of an exercise's steps. Both functions are called often: they should be cheap."""

    columns: Callable[[WorkshopSnapshot, Step], Sequence[Column]]
    ballot: Callable[[WorkshopSnapshot, Step, str], Sequence[Choice]] = ballot_of_wall


walls: dict[str, Wall] = {}  # by the kind of agenda step


def wall_or_refuse(step: Step) -> Wall:
    """The wall of a step. Raises ActionRefused where its kind has none."""
    if step.kind not in walls:
        raise ActionRefused(NO_WALL)
    return walls[step.kind]


def columns_of(snapshot: WorkshopSnapshot, step: Step) -> Sequence[Column]:
    """The columns of a step's wall; none where it has no wall."""
    return walls[step.kind].columns(snapshot, step) if step.kind in walls else ()
