"""What hangs on the wall or lies on the tables before the day: the way in, the agenda, and the SWOT."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext

from digibarometer.agendas.models import BetweenSessionsTask
from digibarometer.i18n import localized
from digibarometer.links import way_in
from digibarometer.notes.wall_registry import columns_of
from digibarometer.planning.printing.common import agenda_rows, day_title, workshop_header
from digibarometer.workshops.models import Occasion, Step
from digibarometer.workshops.schedule import schedule_rows
from digibarometer.workshops.snapshot import WorkshopSnapshot


def join_poster(snapshot: WorkshopSnapshot, paper: str) -> dict[str, Any]:
    """What the poster with the code says; paper is a3 or a4."""
    way = way_in(snapshot.workshop.code)
    return {
        **workshop_header(snapshot),
        **way,
        "paper": paper,
        "words": {
            "welcome": gettext("Welcome!"),
            "lead": gettext("Scan the code with your phone's camera and choose your role."),
            "qr": gettext("QR code to %(link)s") % {"link": way["join"]},
            "or": gettext("Or go to"),
            "code": gettext("and type the code"),
            "promise": gettext("No account and no app. Nobody is shown your own answers with your name."),
        },
    }


def agenda(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """The agenda for those who take part."""
    between = dict(BetweenSessionsTask.objects.filter(workshop=snapshot.pk).values_list("occasion", "participants"))
    return {
        **workshop_header(snapshot),
        "words": {
            "time": gettext("Time"),
            "what": gettext("What we do"),
            "minutes": gettext("Minutes"),
            "between": gettext("Until next time"),
        },
        "days": [
            {
                "title": snapshot.workshop.title,
                "when": day_title(snapshot, occasion),
                "rows": agenda_rows(snapshot, occasion),
                "ends": _ends(snapshot, occasion),
                "between": between.get(occasion.pk, ""),
            }
            for occasion in snapshot.occasions
        ],
    }


def _ends(snapshot: WorkshopSnapshot, occasion: Occasion) -> str:
    if occasion.begins is None:
        return ""
    minutes = sum(row.minutes for row in schedule_rows(snapshot, occasion))
    ends = datetime.combine(datetime.min, occasion.begins) + timedelta(minutes=minutes)
    return gettext("We end at %(clock)s.") % {"clock": f"{ends:%H:%M}"}


def swot_step(snapshot: WorkshopSnapshot) -> Step | None:
    """The first SWOT of the agenda."""
    return next((step for step in snapshot.steps if step.kind == "swot"), None)


def swot_posters(snapshot: WorkshopSnapshot, one_a_page: bool) -> dict[str, Any]:
    """The quadrants with their prompts: all on one poster, or each on its own."""
    step = swot_step(snapshot)
    return {
        **workshop_header(snapshot),
        "one-a-page": one_a_page,
        "words": {"heading": gettext("SWOT"), "group": gettext("Group")},
        "quadrants": [
            {
                "title": str(column),
                "meaning": localized(column.meaning),
                "prompts": [localized(prompt) for prompt in column.prompts],
            }
            for column in (columns_of(snapshot, step) if step else ())
        ],
    }
