"""What holds in the self-assessment; pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from digibarometer.measures.disclosure_control import SPREAD_FROM

MIN_ANSWERS = SPREAD_FROM  # people in a group who must have answered before it may see its spread


def may_open(answered: int, taking_part: int, opened_by_someone: bool) -> bool:
    """Whether a group may see its spread: enough have answered, and all have or someone opens it."""
    return answered >= MIN_ANSWERS and (answered >= taking_part or opened_by_someone)


def lower_median(levels: Collection[int]) -> int | None:
    """The lower median: where it is between two levels, the lower one, as everyone is asked to choose."""
    return sorted(levels)[(len(levels) - 1) // 2] if levels else None


def expand_counts(counts: Sequence[int], scale: Sequence[int]) -> list[int]:
    """The levels that people chose, each as many times as people."""
    return [level for level, people in zip(scale, counts, strict=True) for _ in range(people)]


def suggested_level(counts: Sequence[int], scale: Sequence[int]) -> int | None:
    """The level to suggest to a group whose people chose so; none when nobody chose a level."""
    return lower_median(expand_counts(counts, scale))


def nearly_agree(levels: Collection[int]) -> bool:
    """Whether people, or groups, agree enough to accept with one tap: at least two, one level apart at most."""
    return len(levels) >= 2 and max(levels) - min(levels) <= 1


def compared_levels(stood: Collection[int], top: int) -> set[int]:
    """The two levels whose words the room compares: the lowest and the highest where groups stand; that and the next
    where all stand on one. None where nobody stands.
    """
    if not stood:
        return set()
    lowest, highest = min(stood), max(stood)
    after = lowest + 1 if lowest < top else lowest - 1
    return {lowest, highest if highest != lowest else after}


def discussion_sort_key(levels: Collection[int]) -> tuple[int, int]:
    """Sorts questions for plenary: those where the groups differ most first, then those with fewest group levels."""
    return (-(max(levels) - min(levels)) if levels else 0, len(levels))


@dataclass(frozen=True)
class PaperAnswer:
    """What a group's sheet of paper says of a question; no level: the group could not say."""

    level: int | None
    reason: str = ""
    minority: str = ""
