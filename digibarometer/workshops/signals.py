"""What others do at a workshop's moments. They put themselves on these lists when the server starts."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from digibarometer.live.panels import Invalidation
from digibarometer.workshops.models import Group, Phase, Step, Workshop
from digibarometer.workshops.snapshot import WorkshopSnapshot


class TargetGap(NamedTuple):
    """How far an area (by its number) is from its target."""

    area: int
    level: float
    target: int


made: list[Callable[[Workshop], None]] = []  # a workshop is made: what belongs to it from the start
phase_begun: list[Callable[[WorkshopSnapshot, Phase], Iterable[Invalidation]]] = []  # the room came into this phase
step_closed: list[
    Callable[[WorkshopSnapshot, Step], Iterable[Invalidation]]
] = []  # the room left a step for another, or ended
stopped: list[
    Callable[[WorkshopSnapshot], Iterable[Invalidation]]
] = []  # the leader paused the workshop until another day
so_far: list[
    Callable[[WorkshopSnapshot, Step], Iterable[str]]
] = []  # what came of a step, said in the language that is on
ended: list[Callable[[WorkshopSnapshot], Iterable[Invalidation]]] = []  # the leader ended the workshop
levels_changed: list[
    Callable[[WorkshopSnapshot], Iterable[Invalidation]]
] = []  # a group or the room set a level, or said why
kinds: set[str] = {"welcome", "break", "lunch", "own", "checkout"}  # kinds of steps that are installed
seats_merged: list[Callable[[int, int], None]] = []  # the participant that stays, and the one that goes
placed: list[
    Callable[[WorkshopSnapshot, int, Group], Iterable[Invalidation]]
] = []  # the leader moved a participant to this group
groups_change: list[Callable[[int], None]] = []  # the workshop's number: its people are about to change groups
groups_changed: list[Callable[[int], None]] = []  # the workshop's number: they have
closing: list[Callable[[int], None]] = []  # the workshop's number: delete what must not outlive it
people_changed: list[Callable[[WorkshopSnapshot], Iterable[Invalidation]]] = []  # someone has come or gone
unfinished: list[
    Callable[[WorkshopSnapshot], str | None]
] = []  # what the room would leave undone in its step, as a sentence
distances: list[
    Callable[[WorkshopSnapshot], Iterable[TargetGap]]
] = []  # areas with a target, told by those who know of targets


def is_made(workshop: Workshop) -> None:
    """A workshop is made: give it what belongs to it from the start. To be called inside a change."""
    for begin in made:
        begin(workshop)
