"""How many to print; pure."""

from dataclasses import dataclass

MOST_PEOPLE = 500


@dataclass(frozen=True)
class PrintRun:
    """So many people, in so many groups."""

    people: int
    groups: int


def double_sided_copies(packs: int) -> int:
    """Copies that make so many packs, where each sheet is cut into two of the same card."""
    return (packs + 1) // 2
