"""The second time: rounds of a municipality side by side, and the receipt as a page of its own."""

from pathlib import Path
from typing import TypedDict

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from digibarometer.files import file_response
from digibarometer.live import api
from digibarometer.live.panels import Invalidation, whole_workshop
from digibarometer.paper.typesetting import About, typeset
from digibarometer.reports.page_data import RenderedPicture
from digibarometer.reports.permissions import for_holders_of_the_link, for_leaders
from digibarometer.results.comparison.pages import area_page, caveats_page, comparison_pages
from digibarometer.results.receipt.text import MAX_PART_LENGTH, ReceiptPart, current_receipt, receipt_finding, save_edit
from digibarometer.results.rounds.round_comparison import Comparison, compare_rounds
from digibarometer.results.rounds.round_loader import finished_rounds, load_round
from digibarometer.results.story.receipt_page import columns, rows
from digibarometer.serving import child_process
from digibarometer.serving.page_server import makes_document
from digibarometer.tables import Row
from digibarometer.workshops.models import Workshop
from digibarometer.workshops.snapshot import WorkshopSnapshot

TEMPLATE = Path(__file__).parent / "templates" / "reports" / "rounds" / "receipt.typ"


@for_leaders
def receipt_for_leaders(request: HttpRequest, here: WorkshopSnapshot) -> HttpResponse:
    """The receipt with what a leader needs to change it."""
    if request.method == "POST":
        _keep(request, here.workshop)
        return redirect("reports:own_receipt", workshop=here.pk)
    return _page(request, here.workshop, leads=True)


@for_holders_of_the_link
@require_safe
def shared_receipt(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """The receipt by the result's link. Raises Http404 where no round came before."""
    return _page(request, workshop, leads=False)


@for_holders_of_the_link
@makes_document
@require_safe
def receipt_pdf(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """The receipt on one sheet, as PDF/UA. Raises Http404 where no round came before."""
    made = child_process.run(child_process.DOCUMENT, typeset, TEMPLATE, *_sheet(workshop))
    return file_response(made, f"digibarometern-{workshop.pk}-receipt.pdf", is_shown=True)


def _sheet(workshop: Workshop) -> tuple[dict[str, object], About]:
    """What the PDF says, and what it says of itself. Raises Http404 where no round came before."""
    shown = _shown(workshop)
    said: dict[str, object] = {
        "kicker": str(workshop.municipality),
        "title": shown["title"],
        "finding": shown["finding"],
        "example": gettext("Practice")
        if workshop.is_practice
        else gettext("Example: the figures are invented.")
        if workshop.is_invented
        else "",
        "parts": [{"title": part.title, "paragraphs": part.paragraphs} for part in shown["parts"]],
        "caption": gettext("The room's own levels, and the targets"),
        "columns": shown["columns"],
        "rows": [list(map(str, row)) for row in shown["rows"]],
        "foot": gettext("Digibarometern. The levels are what each room agreed on."),
    }
    return said, About(title=f"{shown['title']}: {workshop.municipality}")


def _page(request: HttpRequest, workshop: Workshop, leads: bool) -> HttpResponse:
    context = {"workshop": workshop, "leads": leads, "longest": MAX_PART_LENGTH, **_shown(workshop)}
    response = render(request, "reports/rounds/receipt.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


class ReceiptContext(TypedDict):
    """What is read on the receipt, as a page and on paper."""

    title: str
    finding: str
    parts: list[ReceiptPart]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def _shown(workshop: Workshop) -> ReceiptContext:
    found = current_receipt(workshop)
    if found is None:
        raise Http404
    facts, parts = found
    return {
        "title": gettext("The receipt since %(then)s") % {"then": facts.then},
        "finding": receipt_finding(facts),
        "parts": parts,
        "columns": columns(facts),
        "rows": rows(facts),
    }


def _keep(request: HttpRequest, workshop: Workshop) -> None:
    part, text = request.POST.get("part", ""), request.POST.get("text", "")
    if len(text) > MAX_PART_LENGTH:
        messages.error(request, gettext("That is too long. Write it shorter."))
        return

    def keep(touched: list[Invalidation]) -> None:
        save_edit(workshop, part, "" if "as_written" in request.POST else text, request.user.pk)
        touched.append(whole_workshop(workshop.pk))

    try:
        api.apply_change(keep)
    except KeyError:
        messages.error(request, gettext("That part of the receipt is no longer there. Nothing was changed."))
    else:
        messages.success(request, gettext("Saved."))


MAX_ROUNDS = 6  # rounds beside each other: more lines cannot be told apart


@for_leaders
@require_safe
def comparison(request: HttpRequest, here: WorkshopSnapshot) -> HttpResponse:
    """The rounds that are chosen; from the start this one and the one before it."""
    rounds = finished_rounds(here.workshop)
    chosen = {one.pk for one in _chosen(request, rounds, here.workshop)}
    loaded = load_round(rounds)
    picked = [one for one in loaded if one.workshop.pk in chosen]
    context: dict[str, object] = {"workshop": here.workshop, "rounds": loaded, "chosen": chosen, "most": MAX_ROUNDS}
    if len(picked) > 1:
        context |= _compared(compare_rounds(picked))
    return render(request, "reports/rounds/comparison.html", context)


def _chosen(request: HttpRequest, rounds: list[Workshop], here: Workshop) -> list[Workshop]:
    """Those that are asked for, as many as can be told apart; else this one and the one before it.

    Of the first round, which has none before it, the one after.
    """
    asked = set(request.GET.getlist("round"))
    wanted = [one for one in rounds if str(one.pk) in asked][-MAX_ROUNDS:]
    if asked:
        return wanted
    place = max(1, [one.pk for one in rounds].index(here.pk))
    return rounds[place - 1 : place + 1]


def _compared(found: Comparison) -> dict[str, object]:
    areas = [area_page(found, area) for area in found.areas]
    return {
        "found": found,
        "story": [(RenderedPicture(page, "rounds"), page.picture is not None) for page in comparison_pages(found)],
        "areas": [(RenderedPicture(page, "rounds"), page.picture is not None) for page in areas],
        "limits": caveats_page(found),
    }
