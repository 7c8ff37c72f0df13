"""How much a set of ratings agrees, and how to say it.

The screen shows Leik's consensus, in words. It alone keeps the promise that everybody in the room expects: when one
person moves a step towards the middle, agreement does not fall. Van der Eijk's A is kept for the flag "two camps".
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate, combinations, pairwise
from typing import Literal


def van_der_eijk(counts: Sequence[int]) -> Fraction | None:
    """Agreement A from −1 (half on each end) over 0 (evenly spread) to 1 (all alike): tells one camp from two.

    A fraction, so that its sign can be trusted: an even spread is 0 and nothing else.
    Source: Cees van der Eijk, "Measuring agreement in ordered rating scales", Quality & Quantity 35 (2001), 325–341.
    """
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


AgreementWord = Literal["large", "some", "small"]

FEWEST_PEOPLE = 5  # below this, chance alone moves the figure by more than the width of a word
LARGE, SOME = 0.75, 0.60
CAMP, BETWEEN = 30, 10  # percent of all: at least, less than


def leik(counts: Sequence[int]) -> float | None:
    """Consensus 0–1: one less twice the mean distance from the median, in scale lengths.

    Source: Robert K. Leik, "A measure of ordinal consensus", Pacific Sociological Review 9 (1966), 85–90.
    """
    n, steps = sum(counts), len(counts) - 1
    if n == 0 or steps < 1:
        return None if n == 0 else 1.0
    distance = sum(min(below, n - below) for below in accumulate(counts))
    return (steps * n - 2 * distance) / (steps * n)  # a single division, so that 0.6 is exactly 0.6


def is_polarized(counts: Sequence[int]) -> bool:
    """Is the room split? A below 0, or at least 30 % on each side of a stretch that holds less than 10 %.

    Never for fewer people than get a word: one against one is no camp.
    """
    split = van_der_eijk(counts)
    if split is None or sum(counts) < FEWEST_PEOPLE:
        return False
    return split < 0 or _has_a_valley(counts)


def _has_a_valley(counts: Sequence[int]) -> bool:
    n, levels = sum(counts), len(counts)
    stretches = ((start, end) for start in range(1, levels) for end in range(start + 1, levels))
    return any(
        100 * sum(counts[:start]) >= CAMP * n
        and 100 * sum(counts[start:end]) < BETWEEN * n
        and 100 * sum(counts[end:]) >= CAMP * n
        for start, end in stretches
    )


def agreement_word(counts: Sequence[int]) -> AgreementWord | None:
    """Leik's consensus as a word, or nothing where chance would choose it."""
    consensus = leik(counts)
    return None if consensus is None or sum(counts) < FEWEST_PEOPLE else consensus_word(consensus)


def consensus_word(consensus: float) -> AgreementWord:
    """A consensus of 0–1, or a mean of several, as a word."""
    return "large" if consensus >= LARGE else "some" if consensus >= SOME else "small"
