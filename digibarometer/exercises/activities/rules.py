"""What holds for activities: where in the step we are, who comes on the short list, and when to remind; pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

ACTIVITIES = "activities"  # the kind of step
Stage = Literal["propose", "sharpen", "gather", "weigh", "choose"]

MAX_SHORTLISTED = 8  # activities on the short list: more cannot be compared in one conversation
SCALE = (1, 2, 3, 4, 5)  # little to much, for effect and for effort
GAP = 0.5  # levels from an area to its target that are worth pointing out
BEFORE, REMIND_AGAIN_AFTER, WITHOUT_DATE = timedelta(days=14), timedelta(days=30), timedelta(days=90)


def stages(kinds: Sequence[str]) -> list[Stage]:
    """What each phase of a step is for, by how people work in it.

    The last phase alone that comes after another kind is the weighing; all that comes after it is the choosing. Where
    nothing is weighed, the last phase all together is the choosing.
    """
    weighing = max((n for n, kind in enumerate(kinds) if kind == "alone" and set(kinds[:n]) - {"alone"}), default=None)
    last = max((n for n, kind in enumerate(kinds) if kind == "plenary"), default=None)
    return [_stage(n, kind, weighing, last) for n, kind in enumerate(kinds)]


def _stage(place: int, kind: str, weighing: int | None, last: int | None) -> Stage:
    if place == weighing:
        return "weigh"
    if place > weighing if weighing is not None else place == last:
        return "choose"
    by_kind: dict[str, Stage] = {"alone": "propose", "groups": "sharpen"}
    return by_kind.get(kind, "gather")


def top(dots: Mapping[str, int], most: int = MAX_SHORTLISTED) -> list[str]:
    """Those with most dots, as many as have room. Equal ones come together or not at all: the room chooses then."""
    given = sorted((key for key in dots if dots[key] > 0), key=lambda key: -dots[key])
    if len(given) <= most:
        return given
    return [key for key in given[:most] if dots[key] > dots[given[most]]]


def tally(levels: Iterable[int | None]) -> list[int]:
    """How many chose each level of the scale."""
    chosen = list(levels)
    return [chosen.count(level) for level in SCALE]


def unanswered(distances: Mapping[int, float], answered: Iterable[int]) -> list[int]:
    """Areas that are short of their target and that no activity answers, the furthest first."""
    done = set(answered)
    short = [area for area, left in distances.items() if left >= GAP and area not in done]
    return sorted(short, key=lambda area: -distances[area])


def is_reminded(due: date | None, begun: date, last: date | None, today: date) -> bool:
    """Whether the owner is asked today: two weeks before, on the date, then each month; else quarterly."""
    if due is None:
        return today - (last or begun) >= WITHOUT_DATE
    if today < due - BEFORE:
        return today - (last or begun) >= WITHOUT_DATE
    if last is None or last < due - BEFORE:
        return True
    return today >= due and (last < due or today - last >= REMIND_AGAIN_AFTER)
