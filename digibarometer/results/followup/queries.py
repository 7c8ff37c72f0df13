"""The plan before, and what the room has said of it so far."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digibarometer.exercises.activities.models import Activity, Status
from digibarometer.exercises.activities.summary import chosen
from digibarometer.questions.i18n import in_language
from digibarometer.results.followup.models import Became, FollowUp
from digibarometer.results.previous_round import before
from digibarometer.workshops.models import Workshop

SAID_BEFORE = {
    Status.WAITING: Became.NOT_DONE,
    Status.GOING: Became.GOING,
    Status.DONE: Became.DONE,
    Status.STOPPED: Became.DROPPED,
}


@dataclass(frozen=True)
class Followed:
    """An activity of the plan before: what its owner said last, and what the room says now (empty: not yet)."""

    activity: Activity
    said: str
    led_to: str

    @property
    def became(self) -> Became:
        """The room's word; until it has one, the owner's."""
        return Became(self.said) if self.said else SAID_BEFORE[Status(self.activity.status)]

    @property
    def meant(self) -> str:
        """The question that it was to move; empty where none was named."""
        return in_language(self.activity.question.short) if self.activity.question else ""


def earlier_plan(workshop: Workshop) -> list[Activity]:
    """The activities of the round before, by number; nothing where there is no such round or plan."""
    earlier = before(workshop)
    return list(chosen(earlier.pk)) if earlier else []


def said_later(activities: Iterable[int]) -> dict[int, FollowUp]:
    """The latest word of a later workshop on each of these activities of a plan, by the activity's number."""
    said = FollowUp.objects.filter(activity__in=list(activities)).exclude(became="", led_to="")
    real = said.filter(workshop__is_practice=False).select_related("workshop").order_by("at", "pk")
    return {row.activity_id: row for row in real}


def followed(workshop: Workshop, plan: Sequence[Activity] | None = None) -> list[Followed]:
    """Each activity of the plan before, and what the room has said of it."""
    activities = earlier_plan(workshop) if plan is None else plan
    if not activities:
        return []
    said = {row.activity_id: row for row in FollowUp.objects.filter(workshop=workshop.pk)}
    rows = [(each, said.get(each.pk)) for each in activities]
    return [Followed(each, row.became if row else "", row.led_to if row else "") for each, row in rows]
