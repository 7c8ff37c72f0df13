"""One figure for an area, and one for them all."""

from collections.abc import Sequence


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
