"""The plan before, what the room has said of it so far, and how result page, report and open files tell it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from digibarometer.exercises.activities.models import Activity, Status
from digibarometer.exercises.activities.summary import chosen
from digibarometer.exercises.base import BulletList, Section
from digibarometer.i18n import localized
from digibarometer.results.followup.models import FollowUp, FollowUpStatus
from digibarometer.results.rounds.round_comparison import previous_workshop
from digibarometer.workshops.models import Workshop

SAID_BEFORE = {
    Status.WAITING: FollowUpStatus.NOT_DONE,
    Status.GOING: FollowUpStatus.GOING,
    Status.DONE: FollowUpStatus.DONE,
    Status.STOPPED: FollowUpStatus.DROPPED,
}


@dataclass(frozen=True)
class FollowedActivity:
    """An activity of the plan before: what its owner said last, and what the room says now (empty: not yet)."""

    activity: Activity
    said: str
    led_to: str

    @property
    def became(self) -> FollowUpStatus:
        """The room's word; until it has one, the owner's."""
        return FollowUpStatus(self.said) if self.said else SAID_BEFORE[Status(self.activity.status)]

    @property
    def meant(self) -> str:
        """The question that it was to move; empty where none was named."""
        return localized(self.activity.question.short) if self.activity.question else ""


def earlier_plan(workshop: Workshop) -> list[Activity]:
    """The activities of the round before, by number; nothing where there is no such round or plan."""
    earlier = previous_workshop(workshop)
    return list(chosen(earlier.pk)) if earlier else []


def said_later(activities: Iterable[int]) -> dict[int, FollowUp]:
    """The latest word of a later workshop on each of these activities of a plan, by the activity's number."""
    said = FollowUp.objects.filter(activity__in=list(activities)).exclude(became="", led_to="")
    real = said.filter(workshop__is_practice=False).select_related("workshop").order_by("at", "pk")
    return {row.activity_id: row for row in real}


def followed_activities(workshop: Workshop, plan: Sequence[Activity] | None = None) -> list[FollowedActivity]:
    """Each activity of the plan before, and what the room has said of it."""
    activities = earlier_plan(workshop) if plan is None else plan
    if not activities:
        return []
    said = {row.activity_id: row for row in FollowUp.objects.filter(workshop=workshop.pk)}
    rows = [(each, said.get(each.pk)) for each in activities]
    return [FollowedActivity(each, row.became if row else "", row.led_to if row else "") for each, row in rows]


def followup_section(workshop: Workshop) -> list[Section]:
    """What the room said of each activity, by how it went; nothing where it did not go through the plan."""
    plan = [each for each in followed_activities(workshop) if each.said]
    if not plan:
        return []
    lists = [(state.label, [each for each in plan if each.became == state]) for state in FollowUpStatus]
    figures = {
        "activities": [{"name": one.activity.name, "became": one.said, "led_to": one.led_to} for one in plan],
    }
    return [
        Section(
            "followup",
            gettext("What became of the last plan"),
            lists=tuple(BulletList(str(label), tuple(map(_said, there))) for label, there in lists if there),
            figures=figures,
            rows=tuple({"activity": one.activity.name, "became": one.said, "led_to": one.led_to} for one in plan),
        )
    ]


def _said(one: FollowedActivity) -> str:
    """The activity, the question that it was to move, and what the room says that it led to."""
    said = [one.activity.name]
    if one.meant:
        said.append(gettext("It was meant to move “%(question)s”.") % {"question": one.meant})
    if one.led_to:
        said.append(gettext("The room says: “%(text)s”") % {"text": one.led_to})
    return " · ".join(said)
