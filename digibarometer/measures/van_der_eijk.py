"""Van der Eijk's agreement A: tells one camp from two.

Source: Cees van der Eijk, "Measuring agreement in ordered rating scales", Quality & Quantity 35 (2001), 325–341.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise


def van_der_eijk(counts: Sequence[int]) -> float | None:
    """From −1 (half on each end) over 0 (evenly spread) to 1 (all alike)."""
    exact = exact_van_der_eijk(counts)
    return None if exact is None else float(exact)


def exact_van_der_eijk(counts: Sequence[int]) -> Fraction | None:
    """A as a fraction, so that its sign can be trusted: an even spread is 0 and nothing else."""
    n = sum(counts)
    if n == 0:
        return None
    return sum((_layer(pattern) * Fraction(people, n) for pattern, people in _layers(counts)), Fraction())


def _layers(counts: Sequence[int]) -> Iterator[tuple[tuple[bool, ...], int]]:
    """Peel the distribution from below: which levels reach this high, and how many people the layer holds."""
    for below, height in pairwise(sorted({0, *counts})):
        pattern = tuple(count >= height for count in counts)
        yield pattern, sum(pattern) * (height - below)


def _layer(pattern: tuple[bool, ...]) -> Fraction:
    levels, used = len(pattern), sum(pattern)
    if used == levels:
        return Fraction(int(levels == 1))
    if used == 1:
        return Fraction(1)
    triples = list(combinations(pattern, 3))
    one_top = sum(triple in ((True, True, False), (False, True, True)) for triple in triples)
    two_tops = triples.count((True, False, True))
    unimodal = Fraction((levels - 2) * one_top - (levels - 1) * two_tops, (levels - 2) * (one_top + two_tops))
    return unimodal * (1 - Fraction(used - 1, levels - 1))
