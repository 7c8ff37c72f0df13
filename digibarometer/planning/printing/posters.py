"""What hangs on the wall or lies on the tables before the day: the way in, the agenda, and the SWOT."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext

from digibarometer.agendas.models import Between
from digibarometer.notes.wall_registry import columns_of
from digibarometer.planning.printing.common import agenda_rows, belonging, day_title
from digibarometer.questions.i18n import in_language
from digibarometer.workshops.models import Occasion, Step
from digibarometer.workshops.schedule import rows
from digibarometer.workshops.snapshot import Now
from digibarometer.workshops.urls_and_qr import host, join_address, qr, scan_address


def join_poster(here: Now, paper: str) -> dict[str, Any]:
    """What the poster with the code says; paper is a3 or a4."""
    code = here.workshop.code or ""
    return {
        **belonging(here),
        "paper": paper,
        "qr": qr(scan_address(here.workshop)),
        "host": host(),
        "code": f"{code[:3]} {code[3:]}",
        "words": {
            "welcome": gettext("Welcome!"),
            "lead": gettext("Scan the code with your phone's camera and choose your role."),
            "qr": gettext("QR code to %(link)s") % {"link": join_address(here.workshop)},
            "or": gettext("Or go to"),
            "code": gettext("and type the code"),
            "promise": gettext("No account and no app. Nobody is shown your own answers with your name."),
        },
    }


def agenda(here: Now) -> dict[str, Any]:
    """The agenda for those who take part."""
    between = dict(Between.objects.filter(workshop=here.pk).values_list("occasion", "participants"))
    return {
        **belonging(here),
        "words": {
            "time": gettext("Time"),
            "what": gettext("What we do"),
            "minutes": gettext("Minutes"),
            "between": gettext("Until next time"),
        },
        "days": [
            {
                "title": here.workshop.title,
                "when": day_title(here, occasion),
                "rows": agenda_rows(here, occasion),
                "ends": _ends(here, occasion),
                "between": between.get(occasion.pk, ""),
            }
            for occasion in here.occasions
        ],
    }


def _ends(here: Now, occasion: Occasion) -> str:
    if occasion.begins is None:
        return ""
    minutes = sum(row.minutes for row in rows(here, occasion))
    ends = datetime.combine(datetime.min, occasion.begins) + timedelta(minutes=minutes)
    return gettext("We end at %(clock)s.") % {"clock": f"{ends:%H:%M}"}


def swot_step(here: Now) -> Step | None:
    """The first SWOT of the agenda."""
    return next((step for step in here.steps if step.kind == "swot"), None)


def swot_posters(here: Now, one_a_page: bool) -> dict[str, Any]:
    """The quadrants with their prompts: all on one poster, or each on its own."""
    step = swot_step(here)
    return {
        **belonging(here),
        "one-a-page": one_a_page,
        "words": {"heading": gettext("SWOT"), "group": gettext("Group")},
        "quadrants": [
            {
                "title": str(column),
                "meaning": in_language(column.meaning),
                "prompts": [in_language(prompt) for prompt in column.prompts],
            }
            for column in (columns_of(here, step) if step else ())
        ],
    }
