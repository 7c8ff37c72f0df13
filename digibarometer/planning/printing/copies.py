"""How many to print; pure."""

from dataclasses import dataclass

USUAL_PEOPLE = 24  # where nobody knows yet
IN_A_GROUP = 5  # people round a table
MOST_PEOPLE = 500


@dataclass(frozen=True)
class Room:
    """So many people, in so many groups."""

    people: int
    groups: int


def groups_for(people: int) -> int:
    """Tables of about five."""
    return max(1, round(people / IN_A_GROUP))


def halved(packs: int) -> int:
    """Copies that make so many packs, where each sheet is cut into two of the same card."""
    return (packs + 1) // 2
