"""Closing a workshop for good: what it does in plain words, the decision behind it, and a person's confirmation."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.accounts.permissions import user_of
from digibarometer.links import button_of
from digibarometer.live import api
from digibarometer.planning.form_fields import DayField
from digibarometer.planning.permissions import for_planners
from digibarometer.results import closing
from digibarometer.ui.form_renderer import LineField
from digibarometer.workshops.models import State, Workshop


class CloseForm(forms.Form):
    """On whose decision, and whether now or on a date."""

    committee = LineField(
        label=_("Committee"), max_length=120, help_text=_("The committee that is responsible for the data.")
    )
    reference = LineField(label=_("Reference number"), max_length=60)
    disposal_reference = LineField(
        label=_("Disposal decision"),
        max_length=120,
        help_text=_("Which decision says that the answers may be deleted, such as a disposal plan and its paragraph."),
    )
    closes_on = DayField(label=_("Close on this date"), required=False, help_text=_("Leave it empty to close now."))
    agreed = forms.BooleanField(label=_("I have read what closing does, and that it cannot be undone."))

    def clean_closes_on(self) -> date | None:
        """A day to come."""
        day: date | None = self.cleaned_data["closes_on"]
        if day and day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a date to come, or leave it empty to close now."))
        return day


@for_planners
def close(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """Close an ended workshop now, or say on which day."""
    names = ("committee", "reference", "disposal_reference", "closes_on")
    form = CloseForm(request.POST or None, initial={name: getattr(workshop, name) for name in names})
    if request.method == "POST" and workshop.state != State.ENDED:
        messages.error(request, gettext("Only a workshop that has ended can be closed."))
        return redirect("planning:close", workshop=workshop.pk)
    if request.method == "POST" and form.is_valid():
        _close(request, workshop, **form.cleaned_data)
        return redirect("planning:close", workshop=workshop.pk)
    return render(request, "planning/close.html", {"workshop": workshop, "form": form})


@for_planners
@button_of("planning:close")
def keep_open(request: HttpRequest, workshop: Workshop) -> None:
    """Take back the day on which the workshop would close."""
    if workshop.state != State.ENDED:
        messages.error(request, gettext("Only a workshop that has ended can be closed."))
    else:
        _set(workshop, closes_on=None)
        messages.success(request, gettext("The date is taken back. The workshop is not closed."))


def _close(request: HttpRequest, workshop: Workshop, *, closes_on: date | None, agreed: bool, **decision: str) -> None:
    if closes_on:
        _set(workshop, **decision, closes_on=closes_on)
        messages.success(request, gettext("The workshop closes by itself on %(day)s.") % {"day": closes_on})
        return
    try:
        closing.close(workshop, user_of(request), **decision)
    except closing.CannotClose as impossible:
        messages.error(request, str(impossible.why))
        return
    messages.success(request, gettext("The workshop is closed. Nobody's own answers are left."))


def _set(workshop: Workshop, **fields: date | str | None) -> None:
    api.apply_change(lambda touched: touched.extend(workshop.update_and_bump_version(**fields)))
