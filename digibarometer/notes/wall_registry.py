"""What an exercise declares of its wall: its columns, and what is voted on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from django.utils.translation import gettext_lazy as _

from digibarometer.i18n import localized
from digibarometer.live.actions import ActionRefused
from digibarometer.notes.ballot import Choice, ballot_of_wall
from digibarometer.notes.models import ActivitySeed
from digibarometer.workshops.extension_points import Touches, WorkshopComponent, component_of, components, no_panels
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
    """The wall of an exercise's steps. The functions are called often: they should be cheap."""

    columns: Callable[[WorkshopSnapshot, Step], Sequence[Column]]
    ballot: Callable[[WorkshopSnapshot, Step, str], Sequence[Choice]] = ballot_of_wall
    is_on_paper: bool = False  # groups may write their notes on paper, to be keyed in afterwards


LinkedNote = tuple[int, int | None, int | None]  # a note's number, its group and its author


@dataclass(frozen=True, kw_only=True)
class WallComponent(WorkshopComponent):
    """A part of the room whose steps have a wall, or that follows what is written on walls."""

    wall: Wall | None = None
    on_seed_planted: Callable[[WorkshopSnapshot, ActivitySeed, bool], Touches] = no_panels  # False: taken up again
    on_notes_changed: Callable[[WorkshopSnapshot, Step, list[LinkedNote]], Touches] = no_panels


@cache
def wall_components() -> tuple[WallComponent, ...]:
    """The parts that are installed and have to do with walls."""
    return tuple(part for part in components() if isinstance(part, WallComponent))


def wall_of(step: Step | None) -> Wall | None:
    """The wall of a step; None where its kind has none."""
    part = component_of(step)
    return part.wall if isinstance(part, WallComponent) else None


def wall_or_refuse(step: Step) -> Wall:
    """The wall of a step. Raises ActionRefused where its kind has none."""
    if (wall := wall_of(step)) is None:
        raise ActionRefused(NO_WALL)
    return wall


def columns_of(snapshot: WorkshopSnapshot, step: Step) -> Sequence[Column]:
    """The columns of a step's wall; none where it has no wall."""
    wall = wall_of(step)
    return wall.columns(snapshot, step) if wall else ()
