"""What holds for the time of an agenda; pure."""

import itertools
from collections.abc import Iterator, Sequence

REPORTS = frozenset({"swot", "today", "horizon", "activities"})  # kinds of steps where the groups report back
EACH = 2  # minutes that a group reports back (docs/planning.md)
NEW_POINTS_ONLY = 5  # groups; those beyond say only what is new
BRIEF = 1  # minutes for each of those
LEAST_PLENARY = 4  # minutes that all together need, however few the groups


def reporting(groups: int) -> int:
    """Minutes that so many groups take to report back: two each, and one each beyond the fifth."""
    return EACH * min(groups, NEW_POINTS_ONLY) + BRIEF * max(0, groups - NEW_POINTS_ONLY)


def after_groups(kinds: Sequence[str]) -> Iterator[int]:
    """The places of the phases all together that come right after groups: there they report back."""
    for place, (before, kind) in enumerate(itertools.pairwise(kinds), start=1):
        if (before, kind) == ("groups", "plenary"):
            yield place


def minutes_for(minutes: int, before: int, after: int) -> int:
    """Minutes of a phase where groups report back, when there are so many groups instead of as many as before."""
    return max(min(minutes, LEAST_PLENARY), minutes + reporting(after) - reporting(before))
