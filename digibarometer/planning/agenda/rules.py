"""What holds for an agenda that a leader changes; pure."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from digibarometer.questions.agenda_templates.schema import ASSESSMENT, PAUSES, PlainStep

MOST_WITHOUT_BREAK = 120  # minutes that people sit before they need a break
MOST_AFTER_LUNCH = 90  # minutes that people rate after lunch before they need one
MOST_WITHOUT_LUNCH = 300  # minutes of an occasion that can do without lunch
MOST_IN_A_DAY = 480  # minutes that an occasion holds, breaks and all
NORM = (420, 480)  # minutes of the whole workshop: 7–8 hours, says the guidance

T = TypeVar("T")


@dataclass(frozen=True)
class Stretch:
    """Minutes in a row, and how many minutes into the occasion they begin."""

    begins: int
    minutes: int


def stretches(steps: Iterable[tuple[str, int]], ended_by: Iterable[str] = PAUSES) -> Iterator[Stretch]:
    """The stretches between steps of some kinds, breaks and lunch unless told; from (kind, minutes) in order."""
    ends, at, begins = frozenset(ended_by), 0, 0
    for kind, minutes in steps:
        if kind in ends:
            yield Stretch(begins, at - begins)
            begins = at + minutes
        at += minutes
    yield Stretch(begins, at - begins)


def rating_after_lunch(steps: Sequence[tuple[str, int]]) -> int:
    """Minutes of self-assessment in a row right after lunch; 0 where lunch is followed by something else."""
    kinds = [kind for kind, _minutes in steps]
    if PlainStep.LUNCH not in kinds:
        return 0
    minutes = 0
    for kind, long in steps[kinds.index(PlainStep.LUNCH) + 1 :]:
        if kind != ASSESSMENT:
            break
        minutes += long
    return minutes


def idle_breaks(kinds: Sequence[str]) -> bool:
    """Whether an occasion begins or ends with a break, or has two in a row."""
    rests = [kind in PAUSES for kind in kinds]
    return bool(rests) and (rests[0] or rests[-1] or any(map(all, itertools.pairwise(rests))))


def moved_step(occasions: Sequence[Sequence[T]], step: T, by: int) -> list[list[T]]:
    """The occasions' steps with one of them moved up (-1) or down (1); over the edge it goes to the next occasion.

    At the very first or last place nothing changes.
    """
    after = [list(steps) for steps in occasions]
    day = next(number for number, steps in enumerate(after) if step in steps)
    place = after[day].index(step)
    if 0 <= place + by < len(after[day]):
        after[day].insert(place + by, after[day].pop(place))
    elif 0 <= day + by < len(after):
        after[day].remove(step)
        after[day + by].insert(0 if by > 0 else len(after[day + by]), step)
    return after


def split(steps: Sequence[T], at: T) -> tuple[list[T], list[T]]:
    """An occasion's steps in two: what comes before a step, and it and what comes after."""
    place = list(steps).index(at)
    return list(steps[:place]), list(steps[place:])
