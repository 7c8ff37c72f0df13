"""The result page, the report and the open files: by the shared link, or for those who lead the workshop."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from digibarometer.files import file_response
from digibarometer.links import page_url
from digibarometer.reports import open_data, page_data, pdf_report, sections
from digibarometer.reports.documents import packages
from digibarometer.reports.permissions import for_holders_of_the_link, for_readers, may_plan
from digibarometer.results.outcome import workshop_result
from digibarometer.serving import child_process
from digibarometer.serving.page_server import makes_document
from digibarometer.workshops.models import Workshop
from digibarometer.workshops.snapshot import WorkshopSnapshot


@for_readers
@require_safe
def result(request: HttpRequest, snapshot: WorkshopSnapshot) -> HttpResponse:
    """The result page for those who lead the workshop or belong to its municipality."""
    return _page(request, snapshot.workshop, leads=True)


@for_holders_of_the_link
@require_safe
def shared(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """The result page by its link."""
    return _page(request, workshop, leads=False)


@for_holders_of_the_link
@makes_document
@require_safe
def report(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """The PDF report, in the reader's language."""
    made = child_process.run(child_process.DOCUMENT, pdf_report.report_of_workshop, workshop.pk)
    return file_response(made, f"digibarometern-{workshop.pk}.pdf", is_shown=True)


@for_holders_of_the_link
@require_safe
def as_json(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """The result as JSON."""
    said = json.dumps(open_data.as_json(workshop_result(workshop)), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    return file_response(said, f"digibarometern-{workshop.pk}.json")


@for_holders_of_the_link
@require_safe
def as_csv(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """The result as CSV: a row per question."""
    return file_response(open_data.as_csv(workshop_result(workshop)), f"digibarometern-{workshop.pk}.csv")


@for_holders_of_the_link
@require_safe
def table(request: HttpRequest, workshop: Workshop, table: str) -> HttpResponse:
    """A table beside the questions as CSV, such as swot.csv. Raises Http404 for one that is not there."""
    found = open_data.tables(workshop).get(table)
    if found is None:
        raise Http404
    return file_response(found.text, f"{table}-{workshop.pk}.csv")


@for_holders_of_the_link
@makes_document
@require_safe
def picture(request: HttpRequest, workshop: Workshop, picture: str) -> HttpResponse:
    """One of the result page's pictures, such as today.svg or today.png. Raises Http404 for one that is not there."""
    key, _, ending = picture.rpartition(".")
    if ending not in {"svg", "png"}:
        raise Http404
    content = child_process.run(child_process.DOCUMENT, packages.picture, workshop.pk, key, ending)
    if not content:
        raise Http404
    return file_response(content, picture)


def _page(request: HttpRequest, workshop: Workshop, leads: bool) -> HttpResponse:
    came_to = workshop_result(workshop)
    secret = came_to.workshop.result_secret
    page: dict[str, object] = {
        "outcome": came_to,
        "workshop": came_to.workshop,
        "link": page_url("reports:shared", secret) if secret else "",
        "leads": leads,
        "may_plan": leads and may_plan(request, workshop.pk),
        "downloads": secret is not None,
    }
    shown = page_data.page_context(came_to)
    page |= shown
    page["plan"] = sections.page_context(workshop)
    page["has_receipt"] = any(drawn.page.key == "receipt" for drawn in shown["story"])
    response = render(request, "reports/result.html", page)
    response["X-Robots-Tag"] = "noindex"
    return response
