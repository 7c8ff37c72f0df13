"""One figure for several: the median of levels, an area's index, and a person's mean over an area in half levels."""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import floor


def area_index(plenary_levels: Sequence[float | None]) -> float | None:
    """Mean of an area's plenary levels, a place per question; shown only if two thirds of the questions have one."""
    return _mean_of_most(plenary_levels)


def total_index(area_indexes: Sequence[float | None]) -> float | None:
    """Mean of the areas, each alike whatever its number of questions; the same two thirds must be there."""
    return _mean_of_most(area_indexes)


def _mean_of_most(values: Sequence[float | None]) -> float | None:
    present = [value for value in values if value is not None]
    if not present or 3 * len(present) < 2 * len(values):
        return None
    return sum(present) / len(present)


def half_level(value: float) -> float:
    """Rounded to the nearest half; a quarter goes up."""
    return floor(2 * value + 0.5) / 2


def area_histogram(
    people: Iterable[Sequence[int | None]], scale_size: int, threshold: int = 5
) -> tuple[int, ...] | None:
    """How many people's area mean lies at 1, 1½, 2 … scale_size (2·scale_size − 1 places), or None if too few.

    A row per person: the ratings of the area's questions, None for "vet ej" and for no answer. Someone without a
    single rating is not counted. This is what a later round is compared with.
    """
    ratings = [[level for level in person if level is not None] for person in people]
    means = [half_level(sum(rated) / len(rated)) for rated in ratings if rated]
    if len(means) < threshold:
        return None
    return tuple(means.count(step / 2) for step in range(2, 2 * scale_size + 1))


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
