"""Do two roles see the same thing differently?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import mul
from typing import Literal

from digibarometer.measures.permutation_test import exact_p, p_by_deviation, rank_sum_deviation_of_one

__all__ = ["Gap", "GapWord", "cliffs_delta", "exact_p", "gap_words", "role_gap"]

GapWord = Literal["too_few", "none", "higher", "lower"]

FEWEST_RATERS = 5  # in each role; with 3 against 3 no p below 0.10 exists
MEDIUM = 0.33  # Romano et al. 2006: 0.15 small, 0.33 medium, 0.47 large
LIKELY_CHANCE = 0.10


@dataclass(frozen=True)
class Gap:
    """The word is about the first role: it rates higher or lower than the second. No figures where too few rated."""

    word: GapWord
    delta: float | None = None
    p: float | None = None


def cliffs_delta(a_counts: Sequence[int], b_counts: Sequence[int]) -> float | None:
    """From −1 to 1: the share of pairs where a is higher, less the share where b is.

    Source: Norman Cliff, "Dominance statistics", Psychological Bulletin 114 (1993), 494–509.
    """
    pairs = sum(a_counts) * sum(b_counts)
    if pairs == 0:
        return None
    return sum(a * (sum(b_counts[:i]) - sum(b_counts[i + 1 :])) for i, a in enumerate(a_counts)) / pairs


def role_gap(a_counts: Sequence[int], b_counts: Sequence[int]) -> Gap:
    """A gap is put in words only if it is at least medium and chance is an unlikely explanation."""
    delta, p = cliffs_delta(a_counts, b_counts), exact_p(a_counts, b_counts)
    if delta is None or p is None or min(sum(a_counts), sum(b_counts)) < FEWEST_RATERS:
        return Gap("too_few")
    return Gap(_word(delta, p), delta, p)


def _word(delta: float, p: float) -> GapWord:
    if abs(delta) < MEDIUM or p >= LIKELY_CHANCE:
        return "none"
    return "higher" if delta > 0 else "lower"


def gap_words(together: tuple[int, ...], a_size: int) -> Callable[[Sequence[int]], GapWord]:
    """The word of `role_gap` for any way to deal these ratings to two sides, by the first side's counts; quickly."""
    pairs = a_size * (sum(together) - a_size)
    if min(a_size, sum(together) - a_size) < FEWEST_RATERS:
        return lambda a_counts: "too_few"
    p = p_by_deviation(together, a_size)
    words = {sign * far: _word(sign * far / pairs, p[far]) for far in p for sign in (1, -1)}
    each = rank_sum_deviation_of_one(together)
    return lambda a_counts: words[sum(map(mul, a_counts, each))]
