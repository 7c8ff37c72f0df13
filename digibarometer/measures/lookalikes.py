"""Rooms that look alike from outside: rounded figures are shown only if they fit several of them.

Whoever reads a release knows who rated (they sat there) and how many in the room chose each level. Some divisions of
those ratings among the roles are then possible, here *rooms*. Each has its *label*: the rounded level of every role
and the word for their gap. A label that leaves a reader with the answer, also one who takes away an own rating, is
merged with the nearest one until no such label is left. All of this is worked out from what the reader knows already,
so neither a figure, nor one that was moved, nor one that is missing tells more than it says.

Source: Kenthapadi, Mishra & Nissim, "Simulatable auditing", PODS 2005: refuse by what is known, never by the answer.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from math import prod
from operator import sub
from random import Random
from typing import NamedTuple

from digibarometer.measures.gap import GapWord, gap_words
from digibarometer.measures.half_levels import half_level
from digibarometer.measures.median import interpolated_median
from digibarometer.measures.tally import Counts

Room = tuple[Counts, ...]  # people per level in each cell

LISTED = 400  # rooms that are listed in full; of more, a walk visits some
STEPS = 150
OTHER_WAY: dict[GapWord, GapWord] = {"higher": "lower", "lower": "higher", "none": "none", "too_few": "too_few"}
ANOTHER_WORD = 3  # as far as a level and a half


class Label(NamedTuple):
    """What is told of a room: each cell's level in halves (2 is level 1), and the word for the gap.

    Of three cells, also the level of the first two together comes last.
    """

    halves: Counts
    word: GapWord


def label_shown(room: Room, with_gap: bool = True) -> Label | None:
    """The label to tell of this room: its own, or the nearest that several fit. None: whatever was said told too much.

    The gap is between all cells but the last, together, and the last.
    """
    together, sizes = tuple(map(sum, zip(*room, strict=True))), tuple(map(sum, room))
    names = _names(together, sizes, with_gap)
    own = _labels(together, sizes, with_gap)(room)
    if own in names:
        return names[own]
    return min(sorted(set(names.values())), key=lambda other: _distance(own, other), default=None)


def _labels(together: Counts, sizes: Counts, with_gap: bool) -> Callable[[Room], Label]:
    """Gives a room the label that it would have if there were nothing to hide."""
    word = gap_words(together, sizes[-1]) if with_gap else _no_gap

    def label(room: Room) -> Label:
        halves = tuple(map(_halves, room))
        if len(room) > 2:  # all but the last are told together, too
            halves = (*halves, _halves(tuple(map(sub, together, room[-1]))))
        return Label(halves, OTHER_WAY[word(room[-1])])

    return label


def _no_gap(counts: Sequence[int]) -> GapWord:
    return "none"


@lru_cache(100_000)
def _halves(counts: Counts) -> int:
    return int(2 * half_level(interpolated_median(counts) or 0))


def _distance(one: Label, other: Label) -> int:
    apart = sum(abs(a - b) for a, b in zip(one.halves, other.halves, strict=True))
    return apart + ANOTHER_WORD * (one.word != other.word)


@lru_cache(64)
def _names(together: Counts, sizes: Counts, with_gap: bool) -> dict[Label, Label]:
    """What to tell for each label. Empty where all would have to be merged."""
    fits: dict[Label, list[Room]] = defaultdict(list)
    label = _labels(together, sizes, with_gap)
    for room in _rooms(together, sizes):
        fits[label(room)].append(room)
    names = {one: one for one in fits}
    unsafe = {one for one, rooms in fits.items() if not is_safe(together, rooms)}
    while unsafe and len(fits) > 1:
        gone, stays = _merged(min(unsafe, key=lambda one: (len(fits[one]), one)), sorted(fits))
        fits[stays] += fits.pop(gone)
        names = {one: stays if name == gone else name for one, name in names.items()}
        unsafe -= {gone, stays}
        if not is_safe(together, fits[stays]):
            unsafe.add(stays)
    return {} if unsafe else names


def _merged(unsafe: Label, labels: Sequence[Label]) -> tuple[Label, Label]:
    """Which label goes, and which stays in its place. A gap may fall silent, but none may come to be."""
    others = [label for label in labels if label != unsafe]
    targets = [label for label in others if label.word in {unsafe.word, "none"}]
    nearest = min(targets or others, key=lambda label: _distance(unsafe, label))
    return (unsafe, nearest) if targets else (nearest, unsafe)


def is_safe(together: Counts, rooms: Sequence[Room]) -> bool:
    """Whether someone who knows that it is one of these rooms, and one rating, is left in doubt about everybody else.

    In doubt: every cell, less the known rating, has at least two possible contents, and in one of them its people
    disagree, so that no part of a cell is known either. What the whole room's figures tell already is no secret.
    """
    cells = range(len(rooms[0]))
    for level, people in enumerate(together):
        others_agree = sum(count > (place == level) for place, count in enumerate(together)) < 2
        if people and not others_agree:
            for own in cells:
                left = (_without(room, own, level) for room in rooms if room[own][level])
                if not _in_doubt(left, len(cells)):
                    return False
    return True


def _without(room: Room, cell: int, level: int) -> Room:
    counts = room[cell]
    return (*room[:cell], (*counts[:level], counts[level] - 1, *counts[level + 1 :]), *room[cell + 1 :])


def _in_doubt(rooms: Iterator[Room], cells: int) -> bool:
    """Whether every cell has two possible contents, and its people may disagree. No room: nobody to doubt."""
    first = next(rooms, None)
    if first is None:
        return True
    several = [False] * cells
    disagree = [max(counts) < sum(counts) for counts in first]
    for room in rooms:
        for cell, counts in enumerate(room):
            several[cell] = several[cell] or counts != first[cell]
            disagree[cell] = disagree[cell] or max(counts) < sum(counts)
        if all(several) and all(disagree):
            return True
    return False


def _rooms(together: Counts, sizes: Counts) -> Iterable[Room]:
    """All rooms with these ratings and sizes; where they are too many, those that a walk comes by."""
    if prod(len(_choices(together, size)) for size in sizes[:-1]) > LISTED:
        return sorted(set(_walk(together, sizes)))
    return _divisions(together, sizes)


def _divisions(together: Counts, sizes: Counts) -> Iterator[Room]:
    if len(sizes) == 1:
        yield (together,)
        return
    for counts in _choices(together, sizes[0]):
        rest = tuple(map(sub, together, counts))
        for others in _divisions(rest, sizes[1:]):
            yield (counts, *others)


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


def _walk(together: Counts, sizes: Counts) -> Iterator[Room]:
    """From each cell having the lowest ratings to its having the highest, by swaps. The same for the same question."""
    dice = Random(repr((together, sizes)))
    ratings = [level for level, people in enumerate(together) for _ in range(people)]
    for first in range(len(sizes)):
        order = [first, *(cell for cell in range(len(sizes)) if cell != first)]
        room, taken = [[0] * len(together) for _ in sizes], 0
        for cell in order:
            for level in ratings[taken : taken + sizes[cell]]:
                room[cell][level] += 1
            taken += sizes[cell]
        for step in range(STEPS):
            yield tuple(map(tuple, room))
            low, high = (first, dice.choice(order[1:])) if step % 2 else dice.sample(order, 2)
            gives = [level for level, people in enumerate(room[low]) if people]
            gets = [level for level, people in enumerate(room[high]) if people]
            one, other = dice.choice(gives), dice.choice(gets)
            if one < other or step % 2 == 0:
                for cell, level, change in ((low, one, -1), (low, other, 1), (high, other, -1), (high, one, 1)):
                    room[cell][level] += change
