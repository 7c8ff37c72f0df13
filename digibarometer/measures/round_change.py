"""Has a room moved since the last time, when it was not the same people?

Two rounds are two groups of people that are never linked, so that nothing is paired: what can be said is how much more
often somebody of the later round lies higher (Cliff's delta), and how much of that chance could have made (a bootstrap
of 2,000, percentile 95 %). The words come first: "likely" forward or back, or that it cannot be told from chance; never
that something stood still, for most true moves of half a level cannot be proved in rooms of twenty.
What no interval covers: the mood of the day, new wordings, and who chose to come.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from operator import mul
from typing import Literal, TypeVar

from digibarometer.measures.permutation_test import MOST_RATERS, exact_p

Counts = tuple[int, ...]  # people per level
Room = tuple[Counts, ...]  # a row for each stratum; one where there are none


def weighted_shares(room: Room, weights: Sequence[float]) -> list[float]:
    """The share of the room at each level, when each stratum weighs so much."""
    parts = [[weight * count / sum(row) for count in row] for row, weight in zip(room, weights, strict=True)]
    return [sum(column) for column in zip(*parts, strict=True)]


def delta_of(before: Sequence[float], after: Sequence[float]) -> float:
    """Cliff's delta from shares that sum to one: how much more often the later one is higher than lower."""
    reached = list(accumulate(before))
    doubled = map(sum, zip(reached, [0.0, *reached[:-1]], strict=True))  # twice the share below, ties half
    higher: float = sum(map(mul, after, doubled))
    return higher - 1


def bootstrap_deltas(before: Room, after: Room, weights: Sequence[float] | None, times: int) -> list[float]:
    """So many deltas, sorted, of rooms drawn anew within their strata; the seed is the rooms themselves.

    Without weights each person weighs alike: then whole numbers do, which is six times as quick.
    """
    chance = random.Random(repr((before, after)))
    firsts, seconds = ([_drawn(chance, row, times) for row in room] for room in (before, after))
    if weights is None:
        size = sum(map(sum, before)) * sum(map(sum, after))
        pairs = zip(_added(firsts), _added(seconds), strict=True)
        return sorted(sum(map(mul, other, _doubled(one))) / size - 1 for one, other in pairs)
    rooms = zip(zip(*firsts, strict=True), zip(*seconds, strict=True), strict=True)
    return sorted(delta_of(weighted_shares(one, weights), weighted_shares(other, weights)) for one, other in rooms)


def _drawn(chance: random.Random, row: tuple[int, ...], times: int) -> list[Counts]:
    """A stratum drawn anew, so many times: people per level. A byte a person, because counting bytes is quick."""
    people = [level for level, count in enumerate(row) for _ in range(count)]
    size, levels = len(people), range(len(row))
    drawn = bytes(chance.choices(people, k=size * times))
    chunks = (drawn[start : start + size] for start in range(0, size * times, size))
    return [tuple(map(chunk.count, levels)) for chunk in chunks]


def _added(strata: Sequence[Sequence[Counts]]) -> Iterator[Counts]:
    """The strata of each draw as one room."""
    if len(strata) == 1:
        return iter(strata[0])
    return (tuple(map(sum, zip(*rows, strict=True))) for rows in zip(*strata, strict=True))


def _doubled(counts: Sequence[int]) -> list[int]:
    """For each level, twice the people below it and those on it once: ties count half."""
    reached = list(accumulate(counts))
    return [upper + lower for upper, lower in zip(reached, [0, *reached], strict=False)]


ChangeWord = Literal["too_few", "unclear", "forward", "back"]
Key = TypeVar("Key")

MIN_RATERS = 8  # in each round; the percentile bootstrap of fewer people hits the ends of the scale
RESAMPLES, CONFIDENCE = 2_000, 0.95
LARGE_SHARE_CHANGE = 0.15  # of the room: a role's share that differs by more makes roles weigh alike in both rounds


@dataclass(frozen=True)
class RoundChange:
    """The word comes first. Delta from −1 to 1, its 95 % interval, and how often chance alone does as much.

    `is_stratified`: drawn anew within roles. `is_weighted`: roles weigh alike in both rounds, because their shares
    differ much.
    """

    word: ChangeWord
    delta: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    is_stratified: bool = False
    is_weighted: bool = False


def round_change(before: Sequence[int], after: Sequence[int]) -> RoundChange:
    """What became of a room, from people per level (or half level) in both rounds."""
    return _change((tuple(before),), (tuple(after),))


def round_change_within(before: Sequence[Sequence[int]], after: Sequence[Sequence[int]]) -> RoundChange:
    """The change where both rounds kept counts for the same strata (roles): a row for each, in the same order.

    Raises ValueError where they have different numbers of strata.
    """
    if len(before) != len(after):
        raise ValueError("the rounds have different strata")
    old, new = tuple(tuple(row) for row in before), tuple(tuple(row) for row in after)
    if any(not sum(row) for row in (*old, *new)):  # a stratum that one round lacks says nothing of change
        return _change((_together(old),), (_together(new),))
    return _change(old, new)


@lru_cache(4096)
def _change(before: Room, after: Room) -> RoundChange:
    sizes = [[sum(row) for row in room] for room in (before, after)]
    if min(map(sum, sizes)) < MIN_RATERS:
        return RoundChange("too_few")
    shares = [[size / sum(of_room) for size in of_room] for of_room in sizes]
    weighted = any(abs(old - new) > LARGE_SHARE_CHANGE for old, new in zip(*shares, strict=True))
    if weighted:
        shares = [[(old + new) / 2 for old, new in zip(*shares, strict=True)]] * 2
    drawn = bootstrap_deltas(before, after, shares[0] if weighted else None, RESAMPLES)
    cut = round(RESAMPLES * (1 - CONFIDENCE) / 2)
    low, high = drawn[cut], drawn[-1 - cut]
    found = delta_of(weighted_shares(before, shares[0]), weighted_shares(after, shares[1]))
    stratified = len(before) > 1
    p = _share_beyond(drawn) if stratified else _exact(before[0], after[0])
    word: ChangeWord = "forward" if low > 0 else "back" if high < 0 else "unclear"
    return RoundChange(word, found, low, high, p, stratified, weighted)


def _together(room: Room) -> tuple[int, ...]:
    return tuple(map(sum, zip(*room, strict=True)))


def _share_beyond(drawn: Sequence[float]) -> float:
    """Two-sided: twice the share of drawn rooms on the other side of no change; never said to be nought."""
    beyond = min(sum(one <= 0 for one in drawn), sum(one >= 0 for one in drawn))
    return min(1.0, 2 * (beyond + 1) / (len(drawn) + 1))


def _exact(before: Sequence[int], after: Sequence[int]) -> float | None:
    return exact_p(before, after) if sum(before) + sum(after) <= MOST_RATERS else None


def with_multiplicity_correction(
    changes: Mapping[Key, RoundChange], rate: float = 1 - CONFIDENCE
) -> dict[Key, RoundChange]:
    """The changes with "unclear" for those that do not belong on the list of what moved, however sure each is alone."""
    kept = set(changed_keys(changes, rate))
    return {
        key: one if key in kept or one.word == "too_few" else replace(one, word="unclear")
        for key, one in changes.items()
    }


def changed_keys(changes: Mapping[Key, RoundChange], rate: float = 1 - CONFIDENCE) -> list[Key]:
    """Those that may stand in a list of what moved, the furthest first: chance makes at most `rate` of such a list.

    Of 36 questions about two look moved by chance alone. Source: Benjamini & Hochberg, "Controlling the false
    discovery rate", Journal of the Royal Statistical Society B 57 (1995), 289–300.
    """
    known = {key: one for key, one in changes.items() if one.p is not None}
    ordered = sorted(known, key=lambda key: known[key].p or 0)
    reached = _last_below(((known[key].p or 0) for key in ordered), rate, len(ordered))
    told = [key for key in ordered[:reached] if known[key].word in ("forward", "back")]
    return sorted(told, key=lambda key: -abs(known[key].delta or 0))


def _last_below(ps: Iterable[float], rate: float, number: int) -> int:
    """How many of the ordered p lie up to the last one that is under its step of the stairs."""
    return max((place for place, p in enumerate(ps, start=1) if p <= rate * place / number), default=0)
