"""An agenda as paper has it: its days, and its rows with clock times."""

from datetime import date
from typing import Any

from django.template.defaultfilters import date as written
from django.utils.translation import gettext

from digibarometer.i18n import localized
from digibarometer.questions.agenda_templates.schema import PAUSES
from digibarometer.workshops.models import Occasion
from digibarometer.workshops.schedule import schedule_rows
from digibarometer.workshops.snapshot import WorkshopSnapshot


def day_title(snapshot: WorkshopSnapshot, occasion: Occasion) -> str:
    """Which occasion, and when."""
    name = gettext("Occasion %(number)s") % {"number": occasion.order} if len(snapshot.occasions) > 1 else ""
    return " · ".join(filter(None, [name, day_words(occasion.on)])) or gettext("Agenda")


def day_words(on: date | None) -> str:
    """A date as it is said, such as Wednesday 4 March 2026."""
    return written(on, "l j F Y") if on else ""


def agenda_rows(snapshot: WorkshopSnapshot, occasion: Occasion) -> list[dict[str, Any]]:
    """An occasion's rows as a table has them."""
    return [
        {
            "clock": f"{row.clock:%H:%M}" if row.clock else "",
            "title": localized(row.step.title),
            "minutes": minutes_words(row.minutes),
            "is_rest": row.step.kind in PAUSES,
            "what": localized(row.step.guide.get("participants_do")),
        }
        for row in schedule_rows(snapshot, occasion)
    ]


def minutes_words(minutes: int) -> str:
    """So many minutes, short."""
    return gettext("%(minutes)s min") % {"minutes": minutes}
