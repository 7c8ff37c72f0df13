"""A curious reader: works out what the figures leave possible, by listing every room that they fit.

Written apart from `digibarometer.measures`, from what is promised there, and slowly on purpose.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

Counts = tuple[int, ...]
Roles = tuple[Counts, ...]  # what each role answered: people per level
ALWAYS_PROTECTED = 10  # of fewer people than this, nobody's counts may be known


def taken(together: Counts, size: int) -> Iterator[Counts]:
    """Every way to take so many of these ratings."""
    if len(together) == 1:
        if size <= together[0]:
            yield (size,)
        return
    for number in range(min(together[0], size) + 1):
        for rest in taken(together[1:], size - number):
            yield (number, *rest)


def rooms(together: Counts, sizes: Sequence[int]) -> Iterator[Roles]:
    """Every way to deal the ratings to roles of these sizes."""
    if len(sizes) == 1:
        yield (together,)
        return
    for counts in taken(together, sizes[0]):
        left = tuple(a - b for a, b in zip(together, counts, strict=True))
        for others in rooms(left, sizes[1:]):
            yield (counts, *others)


def learned(possible: Sequence[Roles], all_of_them: Sequence[Roles]) -> list[str]:
    """What is known for sure of few people, when it was not known from the whole room's figures already."""
    sizes = [sum(counts) for counts in possible[0]]
    found = []
    for who, take_away in readers(possible[0]):
        certain = _certain(list(filter(None, map(take_away, possible))), sizes)
        if certain:  # rarely, so the longer list is seldom gone through
            certain -= _certain(list(filter(None, map(take_away, all_of_them))), sizes)
        found += [f"{who} knows {what}" for what in sorted(certain)]
    return found


def readers(room: Roles) -> Iterator[tuple[str, Callable[[Roles], Roles | None]]]:
    """Somebody from outside, and everyone who may have taken part, less their own rating."""
    yield "anyone", lambda room: room
    for role in range(len(room)):
        for level in range(len(room[0])):
            yield f"one of role {role} at level {level}", _without(role, level)


def _without(role: int, level: int) -> Callable[[Roles], Roles | None]:
    def take_away(room: Roles) -> Roles | None:
        counts = room[role]
        if not counts[level]:
            return None  # such a reader knows that it is not this room
        left = (*counts[:level], counts[level] - 1, *counts[level + 1 :])
        return (*room[:role], left, *room[role + 1 :])

    return take_away


def _certain(possible: Sequence[Roles], sizes: Sequence[int]) -> set[str]:
    """What all these rooms have in common: the counts of few people, or that some are of one mind."""
    if not possible:
        return set()
    found = set()
    for number in range(1, len(sizes)):
        for chosen in combinations(range(len(sizes)), number):
            people = sum(sizes[role] for role in chosen)
            few = min(people, sum(sizes) - people) < ALWAYS_PROTECTED
            if not 0 < people < sum(sizes) or not few:
                continue
            answers = {tuple(map(sum, zip(*(room[role] for role in chosen), strict=True))) for room in possible}
            if len(answers) == 1:
                found.add(f"what {people} of roles {chosen} answered")
    for role, people in enumerate(map(sum, possible[0])):
        if people and len({room[role] for room in possible}) == 1 and max(possible[0][role]) == people:
            found.add(f"that role {role} is of one mind")
    return found
