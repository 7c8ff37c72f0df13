"""An activity on paper."""

from pathlib import Path

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.activities.rules import ACTIVITIES
from digibarometer.live.actions import StrOrPromise
from digibarometer.workshops.sheets import Sheet, double_sided_copies
from digibarometer.workshops.snapshot import WorkshopSnapshot

TEMPLATES = Path(__file__).parent / "templates" / "activities"


def activity_sheets(snapshot: WorkshopSnapshot) -> dict[str, object]:
    """An empty activity, twice on a sheet."""
    return {
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


def _no_activities(snapshot: WorkshopSnapshot) -> StrOrPromise:
    return "" if snapshot.steps_of(ACTIVITIES) else _("There are no activities in the agenda.")


SHEETS = [
    Sheet(
        key="activity-sheets",
        title=_("Activity sheets"),
        use=_("One for each person: what, who, the first step and when."),
        paper=_("A4, to cut to A5"),
        data=activity_sheets,
        copies=lambda room: double_sided_copies(room.people),
        why_not=_no_activities,
        template=TEMPLATES / "activity_sheets.typ",
        hint=_("Each sheet has two."),
    )
]
