"""The last plan as the room goes through it."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext_lazy as _

from digibarometer.live.panels import board_panel, panel
from digibarometer.results.followup.models import MAX_LED_TO_LENGTH, FollowUpStatus
from digibarometer.results.followup.queries import followed_activities
from digibarometer.workshops.snapshot import WorkshopSnapshot


def _plan(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    plan = followed_activities(snapshot.workshop)
    counted = Counter(each.became for each in plan if each.said)
    return {
        "plan": plan,
        "counts": [(state.label, counted[state]) for state in FollowUpStatus if counted[state]],
        "left": sum(not each.said for each in plan),
    }


@panel
def desk_followup(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """Each activity with what its owner said last, and buttons for what the room says."""
    return {
        **_plan(snapshot),
        "states": [(state.value, state.label) for state in FollowUpStatus],
        "longest": MAX_LED_TO_LENGTH,
    }


@board_panel(_("The last plan"))
def board_followup(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """The activities, and what became of them as far as the room has said."""
    return _plan(snapshot)


@panel
def room_followup(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """The follow-up of the last plan on phones."""
    return _plan(snapshot)
