"""What others do when a seed is planted, or notes change. They put themselves on these lists at start."""

from collections.abc import Callable, Iterable

from digibarometer.live.panels import Touch
from digibarometer.notes.models import Seed
from digibarometer.workshops.models import Step
from digibarometer.workshops.snapshot import Now

planted: list[Callable[[Now, Seed, bool], Iterable[Touch]]] = []  # a seed was planted, or (False) taken up again
Noted = tuple[int, int | None, int | None]  # a note's number, its group and its author
noted: list[Callable[[Now, Step, list[Noted]], Iterable[Touch]]] = []  # notes of the step that is on have changed
