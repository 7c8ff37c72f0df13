"""The owner's own page, by a signed link and without an account: how does it go?"""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from digibarometer.exercises.activities import progress_tracking
from digibarometer.exercises.activities.models import Progress, Status
from digibarometer.files import file_response
from digibarometer.live import api
from digibarometer.reports.plan import exports, reminder_email

STOP = "stop"


class FollowForm(forms.Form):
    """Two things, so that it is done in half a minute."""

    status = forms.ChoiceField(label=_("How it goes"), choices=Status.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What has happened, or what is in the way?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Write no names or other personal data. The municipality's people read it."),
    )


@never_cache
def owner_progress_page(request: HttpRequest, token: str) -> HttpResponse:
    """Say how it goes, or stop the letters. Opening the page changes nothing."""
    reminder = reminder_email.reminder_of(token)
    if reminder is None:
        return _private(render(request, "reports/plan/gone.html", status=404))
    held = reminder.activity
    if request.POST.get("do") == STOP:
        api.apply_change(lambda touched: progress_tracking.stop_reminders(reminder))
        messages.success(request, gettext("You get no more letters about this. Your address is deleted."))
        return redirect("reports:follow", token=token)
    form = FollowForm(request.POST or None, initial={"status": held.status})
    if request.method == "POST" and form.is_valid():
        status, text = form.cleaned_data["status"], form.cleaned_data["text"].strip()
        api.apply_change(lambda touched: progress_tracking.record_progress(held, status, text, None))
        messages.success(request, gettext("Thank you. It is saved in the municipality's plan."))
        return redirect("reports:follow", token=token)
    latest = Progress.objects.filter(activity=held).first()
    context = {"reminder": reminder, "activity": held, "form": form, "latest": latest, "token": token}
    return _private(render(request, "reports/plan/follow.html", context))


@never_cache
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The activity's day for the owner's calendar."""
    reminder = reminder_email.reminder_of(token)
    if reminder is None:
        return _private(render(request, "reports/plan/gone.html", status=404))
    return file_response(exports.calendar([reminder.activity]), f"{reminder.activity_id}.ics")


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response
