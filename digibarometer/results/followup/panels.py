"""The last plan as the room goes through it."""

from collections import Counter
from typing import Any

from digibarometer.live.panels import panel
from digibarometer.results.followup.models import LONGEST, Became
from digibarometer.results.followup.queries import followed
from digibarometer.workshops.snapshot import Now


def _plan(now: Now) -> dict[str, Any]:
    plan = followed(now.workshop)
    counted = Counter(each.became for each in plan if each.said)
    return {
        "plan": plan,
        "counts": [(state.label, counted[state]) for state in Became if counted[state]],
        "left": sum(not each.said for each in plan),
    }


@panel
def desk_followup(now: Now) -> dict[str, Any]:
    """Each activity with what its owner said last, and buttons for what the room says."""
    return {**_plan(now), "states": [(state.value, state.label) for state in Became], "longest": LONGEST}


@panel
def board_followup(now: Now) -> dict[str, Any]:
    """The activities, and what became of them as far as the room has said."""
    return _plan(now)


@panel
def room_followup(now: Now) -> dict[str, Any]:
    """The same on phones."""
    return _plan(now)
