"""The last plan as the room goes through it."""

from typing import TypedDict

from django.utils.translation import gettext_lazy as _

from digibarometer.live.actions import StrOrPromise
from digibarometer.live.panels import board_panel, panel
from digibarometer.notes.board_fill import Fill, fill_table
from digibarometer.results.followup.models import MAX_LED_TO_LENGTH, FollowUpStatus
from digibarometer.results.followup.queries import FollowedActivity, followed_activities
from digibarometer.workshops.snapshot import WorkshopSnapshot

WIDTHS, HEIGHT = (13.4, 11.4, 14.2), 15.3  # the columns of the last plan on the projector, below its heading

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


class BoardPlanContext(PlanContext):
    """The activities, as large as they fit."""

    more: int
    fill: Fill


@board_panel(_("The last plan"))
def board_followup(snapshot: WorkshopSnapshot) -> BoardPlanContext:
    """The activities, and what became of them as far as the room has said."""
    plan = followed_activities(snapshot.workshop)
    rows = [[each.activity.name, str(each.became.label), each.led_to] for each in plan]
    fill = fill_table(rows, WIDTHS, HEIGHT)
    return {"plan": plan[: fill.shown], "more": len(plan) - fill.shown, "fill": fill}


@panel
def room_followup(snapshot: WorkshopSnapshot) -> PlanContext:
    """The follow-up of the last plan on phones."""
    return {"plan": followed_activities(snapshot.workshop)}
