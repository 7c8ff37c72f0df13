"""Paper to work on where there is no network: the groups' levels, and activities."""

from typing import Any

from django.utils.translation import gettext

from digibarometer.planning.printing.common import workshop_header
from digibarometer.workshops.snapshot import WorkshopSnapshot


def group_sheets(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """A page for each area, with its questions' levels to ring."""
    question_set = snapshot.content.question_set
    return {
        **workshop_header(snapshot),
        "words": {
            "level": gettext("Our level"),
            "none": gettext("We cannot say"),
            "why": gettext("Why this level"),
            "other": gettext("We do not agree: the other view"),
            "group": gettext("Group"),
            "secretary": gettext("Secretary"),
            "afterwards": gettext("Give the sheet to the leader, or key it in afterwards: nothing on it is lost."),
        },
        "areas": [
            {
                "title": str(area),
                "questions": [
                    {"text": str(question), "levels": question_set.levels}
                    for question in snapshot.questions_of(area.pk)
                ],
            }
            for area in snapshot.areas
            if snapshot.questions_of(area.pk)
        ],
    }


def activity_sheets(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """An empty activity, twice on a sheet."""
    return {
        **workshop_header(snapshot),
        "one-a-page": False,
        "cards": [{}],
        "fields": [
            (gettext("What we are to do"), 2),
            (gettext("Why: the question, note or card that it grew from"), 2),
            (gettext("The first step"), 2),
        ],
        "weights": [gettext("Effect"), gettext("Effort")],
        "words": {
            "heading": gettext("Activity"),
            "lead": gettext("One activity on each sheet. Begin with a verb, such as show, decide or try."),
            "owner": gettext("Owner"),
            "date": gettext("Done by"),
            "small": gettext("small"),
            "large": gettext("large"),
        },
    }
