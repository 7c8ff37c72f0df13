"""Where a leader finds what can be printed, and gets it."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from digibarometer.agendas.models import DRAWN_FOR, ExpectedAttendance
from digibarometer.files import file_response
from digibarometer.i18n import LANGUAGES, OWN_NAMES, reader_language
from digibarometer.planning.permissions import for_planners
from digibarometer.planning.printing.catalogue import SHEETS
from digibarometer.serving import child_process
from digibarometer.serving.page_server import makes_document
from digibarometer.workshops.models import Attendance, Workshop
from digibarometer.workshops.rules import suggested_group_count
from digibarometer.workshops.sheets import PrintRun, Sheet
from digibarometer.workshops.snapshot import WorkshopSnapshot, load_snapshot

MAX_ON_PAPER = 500


class PrintRunForm(forms.Form):
    """For how many to print, and in which language."""

    people = forms.IntegerField(label=_("People"), min_value=1, max_value=MAX_ON_PAPER)
    groups = forms.IntegerField(label=_("Groups"), min_value=1, max_value=MAX_ON_PAPER)
    language = forms.ChoiceField(label=_("Language on paper"), choices=list(OWN_NAMES.items()))


@for_planners
def printing(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """Everything to print, how many, and on which paper."""
    return _page(request, workshop)


def _page(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    snapshot = load_snapshot(workshop.pk)
    room, language = room_of(snapshot), reader_language()
    known = {"people": room.people, "groups": room.groups, "language": language}
    form = PrintRunForm({**known, **request.GET.dict()})
    if form.is_valid():
        given = form.cleaned_data
        room, language = PrintRun(given["people"], given["groups"]), given["language"]
    context = {
        "workshop": workshop,
        "form": form,
        "language": language,
        "lines": [_line(sheet, snapshot, room) for sheet in SHEETS],
    }
    return render(request, "planning/printing/printing.html", context)


def _line(sheet: Sheet, snapshot: WorkshopSnapshot, room: PrintRun) -> dict[str, object]:
    pages = sheet.pages(snapshot)
    page = f"planning:{sheet.page}"
    return {
        "sheet": sheet,
        "why_not": sheet.why_not(snapshot),
        "copies": sheet.copies(room),
        "pages": pages,
        "page": page,
    }


def room_of(snapshot: WorkshopSnapshot) -> PrintRun:
    """How many are here, else how many are expected, else how many usually come; and in how many groups."""
    present = Attendance.objects.filter(occasion=snapshot.occasion, left_at=None).count()
    expected = ExpectedAttendance.objects.filter(workshop=snapshot.pk).values_list("people", flat=True).first()
    people = present or expected or DRAWN_FOR
    return PrintRun(people, len(snapshot.groups) or suggested_group_count(people))


def printed(sheet: Sheet) -> Callable[..., HttpResponse]:
    """The page of one sheet: the PDF, or the list with a sentence where there is nothing to print."""

    @for_planners
    @makes_document
    def page(request: HttpRequest, workshop: Workshop) -> HttpResponse:
        snapshot, language = load_snapshot(workshop.pk), request.GET.get("language", "")
        if why_not := str(sheet.why_not(snapshot)):
            said = {"sheet": sheet.title, "why": why_not}
            messages.error(request, gettext("%(sheet)s cannot be printed. %(why)s") % said)
            return _page(request, workshop)
        with override(language if language in LANGUAGES else reader_language()):
            pdf = child_process.run(child_process.DOCUMENT, _pdf, sheet.key, workshop.pk)
        return file_response(pdf, f"{sheet.key}-{workshop.pk}.pdf", is_shown=True)

    return page


def _pdf(key: str, workshop: int) -> bytes:
    return next(sheet for sheet in SHEETS if sheet.key == key).pdf(load_snapshot(workshop))
