"""What holds for the time of an agenda; pure."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

EACH = 2  # minutes that a group reports back (docs/planning.md)
NEW_POINTS_ONLY = 5  # groups; those beyond say only what is new
BRIEF = 1  # minutes for each of those
LEAST_PLENARY = 4  # minutes that all together need, however few the groups


def report_back_minutes(groups: int) -> int:
    """Minutes that so many groups take to report back: two each, and one each beyond the fifth."""
    return EACH * min(groups, NEW_POINTS_ONLY) + BRIEF * max(0, groups - NEW_POINTS_ONLY)


def after_groups(kinds: Sequence[str]) -> Iterator[int]:
    """The places of the phases all together that come right after groups: there they report back."""
    for place, (before, kind) in enumerate(itertools.pairwise(kinds), start=1):
        if (before, kind) == ("groups", "plenary"):
            yield place


def minutes_for(minutes: int, before: int, after: int) -> int:
    """Minutes of a phase where groups report back, when there are so many groups instead of as many as before."""
    return max(min(minutes, LEAST_PLENARY), minutes + report_back_minutes(after) - report_back_minutes(before))


@dataclass(frozen=True)
class FlexiblePhase:
    """A phase that is left of the day, with what it takes now and what it needs at least; minutes."""

    minutes: int
    least: int


def flexible_phase(minutes: int, min_minutes: int, keeps_minutes: bool) -> FlexiblePhase:
    """A phase of so many minutes: it keeps them, or at least half of them and not less than `min_minutes`."""
    return FlexiblePhase(minutes, minutes if keeps_minutes else min(minutes, max(min_minutes, -(-minutes // 2))))


def fit_minutes(parts: Sequence[FlexiblePhase], time: int) -> list[int]:
    """Minutes for each part so that all take so long together, each giving up of what it can spare, in proportion.

    None becomes longer. Where there is too little time even so, each gets the least that it needs.
    """
    spare = [one.minutes - one.least for one in parts]
    short = min(max(0, sum(one.minutes for one in parts) - time), sum(spare))
    if not short:
        return [one.minutes for one in parts]
    shares = [short * each / sum(spare) for each in spare]
    given = [int(share) for share in shares]
    by_rest = sorted(range(len(parts)), key=lambda place: (given[place] - shares[place], place))
    for place in by_rest[: short - sum(given)]:
        given[place] += 1
    return [one.minutes - gives for one, gives in zip(parts, given, strict=True)]
