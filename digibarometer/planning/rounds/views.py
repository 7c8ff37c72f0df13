"""The pages: download the workbook, choose the filled-in one, look at what it says, keep it; and take it away again."""

import base64
import binascii

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from digibarometer.accounts.permissions import user_of
from digibarometer.files import file_response
from digibarometer.i18n import localized
from digibarometer.live import api
from digibarometer.live.panels import Invalidation
from digibarometer.places.models import Municipality
from digibarometer.planning import data_export
from digibarometer.planning.permissions import for_members
from digibarometer.planning.rounds import workbook_export
from digibarometer.planning.rounds.cell_parsing import ImportErrors
from digibarometer.planning.rounds.workbook_import import read
from digibarometer.questions.models import QuestionSet
from digibarometer.results.imported.importer import RoundSchema, save_round
from digibarometer.results.imported.models import ImportedRound
from digibarometer.serving import child_process
from digibarometer.serving.page_server import makes_document, takes_file
from digibarometer.workshops.models import Workshop

MAX_WORKBOOK_BYTES = 1_000_000  # bytes of the file as it is sent


@for_members
@takes_file(2 * MAX_WORKBOOK_BYTES)  # once it has been shown it comes back as text
def rounds(request: HttpRequest, found: Municipality) -> HttpResponse:
    """Bring in a round: first it is shown, then it is kept. Raises Http404 for others than the municipality's."""
    sets = sets_of(found)
    context: dict[str, object] = {"municipality": found, "sets": sets, "imported": imported(found)}
    if request.method == "POST":
        content, problem = _content(request)
        try:
            if problem:
                raise ImportErrors([problem])
            written = read(content, sets)
        except ImportErrors as wrong:
            context["problems"] = wrong.problems
        else:
            if "keep" in request.POST:
                return _kept(request, found, written)
            context |= {"written": written, "said": imported_text(written), "file": base64.b64encode(content).decode()}
    return render(request, "planning/rounds/rounds.html", context)


@for_members
@makes_document
@require_safe
def template(request: HttpRequest, found: Municipality, question_set: int) -> HttpResponse:
    """The workbook to fill in. Raises Http404."""
    chosen = next((one for one in sets_of(found) if one.pk == question_set), None)
    if chosen is None:
        raise Http404
    made, name = (
        child_process.run(child_process.DOCUMENT, workbook_export.as_workbook, chosen),
        gettext("earlier-round"),
    )
    return file_response(made, f"{name}-{chosen.key}-{chosen.version}.xlsx")


@for_members
def remove(request: HttpRequest, found: Municipality, brought_in: int) -> HttpResponse:
    """Take away a round that was brought in, after a question. Raises Http404 for rounds that were held here."""
    going = get_object_or_404(Workshop, pk=brought_in, municipality=found, imported__isnull=False)
    if request.method == "POST":

        def change(touched: list[Invalidation]) -> None:
            data_export.delete_workshops([going])

        api.apply_change(change)
        messages.success(request, gettext("The round is taken away."))
        return redirect("planning:rounds", municipality=found.pk)
    return render(request, "planning/rounds/remove.html", {"municipality": found, "going": going})


def sets_of(municipality: Municipality) -> list[QuestionSet]:
    """The question sets that the municipality may use, every version, newest first."""
    usable = QuestionSet.objects.filter(municipality=None) | QuestionSet.objects.filter(municipality=municipality)
    return list(usable.order_by("-pk"))


def imported(municipality: Municipality) -> list[ImportedRound]:
    """What has been brought in, latest first."""
    rows = ImportedRound.objects.filter(workshop__municipality=municipality)
    return list(rows.select_related("workshop", "by").order_by("-workshop__made_at"))


def imported_text(written: RoundSchema) -> list[tuple[str, str]]:
    """What the file says, in short, to look at before it is kept."""
    people = sum(written.attended.values())
    return [
        (gettext("Title"), written.title),
        (gettext("Day"), written.on.isoformat()),
        (gettext("Questions"), localized(written.question_set.title)),
        (
            gettext("The room's levels"),
            f"{len(written.levels)} / {len(workbook_export.questions_of(written.question_set))}",
        ),
        (gettext("Targets"), str(len(written.area_targets) + len(written.question_targets))),
        (gettext("Paper forms"), str(len(written.forms))),
        (gettext("People"), str(people) if people else "–"),
        (gettext("Activities"), str(len(written.activities))),
    ]


def _content(request: HttpRequest) -> tuple[bytes, str]:
    """The file: as it was chosen, or as it was shown; or what is wrong with it."""
    upload = request.FILES.get("file")
    if upload is not None:
        if (upload.size or 0) > MAX_WORKBOOK_BYTES:
            return b"", gettext("The file is larger than any round. Use the workbook that can be downloaded here.")
        return upload.read(), ""
    try:
        content = base64.b64decode(request.POST.get("shown", ""), validate=True)
    except (binascii.Error, ValueError):
        content = b""
    return content, "" if content else gettext("Choose the file first.")


def _kept(request: HttpRequest, found: Municipality, written: RoundSchema) -> HttpResponse:
    by = user_of(request).pk

    def change(touched: list[Invalidation]) -> Workshop:
        return save_round(written, found, by)

    made = api.apply_change(change)
    messages.success(request, gettext("The round is kept. Here is its result."))
    return redirect("reports:result", workshop=made.pk)
