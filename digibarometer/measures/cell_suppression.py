"""Which cells of a breakdown may be shown, so that no small number follows by subtraction.

Cells lie in a tree: the room holds its parts, and a part may have parts of its own (politicians and managers within
"leading"). What can be worked out from shown cells of a tree is exactly its *remainders*, each a shown cell less the
outermost shown cells within it, and unions of them: remainders do not overlap and span all that is shown. So it is
enough that no remainder is small.
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """People who are counted together. Those who are in none of its parts are in it all the same."""

    name: str
    size: int
    parts: tuple["Cell", ...] = ()


def publishable_cells(room: Cell, threshold: int) -> frozenset[str]:
    """Names of the cells below the room that may be shown beside the room itself, which is taken as known.

    No shown cell, and nothing that is left when shown cells are taken away, holds 1 … threshold − 1 people.
    """
    shown = {cell.name for cell in _within(room) if cell.size >= threshold}
    while leaking := next((cell for cell in _known(room, shown) if _leaks(cell, shown, threshold)), None):
        shown.remove(_least(list(_outermost(leaking, shown))).name)
    return frozenset(shown)


def _within(cell: Cell) -> Iterator[Cell]:
    for part in cell.parts:
        yield part
        yield from _within(part)


def _known(room: Cell, shown: set[str]) -> Iterator[Cell]:
    yield room
    yield from (cell for cell in _within(room) if cell.name in shown)


def _outermost(cell: Cell, shown: set[str]) -> Iterator[Cell]:
    for part in cell.parts:
        if part.name in shown:
            yield part
        else:
            yield from _outermost(part, shown)


def _leaks(cell: Cell, shown: set[str], threshold: int) -> bool:
    taken_away = [part.size for part in _outermost(cell, shown)]
    return bool(taken_away) and 0 < cell.size - sum(taken_away) < threshold


def _least(cells: list[Cell]) -> Cell:
    """The smallest, and of equals the last by the order they stand in: the choice must not depend on the ratings."""
    return min(reversed(cells), key=lambda cell: cell.size)
