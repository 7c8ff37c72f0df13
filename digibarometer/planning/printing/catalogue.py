"""What can be printed of a workshop: the way in, the agenda, the leader's guide, and the sheets of its exercises."""

from datetime import datetime, timedelta
from pathlib import Path

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.agendas.models import BetweenSessionsTask
from digibarometer.exercises.base import exercises
from digibarometer.links import way_in
from digibarometer.live.actions import StrOrPromise
from digibarometer.planning.printing.guide import agenda_rows, day_title, guide
from digibarometer.workshops.models import Occasion, State
from digibarometer.workshops.schedule import schedule_rows
from digibarometer.workshops.sheets import Sheet
from digibarometer.workshops.snapshot import WorkshopSnapshot

TEMPLATES = Path(__file__).parent.parent / "templates" / "planning" / "printing"


def join_poster(snapshot: WorkshopSnapshot, paper: str) -> dict[str, object]:
    """What the poster with the code says; paper is a3 or a4."""
    way = way_in(snapshot.workshop.code)
    return {
        "paper": paper,
        **way,
        "words": {
            "welcome": gettext("Welcome!"),
            "lead": gettext("Scan the code with your phone's camera and choose your role."),
            "qr": gettext("QR code to %(link)s") % {"link": way["join"]},
            "or": gettext("Or go to"),
            "code": gettext("and type the code"),
            "promise": gettext("No account and no app. Nobody is shown your own answers with your name."),
        },
    }


def agenda(snapshot: WorkshopSnapshot) -> dict[str, object]:
    """The agenda for those who take part."""
    between = dict(BetweenSessionsTask.objects.filter(workshop=snapshot.pk).values_list("occasion", "participants"))
    return {
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


def _no_code(snapshot: WorkshopSnapshot) -> StrOrPromise:
    return _("The workshop is closed, and its code leads nowhere.") if snapshot.workshop.state == State.CLOSED else ""


SHEETS = [
    Sheet(
        key="join-poster",
        title=_("Poster with the code"),
        use=_("By the door: how to come in."),
        paper=_("A3"),
        data=lambda here: join_poster(here, "a3"),
        copies=lambda room: 1,
        why_not=_no_code,
        template=TEMPLATES / "join_poster.typ",
    ),
    Sheet(
        key="join-sheet",
        title=_("Sheet with the code"),
        use=_("On each table: how to come in."),
        paper=_("A4"),
        data=lambda here: join_poster(here, "a4"),
        copies=lambda room: room.groups,
        why_not=_no_code,
        template=TEMPLATES / "join_poster.typ",
    ),
    Sheet(
        key="agenda",
        title=_("Agenda"),
        use=_("On each table: what we do, and when."),
        paper=_("A4"),
        data=agenda,
        copies=lambda room: room.groups,
        pages=lambda here: len(here.occasions),
        template=TEMPLATES / "agenda.typ",
    ),
    Sheet(
        key="guide",
        title=_("Leader's guide"),
        use=_("For who leads: what to say and do in each step, with room for notes."),
        paper=_("A4, both sides"),
        data=guide,
        copies=lambda room: 1,
        pages=lambda here: 0,
        template=TEMPLATES / "guide.typ",
    ),
    *(sheet for exercise in exercises() for sheet in exercise.sheets),
]
