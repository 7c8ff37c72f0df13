"""Bootstrap: what chance could have made of two roomfuls, by drawing each of them again from itself."""

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import mul

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
