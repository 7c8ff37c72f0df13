"""What a registry wants to know of a document: reference, committee, who is responsible, and its date."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.template.defaultfilters import date as written
from django.utils.timezone import localtime
from django.utils.translation import gettext

from digibarometer.results.outcome import WorkshopResult
from digibarometer.workshops.models import LeaderRole, Workshop


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
