"""What holds in the horizon scan; pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

SCALE = (1, 2, 3, 4, 5)  # what it means for us: 1 small … 5 large
HORIZON = "horizon"  # the kind of step
MAX_SIGNALS = 30  # signals in a workshop: more than that nobody can read on a radar

Stage = Literal["present", "scan", "place", "talk"]


def stages(kinds: Sequence[str]) -> list[Stage]:
    """What each phase of the step is for: all together is to be shown cards until people have worked, then to talk."""
    made: list[Stage] = []
    for kind in kinds:
        if kind == "plenary":
            made.append("present" if not made or set(made) == {"present"} else "talk")
        else:
            made.append("scan" if kind == "alone" else "place")
    if made and set(made) == {"present"}:
        made[-1] = "talk"  # a step with nothing but plenary ends with the radar
    return made


@dataclass(frozen=True)
class Place:
    """Where a signal lies: horizon 0 now … 2 later, meaning 1–5, and whether it is more of a threat."""

    horizon: int
    meaning: int
    is_threat: bool


@dataclass(frozen=True)
class CombinedPlacement:
    """Where the groups place a signal together, and whether they agree."""

    horizon: int
    meaning: float
    is_threat: bool
    groups: int
    is_split: bool  # the groups are far from each other: worth a word


def combine(places: Collection[Place]) -> CombinedPlacement | None:
    """The middle of the groups' places: the lower median of when, the median of how much; as many threats: a threat.

    None where no group has placed it. Split: when differs by two steps, or how much by three or more.
    """
    if not places:
        return None
    horizons = sorted(place.horizon for place in places)
    meanings = [place.meaning for place in places]
    threats = sum(place.is_threat for place in places)
    return CombinedPlacement(
        horizon=horizons[(len(horizons) - 1) // 2],
        meaning=median(meanings),
        is_threat=threats * 2 >= len(places),
        groups=len(places),
        is_split=horizons[-1] - horizons[0] >= 2 or max(meanings) - min(meanings) >= 3,
    )
