"""Rooms that look alike from outside: rounded figures of two sides are shown only if they fit several rooms.

Whoever reads a release knows who rated (they sat there) and how many in the room chose each level. Some divisions of
those ratings between the two sides are then possible, here *rooms*, and all of them are listed. Each has its *label*:
the rounded level of either side and the word for their gap. A label that leaves a reader with the answer, also one who
takes away an own rating, is merged with the nearest one until no such label is left. All of this is worked out from
what the reader knows already, so neither a figure, nor one that was moved, nor one that is missing tells more than it
says.

Source: Kenthapadi, Mishra & Nissim, "Simulatable auditing", PODS 2005: refuse by what is known, never by the answer.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from operator import sub
from typing import NamedTuple

from digibarometer.measures.averages import half_level, interpolated_median
from digibarometer.measures.release_figures import Counts
from digibarometer.measures.role_gap import GapWord, gap_words

Division = tuple[Counts, Counts]  # people per level on the one side and on the other

MOST_LISTED = 4_000  # rooms; a room of 40 people has 600 in the mean and seldom 2,000. Of more, nothing is told
ANOTHER_WORD = 3  # as far as a level and a half


class SafeLabel(NamedTuple):
    """What is told of a room: each side's level in halves (2 is level 1), and the word for the gap."""

    one: int
    other: int
    word: GapWord


def safe_label(room: Division, with_gap: bool = True) -> SafeLabel | None:
    """The label to tell of this room: its own, or the nearest that several fit. None: whatever was said told too much.

    The word is about the first side: it rates higher or lower than the second.
    """
    together: Counts = tuple(map(sum, zip(*room, strict=True)))
    names = _names(together, sum(room[0]), with_gap)
    return names.get(_labels(together, sum(room[0]), with_gap)(room))


def _labels(together: Counts, size: int, with_gap: bool) -> Callable[[Division], SafeLabel]:
    """Gives a room the label that it would have if there were nothing to hide."""
    word = gap_words(together, size) if with_gap else _no_gap
    return lambda room: SafeLabel(_halves(room[0]), _halves(room[1]), word(room[0]))


def _no_gap(counts: Sequence[int]) -> GapWord:
    return "none"


@lru_cache(100_000)
def _halves(counts: Counts) -> int:
    return int(2 * half_level(interpolated_median(counts) or 0))


def _distance(one: SafeLabel, other: SafeLabel) -> int:
    return abs(one.one - other.one) + abs(one.other - other.other) + ANOTHER_WORD * (one.word != other.word)


@lru_cache(64)
def _names(together: Counts, size: int, with_gap: bool) -> Mapping[SafeLabel, SafeLabel]:
    """What to tell for each label. Empty where all would have to be merged, or rooms are too many to list."""
    if _how_many(together, size) > MOST_LISTED:
        return {}
    fits: dict[SafeLabel, list[Division]] = defaultdict(list)
    label = _labels(together, size, with_gap)
    for counts in _choices(together, size):
        room = (counts, tuple(map(sub, together, counts)))
        fits[label(room)].append(room)
    goes_to: dict[SafeLabel, SafeLabel] = {}
    unsafe = {one for one, rooms in fits.items() if not is_safe(together, rooms)}
    labels = sorted(fits)
    while unsafe and len(labels) > 1:
        gone, stays = _merged(min(unsafe, key=lambda one: (len(fits[one]), one)), labels)
        goes_to[gone] = stays
        fits[stays] += fits.pop(gone)
        labels.remove(gone)
        unsafe -= {gone, stays}
        if not is_safe(together, fits[stays]):
            unsafe.add(stays)
    return {} if unsafe else {one: _at_last(one, goes_to) for one in (*labels, *goes_to)}


def _at_last(label: SafeLabel, goes_to: Mapping[SafeLabel, SafeLabel]) -> SafeLabel:
    while label in goes_to:
        label = goes_to[label]
    return label


def _merged(unsafe: SafeLabel, labels: Sequence[SafeLabel]) -> tuple[SafeLabel, SafeLabel]:
    """Which label goes, and which stays in its place. A gap may fall silent, but none may come to be."""
    others = [label for label in labels if label != unsafe]
    targets = [label for label in others if label.word in {unsafe.word, "none"}]
    nearest = min(targets or others, key=lambda label: _distance(unsafe, label))
    return (unsafe, nearest) if targets else (nearest, unsafe)


def is_safe(together: Counts, rooms: Sequence[Division]) -> bool:
    """Whether someone who knows that it is one of these rooms, and one rating, is left in doubt about everybody else.

    In doubt: either side, less the known rating, has at least two possible contents, and in one of them its people
    disagree, so that no part of a side is known either. What the whole room's figures tell already is no secret.
    """
    for level, people in enumerate(together):
        others_agree = sum(count > (place == level) for place, count in enumerate(together)) < 2
        if people and not others_agree and not all(_in_doubt(rooms, side, level) for side in (0, 1)):
            return False
    return True


def _in_doubt(rooms: Sequence[Division], own: int, level: int) -> bool:
    """Whether each side has two possible contents, and its people may disagree, less one of this level on side `own`.

    Only the rooms that have such a rating are possible. None: there is nobody to doubt.
    """
    possible = (room for room in rooms if room[own][level])
    if (first := next(possible, None)) is None:
        return True
    are_several, disagree = False, [False, False]
    for room in chain((first,), possible):
        are_several = are_several or room != first
        for side, counts in enumerate(room):
            is_gone = side == own and counts[level] == 1
            disagree[side] = disagree[side] or _levels(counts) - is_gone > 1
        if are_several and all(disagree):
            return True
    return False


@lru_cache(100_000)
def _levels(counts: Counts) -> int:
    """How many levels these people stand on."""
    return sum(map(bool, counts))


def _how_many(together: Counts, size: int) -> int:
    """In how many ways so many of these ratings can be taken: level by level, by how many are taken so far."""
    ways = [1, *[0] * size]
    for people in together:
        ways = [sum(ways[max(0, taken - people) : taken + 1]) for taken in range(size + 1)]
    return ways[size]


@lru_cache(4096)
def _choices(together: Counts, size: int) -> tuple[Counts, ...]:
    """Every way to take so many of these ratings."""
    first, later = together[0], together[1:]
    if not later:
        return ((size,),)
    fewest = max(0, size - sum(later))
    return tuple(
        (taken, *rest) for taken in range(fewest, min(first, size) + 1) for rest in _choices(later, size - taken)
    )
