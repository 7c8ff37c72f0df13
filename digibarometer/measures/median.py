"""The middle of a set of ratings."""

from collections.abc import Sequence
from itertools import accumulate


def median_level(counts: Sequence[int]) -> float | None:
    """The middle person's level; half-way between the two middle ones if they differ."""
    n = sum(counts)
    if n == 0:
        return None
    return (_level_of(counts, (n - 1) // 2) + _level_of(counts, n // 2)) / 2


def interpolated_median(counts: Sequence[int]) -> float | None:
    """The median moved within its level by how many stand below it: for positions in pictures and for areas.

    The median of grouped data with class width 1 (as in any textbook of descriptive statistics).
    """
    n = sum(counts)
    if n == 0:
        return None
    lower, upper = _level_of(counts, (n - 1) // 2), _level_of(counts, n // 2)
    if lower != upper:
        return (lower + upper) / 2
    below = sum(counts[: lower - 1])
    return lower - 0.5 + (n / 2 - below) / counts[lower - 1]


def _level_of(counts: Sequence[int], person: int) -> int:
    """The level of a person, when all stand in a row by level and are numbered from 0."""
    return next(level for level, reached in enumerate(accumulate(counts), 1) if reached > person)


def middle_half(counts: Sequence[int]) -> tuple[int, int] | None:
    """The levels (from 1) that the middle half of the people lies between, ends included. None without people."""
    levels = [level for level, people in enumerate(counts, start=1) for _ in range(people)]
    if not levels:
        return None
    cut = (len(levels) - 1) / 4
    return levels[round(cut)], levels[round(3 * cut)]
