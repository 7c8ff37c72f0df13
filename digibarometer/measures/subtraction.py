"""What follows by adding and subtracting figures that are shown: exact linear algebra over the smallest parts.

People are divided into *atoms*, those who are alike in everything that is shown by (role, small group). A figure is
a set of atoms, here the bits of a whole number.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import combinations


@lru_cache(4096)
def few_known(sizes: tuple[int, ...], figures: tuple[int, ...], threshold: int, but: int = 0) -> bool:
    """Whether the figures tell what 1 … threshold − 1 people said, taken together; `but` is a set that may be known.

    `sizes` are the atoms' people, none of them 0. Searches every set of so few people, none is left out.
    """
    null_space = _null_space(figures, len(sizes))
    return any(
        not any(sum(vector[atom] for atom in chosen) for vector in null_space)
        for chosen in _few(sizes, threshold)
        if sum(1 << atom for atom in chosen) != but
    )


def _few(sizes: Sequence[int], threshold: int) -> Iterator[tuple[int, ...]]:
    atoms = [atom for atom, people in enumerate(sizes) if people < threshold]
    for length in range(1, threshold):
        for chosen in combinations(atoms, length):
            if sum(sizes[atom] for atom in chosen) < threshold:
                yield chosen


@lru_cache(4096)
def _null_space(figures: tuple[int, ...], atoms: int) -> list[list[Fraction]]:
    """The directions in which the atoms may change while every figure stays; a set is known if none changes it."""
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
    free = [atom for atom in range(atoms) if atom not in leads]
    return [
        [Fraction(atom == one) if atom not in leads else -rows[leads.index(atom)][one] for atom in range(atoms)]
        for one in free
    ]
