"""What documents say besides the result: what the registry asks for, and wording that was corrected meanwhile."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Min
from django.template.defaultfilters import date as written
from django.utils.timezone import localtime
from django.utils.translation import gettext

from digibarometer.i18n import localized
from digibarometer.questions.models import Correction, Question
from digibarometer.results.outcome import WorkshopResult
from digibarometer.tables import Table
from digibarometer.workshops.models import LeaderRole, Move, Workshop


@dataclass(frozen=True)
class RecordsMetadata:
    """As the workshop's own pages say it; empty where nobody has said."""

    reference: str = ""
    committee: str = ""
    responsible: str = ""  # by name: only in documents that an account is needed to fetch

    def lines(self, dated_at: datetime) -> list[tuple[str, str]]:
        """The metadata as (heading, value) pairs to read, without what is missing."""
        said = [
            (gettext("Reference number"), self.reference),
            (gettext("Committee"), self.committee),
            (gettext("Responsible"), self.responsible),
            (gettext("Date"), written(localtime(dated_at), "j F Y")),
        ]
        return [(name, value) for name, value in said if value]


def records_metadata(workshop: Workshop, with_name: bool) -> RecordsMetadata:
    """What is known of the workshop; the leader's name only if wanted."""
    leads = (
        LeaderRole.objects.filter(workshop=workshop, kind=LeaderRole.Kind.LEADER).select_related("user").order_by("pk")
    )
    first = leads.first() if with_name else None
    return RecordsMetadata(workshop.reference, workshop.committee, first.user.name if first else "")


def figures_date(came_to: WorkshopResult) -> datetime:
    """The moment that a document bears: when its latest figures were released, never when it was made."""
    return (came_to.released_at or came_to.workshop.made_at).astimezone(UTC).replace(microsecond=0)


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
