"""The last plan as the room goes through it."""

from typing import TypedDict

from django.utils.translation import gettext_lazy as _

from digibarometer.live.actions import StrOrPromise
from digibarometer.live.panels import board_panel, panel
from digibarometer.results.followup.models import MAX_LED_TO_LENGTH, FollowUpStatus
from digibarometer.results.followup.queries import FollowedActivity, followed_activities
from digibarometer.workshops.snapshot import WorkshopSnapshot

PlanContext = TypedDict("PlanContext", {"plan": list[FollowedActivity]})


class DeskPlanContext(PlanContext):
    """The last plan, and what can be said of it."""

    states: list[tuple[str, StrOrPromise]]
    longest: int


@panel
def desk_followup(snapshot: WorkshopSnapshot) -> DeskPlanContext:
    """Each activity with what its owner said last, and buttons for what the room says."""
    return {
        "plan": followed_activities(snapshot.workshop),
        "states": [(state.value, state.label) for state in FollowUpStatus],
        "longest": MAX_LED_TO_LENGTH,
    }


@board_panel(_("The last plan"))
def board_followup(snapshot: WorkshopSnapshot) -> PlanContext:
    """The activities, and what became of them as far as the room has said."""
    return {"plan": followed_activities(snapshot.workshop)}


@panel
def room_followup(snapshot: WorkshopSnapshot) -> PlanContext:
    """The follow-up of the last plan on phones."""
    return {"plan": followed_activities(snapshot.workshop)}
