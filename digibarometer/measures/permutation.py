"""The exact permutation test on a rank sum, with ties."""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from math import comb


def exact_p(a_counts: Sequence[int], b_counts: Sequence[int]) -> float | None:
    """Two-sided p: of all ways to deal the same ratings to the two sides, the share at least as uneven as this one.

    Ways are counted level by level (how many of those who share it fall to a, and their rank sum so far), never
    listed one by one: 30 against 30 takes milliseconds although there are 10^17 ways.
    """
    together = [a + b for a, b in zip(a_counts, b_counts, strict=True)]
    a_size, size = sum(a_counts), sum(together)
    if a_size in (0, size):
        return None
    ranks = _doubled_midranks(together)
    observed = sum(count * rank for count, rank in zip(a_counts, ranks, strict=True))
    middle = a_size * (size + 1)
    ways = _ways_by_rank_sum(together, ranks, a_size)
    uneven = sum(way for total, way in ways.items() if abs(total - middle) >= abs(observed - middle))
    return uneven / comb(size, a_size)


def _doubled_midranks(together: Sequence[int]) -> list[int]:
    """Twice the mean rank of each level, which keeps it whole; centred, so that the mean of all is size + 1."""
    return [2 * reached - count + 1 for count, reached in zip(together, accumulate(together), strict=True)]


def _ways_by_rank_sum(together: Sequence[int], ranks: Sequence[int], a_size: int) -> Counter[int]:
    ways: dict[tuple[int, int], int] = {(0, 0): 1}
    left = sum(together)
    for count, rank in zip(together, ranks, strict=True):
        left -= count
        grown: Counter[tuple[int, int]] = Counter()
        for (dealt, total), way in ways.items():
            fewest = max(0, a_size - dealt - left)  # what later levels could not make up for
            for taken in range(fewest, min(count, a_size - dealt) + 1):
                grown[dealt + taken, total + taken * rank] += way * comb(count, taken)
        ways = grown
    return Counter({total: way for (_, total), way in ways.items()})
