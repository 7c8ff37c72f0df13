"""What an exercise declares of its wall, its columns and what is voted on; and how an activity is begun there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from django.utils.translation import gettext_lazy as _

from digibarometer.i18n import localized
from digibarometer.live.actions import ActionRefused
from digibarometer.live.panels import Invalidation
from digibarometer.notes.models import MAX_NOTE_LENGTH, ActivitySeed, Note, Theme
from digibarometer.workshops.extension_points import Touches, WorkshopComponent, component_of, components, no_panels
from digibarometer.workshops.models import Step
from digibarometer.workshops.snapshot import WorkshopSnapshot

NO_WALL = _("There is no wall in that step. Reload the page and try again.")
MOST_LOOSE = 24  # notes outside themes on a ballot; where groups have lifted some, those alone

Words = dict[str, str]  # {"sv": …, "en": …}


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


@dataclass(frozen=True)
class Sign:
    """What marks a column on the projector: one of four colours (style/board-wall.css), with a sign beside its word."""

    hue: int  # 1 … 4
    path: str  # of a picture of 24 by 24, drawn as a line


@dataclass(frozen=True)
class Column:
    """A part of a wall where notes hang; its prompts help people to think of something."""

    key: str
    title: Words
    meaning: Words = field(default_factory=dict)
    prompts: Sequence[Words] = ()
    sign: Sign | None = None
    aside: Words = field(default_factory=dict)  # the meaning in three words, beside the title on the projector
    ask: Words = field(default_factory=dict)  # what the projector asks while people write; else the meaning

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


def add_activity_seed(
    snapshot: WorkshopSnapshot, source: str, text: str, planted: bool = True, by: int | None = None
) -> list[Invalidation]:
    """Plant a seed, or take it up again, and let those do who wait for seeds. To be called inside an action.

    `source` is made of words, such as theme:5, so that nobody must know who reads it.
    """
    seed = ActivitySeed.objects.filter(workshop=snapshot.pk, source=source).first()
    if planted == (seed is not None):
        return []
    if seed is None:
        seed = ActivitySeed.objects.create(
            workshop=snapshot.workshop, source=source, text=text[:MAX_NOTE_LENGTH], by_id=by
        )
    else:
        seed.delete()
    return [touch for part in wall_components() for touch in part.on_seed_planted(snapshot, seed, planted)]


def seed_sources(snapshot: WorkshopSnapshot) -> set[str]:
    """What seeds have been planted from."""
    return set(ActivitySeed.objects.filter(workshop=snapshot.pk).values_list("source", flat=True))
