"""Half levels: coarse enough to hide a person in, fine enough to compare two rounds by."""

from collections.abc import Iterable, Sequence
from math import floor


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
