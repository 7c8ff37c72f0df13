"""Where knowledge is missing: how many answered "vet ej"."""

from django.utils.translation import gettext

from digibarometer.pictures import AgreementRow
from digibarometer.pictures import agreement_bars as bars
from digibarometer.results.outcome import WorkshopResult
from digibarometer.results.story.labels import question_name
from digibarometer.results.story.page import MOST_ROWS, Page
from digibarometer.tables import Share


def dont_know_page(came_to: WorkshopResult) -> Page | None:
    """Shares by question, the largest first; none where nothing may be told."""
    told = [(one, share) for one in came_to.questions if (share := one.dont_know_share)]
    if not told:
        return None
    told.sort(key=lambda each: -each[1])
    rows = told[:MOST_ROWS]
    table = tuple((question_name(one), Share(share)) for one, share in rows)
    drawn = [AgreementRow(name, share.value, str(share)) for name, share in table]
    first, most = rows[0]
    return Page(
        "unknown",
        gettext("Where we do not know"),
        gettext("Knowledge is missing most about %(question)s") % {"question": question_name(first)},
        (
            gettext("%(share)s answered don't know.") % {"share": Share(most)},
            gettext("Shares of fewer than %(people)s people are not shown.") % {"people": came_to.workshop.threshold},
        ),
        (
            gettext("Who in the municipality knows, and how do we find out?"),
            gettext("Who needs to know this to do their work well?"),
        ),
        lambda frame: bars(frame, drawn),
        gettext("Shares that answered don't know. %(rows)s.") % {"rows": "; ".join(f"{q}: {s}" for q, s in table)},
        (gettext("Question"), gettext("Don't know")),
        table,
    )
