"""What others do when a seed is planted, or notes change. They put themselves on these lists at start."""

from collections.abc import Callable, Iterable

from digibarometer.live.panels import Invalidation
from digibarometer.notes.models import ActivitySeed
from digibarometer.workshops.models import Step
from digibarometer.workshops.snapshot import WorkshopSnapshot

seed_planted: list[
    Callable[[WorkshopSnapshot, ActivitySeed, bool], Iterable[Invalidation]]
] = []  # a seed was planted, or (False) taken up again
LinkedNote = tuple[int, int | None, int | None]  # a note's number, its group and its author
note_linked: list[
    Callable[[WorkshopSnapshot, Step, list[LinkedNote]], Iterable[Invalidation]]
] = []  # notes of the step that is on have changed
