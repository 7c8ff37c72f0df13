"""What follows when all that has been shown of a question is added and subtracted, by the people whom it counts.

A figure is the set of people whose answers it sums up. People whom no figure tells apart are one *atom*; sums and
differences of figures are then vectors over atoms, and exact linear algebra tells which follow. What has once been
shown counts for ever, so earlier figures stay among them however people have changed groups since.

Source: Chin & Ozsoyoglu, "Auditing and inference control in statistical databases", IEEE TSE 1982. It refuses by who is
counted, never by what they answered, so that a refusal tells nothing (Kenthapadi, Mishra & Nissim 2005).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from math import lcm
from typing import NamedTuple

People = frozenset[int]

MOST_TRIED = 20_000  # sums and differences of few people that one reader could look for; of more, nothing is shown
TWO_SEATS = 2  # in one hand, that figures of the whole room must stand against


class Spread(NamedTuple):
    """A small group's own spread: whom it counts, and who has seen it or may come to: who sits or sat in the group."""

    people: People
    readers: People


class Shown(NamedTuple):
    """What has been shown of a question before: small groups' spreads to their own, and figures to the whole room."""

    spreads: tuple[Spread, ...] = ()
    figures: tuple[People, ...] = ()

    def without(self, people: People) -> "Shown":
        """What would have been shown, had these people not been counted."""
        spreads = tuple(spread._replace(people=spread.people - people) for spread in self.spreads)
        return Shown(spreads, tuple(figure - people for figure in self.figures))


def discloses_small_set(before: Shown, after: Shown, threshold: int, let_in: Iterable[People] = ()) -> bool:
    """Whether what is shown anew tells somebody something of 1 … threshold − 1 people.

    `let_in`: those whom each table's screen let in. It must tell nothing either if one of them made up the others.

    New may be a figure, a spread (after those that there were) or a reader of one. A reader has the spreads of every
    group that they have sat in; whoever comes later will have one. Somebody with two seats has those of both, and must
    learn nothing of fewer than threshold − 2 people besides. What a reader knew before is no news, nor is what the
    spreads tell by themselves: that a group sees itself is what they are for.
    """
    made_up = (People(), *(people - {min(people)} for people in let_in if people))
    return any(_learns_of_few(before.without(people), after.without(people), threshold) for people in made_up)


def _learns_of_few(before: Shown, after: Shown, threshold: int) -> bool:
    readers = _readers(before, after)
    for had, has in readers:
        if _news(before, after, had, has, threshold):
            return True
    for (one, who), (other, whom) in combinations(readers.items(), 2):
        if one[1] <= other[1] or other[1] <= one[1]:
            continue
        for people in _news(before, after, one[0] | other[0], one[1] | other[1], threshold):
            own = bool(people & who) + bool(people & whom)
            if len(people) - own < threshold - TWO_SEATS:
                return True
    return False


Seen = frozenset[int]  # places of spreads


def _readers(before: Shown, after: Shown) -> dict[tuple[Seen, Seen], People]:
    """Which spreads readers had seen before and have now, and who has seen just those. Of none: anybody else."""
    had, has = _seen(before.spreads), _seen(after.spreads)
    old = range(len(before.spreads))
    found: dict[tuple[Seen, Seen], set[int]] = {(Seen(), Seen()): set()}
    for place in range(len(after.spreads)):
        found[Seen({place} & set(old)), Seen({place})] = set()
    for reader, seen in has.items():
        found.setdefault((Seen(had.get(reader, ())), Seen(seen)), set()).add(reader)
    return {seen: frozenset(people) for seen, people in found.items()}


def _seen(spreads: Sequence[Spread]) -> dict[int, set[int]]:
    seen: dict[int, set[int]] = defaultdict(set)
    for place, spread in enumerate(spreads):
        for reader in spread.readers:
            seen[reader].add(place)
    return seen


def _news(before: Shown, after: Shown, had: Seen, has: Seen, fewer_than: int) -> list[People]:
    """Sets of few people that somebody learns of who had seen these spreads, and has seen those now."""
    if had == has and before.figures == after.figures:
        return []
    spreads = [after.spreads[place].people for place in sorted(has)]
    known = [*(after.spreads[place].people for place in sorted(had)), *before.figures]
    return _small_sets([*spreads, *after.figures], [known, spreads], fewer_than)


def _small_sets(figures: Sequence[People], known: Sequence[Sequence[People]], fewer_than: int) -> list[People]:
    """Sets of fewer people, each added or taken away, whose sum follows from the figures and from none of `known`.

    A difference of few people is found too: with one person on either side it tells what both answered.
    """
    alike: dict[tuple[bool, ...], set[int]] = defaultdict(set)
    for person in frozenset[int]().union(*figures):
        alike[tuple(person in figure for figure in figures)].add(person)
    atoms = [frozenset(alike[key]) for key in sorted(alike)]

    def rows(sets: Iterable[People]) -> tuple[int, ...]:
        return tuple(sum(1 << i for i, atom in enumerate(atoms) if atom <= people) for people in sets)

    sizes = tuple(len(atom) for atom in atoms)
    found = _few_that_follow(sizes, rows(figures), tuple(rows(each) for each in known), fewer_than)
    return [frozenset[int]().union(*(atoms[i] for i in chosen)) for chosen in found]


@lru_cache(8192)
def _few_that_follow(
    sizes: tuple[int, ...], figures: tuple[int, ...], known: tuple[tuple[int, ...], ...], fewer_than: int
) -> tuple[tuple[int, ...], ...]:
    """The atoms of each such set. Where more would have to be tried than can be: all small atoms, one by one."""
    free, free_before = _columns(figures, len(sizes)), [_columns(rows, len(sizes)) for rows in known]
    found = set()
    for tried, signs in enumerate(_few(sizes, fewer_than)):
        if tried >= MOST_TRIED:
            return tuple((atom,) for atom, people in enumerate(sizes) if people < fewer_than)
        if _follows(free, signs) and not any(_follows(before, signs) for before in free_before):
            found.add(tuple(atom for atom, _ in signs))
    return tuple(sorted(found))


Signs = tuple[tuple[int, int], ...]  # atoms, each with 1 or −1


def _few(sizes: Sequence[int], fewer_than: int, first: int = 0, so_far: Signs = ()) -> Iterator[Signs]:
    """Every choice of atoms of together fewer people, with signs; the first has a plus."""
    for atom in range(first, len(sizes)):
        if sizes[atom] < fewer_than:
            for sign in (1, -1) if so_far else (1,):
                chosen = (*so_far, (atom, sign))
                yield chosen
                yield from _few(sizes, fewer_than - sizes[atom], atom + 1, chosen)


def _follows(columns: Sequence[tuple[int, ...]], signs: Signs) -> bool:
    """Whether the sum stays, however the atoms' answers change while every figure stays."""
    return not any(map(sum, zip(*(_times(columns[atom], sign) for atom, sign in signs), strict=True)))


def _times(column: tuple[int, ...], sign: int) -> tuple[int, ...]:
    return column if sign > 0 else tuple(-value for value in column)


@lru_cache(8192)
def _columns(figures: tuple[int, ...], atoms: int) -> list[tuple[int, ...]]:
    """For each atom: how it changes in each direction in which the atoms may change while every figure stays."""
    rows: list[list[Fraction]] = []
    leads: list[int] = []
    for figure in figures:
        row = [Fraction(figure >> atom & 1) for atom in range(atoms)]
        for other, lead in zip(rows, leads, strict=True):
            row = [a - row[lead] * b for a, b in zip(row, other, strict=True)]
        if any(row):
            lead = next(atom for atom, value in enumerate(row) if value)
            row = [value / row[lead] for value in row]
            rows = [[a - other[lead] * b for a, b in zip(other, row, strict=True)] for other in rows]
            rows.append(row)
            leads.append(lead)
    directions = []
    for one in (atom for atom in range(atoms) if atom not in leads):
        change = [
            Fraction(atom == one) if atom not in leads else -rows[leads.index(atom)][one] for atom in range(atoms)
        ]
        whole = lcm(*(value.denominator for value in change))
        directions.append([int(value * whole) for value in change])
    return [tuple(direction[atom] for direction in directions) for atom in range(atoms)]
