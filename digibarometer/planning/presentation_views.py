"""A guest's PDF: brought by those who lead the workshop, or by a coach who may bring cards; and its pages."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from digibarometer.accounts.permissions import user_of
from digibarometer.hosting.models import Projector
from digibarometer.links import button_of
from digibarometer.live import api
from digibarometer.live.panels import Invalidation
from digibarometer.planning.permissions import for_card_choosers, is_coach
from digibarometer.presenting import panels, pdf_import
from digibarometer.presenting.models import Page, Presentation
from digibarometer.serving.page_server import takes_file
from digibarometer.ui.form_renderer import LineField
from digibarometer.workshops.models import State, Workshop

A_DAY = 24 * 3600  # seconds


class PresentationForm(forms.Form):
    """A PDF, and what it is called on the desk."""

    file = forms.FileField(
        label=_("The PDF"),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
        help_text=_("At most 20 MB and 60 pages. Save a presentation as PDF first."),
    )
    title = LineField(
        label=_("What it is called"), max_length=120, required=False, help_text=_("Empty: the file's name.")
    )


@for_card_choosers
@takes_file(pdf_import.MAX_PDF_BYTES)
def presentations(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """What has been brought; POST brings one more."""
    if request.method == "POST":
        form = PresentationForm(request.POST, request.FILES)
        if workshop.state == State.CLOSED:
            messages.error(request, gettext("The workshop is closed. Nothing can be brought to it."))
        elif not form.is_valid():
            return _page(request, workshop, form)
        elif why := pdf_import.rejection_reason(file := form.cleaned_data["file"], workshop):
            form.add_error("file", why)
            return _page(request, workshop, form)
        else:
            title = form.cleaned_data["title"] or file.name.rsplit(".", 1)[0]
            pdf_import.import_pdf(workshop, title[:120], file, user_of(request).pk)
        return redirect("planning:presentations", workshop=workshop.pk)
    return _page(request, workshop, PresentationForm())


def _page(request: HttpRequest, workshop: Workshop, form: PresentationForm) -> HttpResponse:
    rows = list(Presentation.objects.filter(workshop=workshop))
    context = {
        "workshop": workshop,
        "form": form,
        "rows": [(one, pdf_import.failure_text(one)) for one in rows],
        "under_way": any(one.state == "reading" and not one.is_cut_off for one in rows),
        "is_coach": is_coach(request, workshop),
    }
    return render(request, "planning/presentations.html", context, status=422 if form.errors else 200)


@for_card_choosers
@button_of("planning:presentations")
def remove_presentation(request: HttpRequest, workshop: Workshop, presentation: int) -> None:
    """Take away what has been brought."""

    def change(touched: list[Invalidation]) -> None:
        found = Presentation.objects.filter(workshop=workshop, pk=presentation)
        was_shown = found.filter(shown__gt=0).exists()
        found.delete()
        if was_shown and Projector.objects.filter(workshop=workshop, instead=panels.INSTEAD).update(instead=""):
            touched += workshop.update_and_bump_version()
        else:
            touched.extend(panels.page_panels(workshop.pk))

    if workshop.state == State.CLOSED:
        messages.error(request, gettext("The workshop is closed. Nothing can be brought to it."))
    else:
        api.apply_change(change)


@cache_control(private=True, max_age=A_DAY, immutable=True)
@require_safe
def presented(request: HttpRequest, secret: str, page: int) -> HttpResponse:
    """A page's picture, for every screen of the room: the address is known there alone. Raises Http404."""
    found = get_object_or_404(Page.objects.only("picture"), presentation__secret=secret, number=page)
    return HttpResponse(bytes(found.picture), content_type="image/webp", headers={"X-Robots-Tag": "noindex"})
