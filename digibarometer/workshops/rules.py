"""What holds for time, groups and codes; pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import IntEnum
from itertools import count


class BoardSpot(IntEnum):
    """What the board is turned to besides a question, or a page, a column or a card by its place from 1.

    Each is used in steps where no number is as large.
    """

    INTRO = 97  # the presentation of the workshop, at the welcome
    PLAN = 98  # the plan, instead of the picture of effect and effort
    VOTE_RESULT = 99  # what a vote came to, instead of the whole wall


GROUP_SIZE = 6  # people in a group at most, where it can be helped: groups of 5–6 talk best
SMALLEST_GROUP, MOST_GROUPS = 2, 40  # people in a group that a leader may choose, and groups in a room


def seconds_left(began: datetime, minutes: int, extra: int, paused: datetime | None, at: datetime) -> float:
    """Seconds left of a phase; below zero when it has run over. It stands still while paused."""
    return (minutes + extra) * 60 - ((paused or at) - began).total_seconds()


def suggested_group_count(people: int) -> int:
    """How many groups of 5–6 a room of so many makes; at least one."""
    return max(1, -(-people // GROUP_SIZE))


def max_group_count(people: int) -> int:
    """How many groups a leader may choose for so many people; at least one."""
    return min(max(1, people // SMALLEST_GROUP), MOST_GROUPS)


def mixed_groups(people: Sequence[tuple[int, str, str]], groups: int) -> dict[int, int]:
    """Deal (person, role, unit) out to groups 0…n−1 so that roles and units are mixed and sizes differ by one at most.

    Like dealing cards: role by role, unit by unit, always to the next group; ties by the order that people came in.
    """
    by_kind: dict[tuple[str, str], list[int]] = defaultdict(list)
    for person, role, unit in people:
        by_kind[role, unit.casefold().strip()].append(person)
    sizes = Counter(role for _, role, _ in people)
    in_order = sorted(by_kind, key=lambda kind: (sizes[kind[0]], kind))  # the rarest role first, so that it spreads
    turn = count()
    return {person: next(turn) % groups for kind in in_order for person in by_kind[kind]}


def smallest_group(sizes: Mapping[int, int]) -> int | None:
    """The group that a late-comer is put in: the smallest, the first of equals; none when there are no groups."""
    return min(sizes, key=lambda group: (sizes[group], group)) if sizes else None


PARTICIPANT, TABLE, DESK, BOARD = "p", "t", "l", "b"  # what the keys of their seats begin with
GLANCE = "g"  # the projector as it is seen small at the desk: no projector that has contact


def row_number(text: str) -> int | None:
    """The number of a row that is written in these digits; None where it can be no row's."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 12 else None


def seat_numbers(keys: Iterable[str], kind: str) -> dict[str, int]:
    """Of the keys of seats those of one kind, each with its number: of the participant, the group or the user."""
    found = {key: row_number(key.removeprefix(kind)) for key in keys if key.startswith(kind)}
    return {key: number for key, number in found.items() if number is not None}
