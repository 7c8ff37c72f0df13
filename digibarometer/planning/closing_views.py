"""Closing a workshop for good: what it does in plain words, the decision behind it, and a person's confirmation."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from digibarometer.accounts.permissions import user_of
from digibarometer.live import api
from digibarometer.planning.form_fields import DayField
from digibarometer.planning.permissions import workshop_or_404
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


@never_cache
@login_required
def close(request: HttpRequest, workshop: int) -> HttpResponse:
    """Close an ended workshop now, or say on which day; or take that day back."""
    found = workshop_or_404(request, workshop)
    names = ("committee", "reference", "disposal_reference", "closes_on")
    form = CloseForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if request.method == "POST" and found.state != State.ENDED:
        messages.error(request, gettext("Only a workshop that has ended can be closed."))
        return redirect("planning:close", workshop=workshop)
    if request.POST.get("do") == "keep-open":
        _set(found, closes_on=None)
        messages.success(request, gettext("The date is taken back. The workshop is not closed."))
        return redirect("planning:close", workshop=workshop)
    if request.method == "POST" and form.is_valid():
        _close(request, found, form.cleaned_data)
        return redirect("planning:close", workshop=workshop)
    return render(request, "planning/close.html", {"workshop": found, "form": form})


def _close(request: HttpRequest, workshop: Workshop, given: dict[str, Any]) -> None:
    decision = {name: given[name] for name in ("committee", "reference", "disposal_reference")}
    if day := given["closes_on"]:
        _set(workshop, **decision, closes_on=day)
        messages.success(request, gettext("The workshop closes by itself on %(day)s.") % {"day": day})
        return
    try:
        closing.close(workshop, user_of(request), **decision)
    except closing.CannotClose as impossible:
        messages.error(request, str(impossible.why))
        return
    messages.success(request, gettext("The workshop is closed. Nobody's own answers are left."))


def _set(workshop: Workshop, **fields: Any) -> None:
    api.apply_change(lambda touched: touched.extend(workshop.update_and_bump_version(**fields)))
