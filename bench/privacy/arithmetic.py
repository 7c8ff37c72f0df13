"""A curious reader who adds and subtracts: exact linear algebra over all that one person is shown of a question."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from bench.privacy.rooms import Asked
from digibarometer.measures.by_role import COUNTS_FROM
from digibarometer.measures.disclosure_control import LEADING, ROLES, SPREAD_FROM
from digibarometer.measures.release_figures import ExactCell

Figure = frozenset[int]  # the people it is of


def small_sets_known(question: Asked) -> list[str]:
    """Sets of fewer people than the threshold (or than ten, for people per level) whose answers follow."""
    if not question.releases:
        return []
    everybody = question.moments[-1]
    exact = list(_whole_room(question))
    counted = [*exact, *_roles(question, only_counted=True)]
    shown = [*exact, *_roles(question, only_counted=False)]  # a rounded level is taken as if it were exact
    by_roles = set(_known(counted, COUNTS_FROM)) - set(_known(exact, COUNTS_FROM))
    found = [f"anyone: the counts of {len(known)}" for known in by_roles]
    for group in (None, *sorted({one.group or 0 for one in everybody.values()})):
        own = _own_spread(question, group)
        if own is not None:
            found += [
                f"group {group}: {len(known)}" for known in _known([*shown, own], question.threshold) if known != own
            ]
    return found


def _whole_room(question: Asked) -> Iterator[Figure]:
    for said in question.moments:
        yield frozenset(place for place, answer in said.items() if answer.level is not None)


def _roles(question: Asked, only_counted: bool) -> Iterator[Figure]:
    """The figures by role belong to the first release that had any."""
    said, release = question.moments[0], question.releases[0]
    cells = {(role,): release.roles.get(role) for role in ROLES} | {LEADING: release.leading}
    for roles, cell in cells.items():
        if isinstance(cell, ExactCell) or (cell is not None and not only_counted):
            yield frozenset(place for place, one in said.items() if one.role in roles and one.level is not None)


def _own_spread(question: Asked, group: int | None) -> Figure | None:
    """What a group saw of itself before the picture was opened. An empty set: nothing, as somebody from outside."""
    if group is None:
        return frozenset()
    mine = {place: one for place, one in question.moments[0].items() if one.group == group}
    if len(mine) < SPREAD_FROM:
        return None
    return frozenset(place for place, one in mine.items() if one.level is not None)


def _known(figures: Sequence[Figure], fewer_than: int) -> Iterator[Figure]:
    """Every set of 1 … fewer_than − 1 people whose sum follows. People that no figure tells apart go together."""
    together: dict[tuple[bool, ...], set[int]] = defaultdict(set)
    for place in frozenset().union(*figures):
        together[tuple(place in figure for figure in figures)].add(place)
    atoms = list(together.values())
    rows = [[Fraction(atom <= figure) for atom in atoms] for figure in figures]
    basis = _reduced(rows)
    small = [i for i, atom in enumerate(atoms) if len(atom) < fewer_than]
    for number in range(1, len(small) + 1):
        for chosen in combinations(small, number):
            people = frozenset().union(*(atoms[i] for i in chosen))
            if len(people) < fewer_than and not any(_rest([Fraction(i in chosen) for i in range(len(atoms))], basis)):
                yield people


def _reduced(rows: Iterable[list[Fraction]]) -> list[tuple[int, list[Fraction]]]:
    basis: list[tuple[int, list[Fraction]]] = []
    for row in rows:
        left = _rest(row, basis)
        lead = next((i for i, value in enumerate(left) if value), None)
        if lead is not None:
            basis.append((lead, [value / left[lead] for value in left]))
    return basis


def _rest(row: list[Fraction], basis: Iterable[tuple[int, list[Fraction]]]) -> list[Fraction]:
    for lead, other in basis:
        factor = row[lead]
        row = [a - factor * b for a, b in zip(row, other, strict=True)] if factor else row
    return row
