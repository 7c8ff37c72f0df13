"""Those who answer for the plan's activities: the letters that remind them, and the page that a letter leads to."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.mail.backends.base import BaseEmailBackend
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from digibarometer import mail
from digibarometer.exercises.activities import progress_tracking
from digibarometer.exercises.activities.models import ActivityReminder, Progress, Status
from digibarometer.files import file_response
from digibarometer.jobs import Fields, NotDone, enqueue
from digibarometer.links import button_of, page_url
from digibarometer.live import api
from digibarometer.reports.plan import exports
from digibarometer.results.followup.models import FollowUpStatus
from digibarometer.results.followup.queries import said_later

SALT = "reports.plan.follow"
LINK_LASTS = 2 * 365 * 24 * 3600  # seconds that a link works; a plan lives until the next round


def token(reminder: ActivityReminder) -> str:
    """What stands in the owner's link; signed, and no longer good when the address is changed."""
    return signing.dumps([reminder.pk, reminder.begun_on.isoformat()], salt=SALT)


def reminder_of(given: str) -> ActivityReminder | None:
    """The reminder that a link is for; none where the link is not good."""
    try:
        pk, begun = signing.loads(given, salt=SALT, max_age=LINK_LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = ActivityReminder.objects.filter(pk=pk, activity__chosen_at__isnull=False)
    row = found.select_related("activity__workshop__municipality", "activity__question").first()
    return row if row is not None and row.begun_on.isoformat() == begun else None


def link_of(reminder: ActivityReminder) -> str:
    """The owner's own link."""
    return page_url("reports:follow", token(reminder))


def send_reminder(reminder: ActivityReminder, **more: object) -> bool:
    """Ask the owner how it goes; whether the letter was sent."""
    with override(settings.LANGUAGE_CODE):
        subject, text = _letter(reminder)
    unsubscribe = {"List-Unsubscribe": f"<{link_of(reminder)}>"}
    what = f"the letter about activity {reminder.activity_id}"
    return mail.send(what, reminder.address, subject, text, headers=unsubscribe, **more)


def _letter(reminder: ActivityReminder) -> tuple[str, str]:
    activity = reminder.activity
    said = {"municipality": activity.workshop.municipality.long_name, "link": link_of(reminder)}
    lines = [
        gettext("You are the contact for this in %(municipality)s's plan:") % said,
        activity.name,
        gettext("First step: %(step)s") % {"step": activity.first_step} if activity.first_step else "",
        gettext("To be done by %(day)s.") % {"day": date_format(activity.due_on)} if activity.due_on else "",
        gettext("How does it go? Say so here. You need no account:\n%(link)s") % said,
        gettext("Do you not want these letters? You can stop them on the same page."),
    ]
    subject = gettext("How does it go: %(activity)s") % {"activity": " ".join(activity.name.split())[:80]}
    return subject, "\n\n".join(filter(None, lines))


def send_due_reminders() -> None:
    """Ask those who are to be asked today, once a day each.

    Nobody is asked of what a later workshop has said is done, or not relevant any more.
    """
    asked = progress_tracking.due_reminders(timezone.localdate())
    later = said_later(reminder.activity_id for reminder in asked)
    over = {
        activity for activity, said in later.items() if said.became in {FollowUpStatus.DONE, FollowUpStatus.DROPPED}
    }
    wanted = ActivityReminder.objects.filter(pk__in=[one.pk for one in asked if one.activity_id not in over])
    if wanted and mail.is_email_on():
        api.apply_change(lambda touched: enqueue(wanted))
    waiting = ActivityReminder.objects.exclude(address="").select_related("activity__workshop__municipality")
    mail.run_mail_jobs(waiting, _ask, gives_up=lambda reminder: {"sent_on": timezone.localdate()})


def _ask(reminder: ActivityReminder, through: BaseEmailBackend) -> Fields:
    if not send_reminder(reminder, connection=through):
        raise NotDone
    return {"sent_on": timezone.localdate()}


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
    """Say how it goes. Opening the page changes nothing."""
    reminder = reminder_of(token)
    if reminder is None:
        return _private(render(request, "reports/plan/gone.html", status=404))
    held = reminder.activity
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
@button_of("reports:follow")
def stop_letters(request: HttpRequest, token: str) -> HttpResponse:
    """Write to the owner no more, and delete the address."""
    reminder = reminder_of(token)
    if reminder is None:
        return _private(render(request, "reports/plan/gone.html", status=404))
    api.apply_change(lambda touched: progress_tracking.stop_reminders(reminder))
    messages.success(request, gettext("You get no more letters about this. Your address is deleted."))
    return redirect("reports:follow", token=token)


@never_cache
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The activity's day for the owner's calendar."""
    reminder = reminder_of(token)
    if reminder is None:
        return _private(render(request, "reports/plan/gone.html", status=404))
    return file_response(exports.calendar([reminder.activity]), f"{reminder.activity_id}.ics")


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response
