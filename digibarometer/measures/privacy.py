"""The one place that decides what may be shown of people's ratings (domain.md 4.7; design.md §7).

Steps 1 and 2 of the algorithm: a threshold per cell, and complementary suppression within each breakdown, where
politicians and managers together count as cells of the role breakdown. Then homogeneity: if six managers all said 2,
their counts would show what each of them said, so small cells give a rounded level instead. Step 3, subtraction across
breakdowns (role × group), belongs between `_breakdowns` and `_shown`: it may only take cells away.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from digibarometer.measures.gap import Gap, role_gap
from digibarometer.measures.half_levels import half_level
from digibarometer.measures.median import interpolated_median
from digibarometer.measures.tally import Counted, Rounded, ShownCell, ShownGap, Tally
from digibarometer.measures.withholding import Cell, showable

THRESHOLD, LOWEST_THRESHOLD = 5, 3
COUNTS_FROM = 10  # people in a cell, and in all that is left of the room without it
LARGEST_SHOWN_DELTA = 0.9
LEADING = ("politician", "manager")
ROLES = (*LEADING, "official")


class Answer(NamedTuple):
    """One person's answer to one question; `level` is None for "vet ej", `group` for someone who is in none."""

    role: str
    group: int | None
    level: int | None


def may_release_again(before: int | None, now: int, threshold: int = THRESHOLD) -> bool:
    """The first time, or when enough new answers have come that the change shows nobody's. Counts of answers."""
    return before is None or now - before >= threshold


def tally(answers: Iterable[Answer], scale_size: int, threshold: int = THRESHOLD) -> Tally:
    """All that a release holds for one question."""
    if threshold < LOWEST_THRESHOLD:
        raise ValueError(f"a threshold of {threshold} protects nobody; the lowest is {LOWEST_THRESHOLD}")
    kept = list(answers)
    raters = [answer for answer in kept if answer.level is not None]
    if len(raters) < threshold:
        return Tally(threshold)
    people = _people(kept, scale_size)
    cells = _shown(people, threshold, *_breakdowns(people, kept))
    dont_know = len(kept) - len(raters)
    return Tally(
        threshold=threshold,
        raters=len(raters),
        counts=people["room"],
        dont_know=None if 0 < dont_know < threshold else dont_know,
        roles={role: cells.get(role) for role in _roles(kept)},
        leading=cells.get("leading"),
        groups={group: cells.get(f"group {group}") for group in _groups(kept)},
        gap=shown_gap(people, cells),
    )


def shown_gap(people: dict[str, tuple[int, ...]], cells: dict[str, ShownCell]) -> ShownGap:
    """Politicians against officials, else politicians and managers together; only between cells that are shown.

    A gap of a hidden cell would be a way around the threshold. And a delta of 1 says that every rating on one side is
    higher than all on the other, so that the room's counts could be dealt out exactly: it is never shown above 0.9.
    """
    for first in ("politician", "leading"):
        if first in cells and "official" in cells:
            gap = role_gap(people[first], people["official"])
            if gap.word != "too_few":
                return ShownGap(gap.word, "politician" if first == "politician" else "leading", _in_tenths(gap))
    return ShownGap("too_few", "leading")


def _in_tenths(gap: Gap) -> float | None:
    if gap.delta is None:
        return None
    return max(-LARGEST_SHOWN_DELTA, min(LARGEST_SHOWN_DELTA, round(gap.delta, 1) + 0.0))  # + 0.0: never −0.0


def _roles(answers: Sequence[Answer]) -> list[str]:
    return [*ROLES, *sorted({answer.role for answer in answers} - set(ROLES))]


def _groups(answers: Sequence[Answer]) -> list[int]:
    return sorted({answer.group for answer in answers if answer.group is not None})


def _people(answers: Sequence[Answer], scale_size: int) -> dict[str, tuple[int, ...]]:
    """Counts per level for every cell there is, also those that will be hidden."""
    people = {
        "room": _counts(answers, scale_size),
        "leading": _counts([answer for answer in answers if answer.role in LEADING], scale_size),
    }
    for role in _roles(answers):
        people[role] = _counts([answer for answer in answers if answer.role == role], scale_size)
    for group in _groups(answers):
        people[f"group {group}"] = _counts([answer for answer in answers if answer.group == group], scale_size)
    return people


def _counts(answers: Sequence[Answer], scale_size: int) -> tuple[int, ...]:
    levels = [answer.level for answer in answers if answer.level is not None]
    if any(not 1 <= level <= scale_size for level in levels):
        raise ValueError(f"a level outside 1–{scale_size}")
    return tuple(levels.count(level) for level in range(1, scale_size + 1))


def _breakdowns(people: dict[str, tuple[int, ...]], answers: Sequence[Answer]) -> tuple[Cell, Cell]:
    """By role and by group, in order of importance; within each the order decides between equals."""

    def cell(name: str, parts: Iterable[Cell] = ()) -> Cell:
        return Cell(name, sum(people[name]), tuple(parts))

    leading = cell("leading", map(cell, LEADING))
    others = [role for role in _roles(answers) if role not in LEADING]
    by_role = cell("room", [leading, *map(cell, others)])
    return by_role, cell("room", [cell(f"group {group}") for group in _groups(answers)])


def _shown(people: dict[str, tuple[int, ...]], threshold: int, *breakdowns: Cell) -> dict[str, ShownCell]:
    """Every cell that may be shown, in as much detail as it may."""
    cells: dict[str, ShownCell] = {}
    for room in breakdowns:
        in_full = showable(room, max(threshold, COUNTS_FROM))
        for name in showable(room, threshold):
            counts = people[name]
            level = half_level(interpolated_median(counts) or 0)
            cells[name] = Counted(counts) if name in in_full else Rounded(level, threshold)
    return cells
