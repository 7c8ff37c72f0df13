"""A curious reader who has patience: lists every room that a release fits, and sees what they have in common.

That takes in all there is to know: rounding, what is hidden, and how it was decided, since each listed room is put
through the rule itself. Some readers were there: they take away an own rating, or what their small group saw of itself.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice, product
from typing import NamedTuple

from bench.privacy.rooms import Asked
from digibarometer.measures.disclosure_control import ROLES, SPREAD_FROM, Answer, release_figures
from digibarometer.measures.release_figures import ReleaseFigures

Counts = tuple[int, ...]
Roles = tuple[Counts, ...]  # what each role answered: people per level
ALWAYS_PROTECTED = 10  # of fewer people than this, nobody's counts may be known


def few_known(question: Asked, most: int) -> list[str] | None:
    """What the first release of a question lets anyone know of few people. None where more rooms fit than `most`.

    Later releases tell nothing new of the roles.
    """
    said, release = question.moments[0], question.releases[0]
    room = [_counts(said.values(), role, question.levels) for role in ROLES]
    together = tuple(map(sum, zip(*room, strict=True)))
    all_of_them = list(islice(rooms(together, list(map(sum, room))), most + 1))
    if len(all_of_them) > most:
        return None
    fitting = [one for one in all_of_them if _released(question, {None: one}) == release]
    return learned(fitting, all_of_them)


def few_known_in_groups(question: Asked, most: int) -> list[str] | None:
    """What the release lets members of a small group know of fewer people outside than the threshold.

    They know what their group answered. None where more rooms fit than `most`.
    """
    found: list[str] = []
    for group in _groups(question):
        if (listed := _listed(question, group, most)) is None:
            return None
        fitting, (_, every) = {outside for _, outside in listed.fitting}, listed.every
        for role, people in enumerate(map(sum, every[0])):
            known = len({one[role] for one in fitting}) == 1 < len({one[role] for one in every})
            if 0 < people < question.threshold and known:
                found.append(f"group {group} knows what {people} of role {role} answered")
    return found


def known_at_own_table(question: Asked, most: int) -> list[str] | None:
    """What a release tells members of small groups of a role at their own table. None where more rooms would fit.

    Also somebody who takes away an own rating. What the group's spread tells by itself is left out.
    """
    found: list[str] = []
    for group in _groups(question):
        if (listed := _listed(question, group, most)) is None:
            return None
        told = _own_table([inside for inside, _ in listed.fitting], listed.every[0])
        found += [f"group {group}: {what} at their own table" for what in told]
    return found


def _groups(question: Asked) -> list[int]:
    """The small groups that see a spread of their own."""
    sizes = Counter(one.group for one in question.moments[0].values())
    return sorted(group for group, people in sizes.items() if group is not None and people >= SPREAD_FROM)


class _Listed(NamedTuple):
    """Every way that a group and the others can have answered, and the pairs of them that the release fits."""

    every: tuple[list[Roles], list[Roles]]
    fitting: list[tuple[Roles, Roles]]


def _listed(question: Asked, group: int, most: int) -> _Listed | None:
    """The rooms that members of the group must reckon with; None where there are more than `most`."""
    said, release = question.moments[0].values(), question.releases[0]
    sides = [[one for one in said if (one.group == group) is own] for own in (True, False)]
    parts = [[_counts(side, role, question.levels) for role in ROLES] for side in sides]
    inside, outside = (
        list(islice(rooms(tuple(map(sum, zip(*part, strict=True))), list(map(sum, part))), most)) for part in parts
    )
    if len(inside) * len(outside) > most:
        return None
    pairs = product(inside, outside)
    fitting = [
        pair for pair in pairs if _released(question, dict(zip((True, False), pair, strict=True)), group) == release
    ]
    return _Listed((inside, outside), fitting)


def _own_table(fitting: Sequence[Roles], every: Sequence[Roles]) -> Iterator[str]:
    """What a release tells members of a group of a role at their own table, that its spread alone does not."""
    for who, take_away in readers(every[0]):
        left, before = list(filter(None, map(take_away, fitting))), list(filter(None, map(take_away, every)))
        for role in range(len(every[0])):
            known = {room[role] for room in left}
            if len(known) == 1 < len({room[role] for room in before}) and sum(next(iter(known))):
                yield f"{who} knows what {sum(next(iter(known)))} of role {role} answered"


def _counts(answers: Iterable[Answer], role: str, levels: int) -> Counts:
    said = [answer.level for answer in answers if answer.role == role]
    return tuple(said.count(level) for level in range(1, levels + 1))


def _released(question: Asked, parts: Mapping[bool | None, Roles], group: int | None = None) -> ReleaseFigures:
    """What would have been released if the same people had answered so; `parts` are those in and outside the group."""
    left = {
        (part, role): [level for level, people in enumerate(counts, 1) for _ in range(people)]
        for part, room in parts.items()
        for role, counts in zip(ROLES, room, strict=True)
    }
    answers = [
        one
        if one.level is None
        else one._replace(level=left[None if group is None else one.group == group, one.role].pop())
        for one in question.moments[0].values()
    ]
    return release_figures(answers, question.levels, question.threshold)


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
