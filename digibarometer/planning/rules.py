"""What holds for an agenda that a leader changes; pure."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

MOST_WITHOUT_BREAK = 120  # minutes that people sit before they need a break
MOST_IN_A_DAY = 480  # minutes that an occasion holds, breaks and all
REST = frozenset({"break", "lunch"})

T = TypeVar("T")


def longest_without_break(steps: Iterable[tuple[str, int]]) -> int:
    """Minutes of the longest stretch between breaks, from (kind, minutes) in order."""
    longest = stretch = 0
    for kind, minutes in steps:
        stretch = 0 if kind in REST else stretch + minutes
        longest = max(longest, stretch)
    return longest


def moved(occasions: Sequence[Sequence[T]], step: T, by: int) -> list[list[T]]:
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
