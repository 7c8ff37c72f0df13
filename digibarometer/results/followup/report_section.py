"""What became of the last plan, for result page, report and open files."""

from django.utils.translation import gettext

from digibarometer.exercises.base import BulletList, Section
from digibarometer.results.followup.models import FollowUpStatus
from digibarometer.results.followup.queries import FollowedActivity, followed_activities
from digibarometer.workshops.models import Workshop


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
