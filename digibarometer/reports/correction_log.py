"""Corrections of the questions' wording that were made once people had begun: the report tells of each."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min
from django.template.defaultfilters import date as written
from django.utils.timezone import localtime
from django.utils.translation import gettext

from digibarometer.i18n import localized
from digibarometer.questions.models import Correction, Question
from digibarometer.tables import Table
from digibarometer.workshops.models import Move, Workshop


@dataclass(frozen=True)
class CorrectedText:
    """One correction, with the question that it concerns, if it concerns one."""

    at: datetime
    question: str
    before: str
    after: str


def corrections(workshop: Workshop) -> list[CorrectedText]:
    """Those made after the workshop had begun, or after people could rate before the day."""
    began = Move.objects.filter(workshop=workshop).aggregate(first=Min("at"))["first"]
    began = min(filter(None, (began, workshop.ahead_at)), default=None)
    if began is None:
        return []
    found = Correction.objects.filter(question_set=workshop.question_set_id, at__gte=began)
    short = {each.key: each.short for each in Question.objects.filter(question_set=workshop.question_set_id)}
    return [
        CorrectedText(each.at, localized(short.get(each.place.split(".")[0], {})), each.before, each.after)
        for each in found
    ]


def corrections_table(workshop: Workshop) -> Table | None:
    """The corrections as a table to read; None where nothing was corrected."""
    rows = tuple(
        (each.question or "–", each.before, each.after, written(localtime(each.at), "j F Y H:i"))
        for each in corrections(workshop)
    )
    columns = (gettext("Question"), gettext("It said"), gettext("It says"), gettext("Corrected"))
    return Table(gettext("Wording that was corrected after we had begun"), columns, rows) if rows else None
