"""The plan's pages for those who lead the workshop or belong to its municipality."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.activities import progress_tracking, summary
from digibarometer.exercises.activities.models import ActivityReminder, Status
from digibarometer.exercises.activities.summary import ActivitiesSummary, PlannedActivity
from digibarometer.live import api
from digibarometer.mail import is_email_on
from digibarometer.reports.permissions import for_leaders, for_readers, leads
from digibarometer.reports.plan import owners
from digibarometer.results.followup.queries import said_later
from digibarometer.ui.form_renderer import LineField
from digibarometer.workshops.snapshot import WorkshopSnapshot

OWN = ("owner", "owner_name", "first_step", "due_on")


class ActivityForm(forms.Form):
    """How it goes, who owns it, and whom to ask."""

    status = forms.ChoiceField(label=_("How it goes"), choices=Status.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What has happened"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept with today's date, below what was said before."),
    )
    owner = LineField(label=_("Owner: a role or a unit"), max_length=80, required=False)
    owner_name = LineField(
        label=_("Name, only if wanted"),
        max_length=60,
        required=False,
        help_text=_("Shown to those with an account here, not in open files."),
    )
    first_step = forms.CharField(
        label=_("First step"), max_length=280, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    due_on = forms.DateField(
        label=_("Done by"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
    )
    address = forms.EmailField(
        label=_("Remind the owner by e-mail"),
        required=False,
        help_text=_(
            "Only with the owner's consent. The owner gets a link to say how it goes, without an account, "
            "and can stop the letters there. The address is deleted when the activity is done."
        ),
    )


@for_readers
def plan(request: HttpRequest, here: WorkshopSnapshot) -> HttpResponse:
    """The plan: what was chosen, how it goes, and the gaps that nothing answers."""
    told = summary.summarize(here)
    later = said_later(each.activity.pk for each in told.plan)
    plan = [(each, later.get(each.activity.pk)) for each in told.plan]
    context = {
        "workshop": here.workshop,
        "told": told,
        "plan": plan,
        "may_change": leads(request, here),
        "counts": counts(told),
    }
    return render(request, "reports/plan/plan.html", context)


def counts(told: ActivitiesSummary) -> list[tuple[str, int]]:
    """How many activities there are of each status."""
    states = [each.activity.status for each in told.plan]
    return [(str(status.label), states.count(status.value)) for status in Status if status.value in states]


@for_leaders
def activity(request: HttpRequest, here: WorkshopSnapshot, activity: int) -> HttpResponse:
    """One activity: say how it goes, and change what is around it."""
    planned = next((each for each in summary.summarize(here).plan if each.activity.pk == activity), None)
    if planned is None:
        raise Http404
    reminder = ActivityReminder.objects.filter(activity=activity).first()
    form = ActivityForm(request.POST or None, initial=_initial(planned, reminder))
    if request.method == "POST" and form.is_valid():
        _keep(request, planned, form.cleaned_data)
        return redirect("reports:plan", workshop=here.pk)
    context: dict[str, object] = {"workshop": here.workshop, "planned": planned, "form": form, "reminder": reminder}
    context |= {
        "link": owners.link_of(reminder) if reminder and reminder.address else "",
        "sends": is_email_on(),
    }
    return render(request, "reports/plan/activity.html", context)


def _initial(planned: PlannedActivity, reminder: ActivityReminder | None) -> dict[str, object]:
    kept = {name: getattr(planned.activity, name) for name in (*OWN, "status")}
    return {**kept, "address": reminder.address if reminder else ""}


def _keep(request: HttpRequest, planned: PlannedActivity, given: dict[str, Any]) -> None:
    held = planned.activity

    def change(touched: object) -> ActivityReminder | None:
        progress_tracking.edit_activity(held, {name: given[name] for name in OWN})
        new = progress_tracking.start_reminders(held, given["address"])
        progress_tracking.record_progress(held, given["status"], given["text"].strip(), request.user.pk)
        return new

    new = api.apply_change(change)
    messages.success(request, gettext("Saved."))
    if new is None or given["status"] in {Status.DONE, Status.STOPPED}:
        return
    new.activity.refresh_from_db()
    if owners.send_reminder(new):
        api.apply_change(lambda touched: ActivityReminder.objects.filter(pk=new.pk).update(sent_on=new.begun_on))
        messages.success(request, gettext("The owner has got a letter with a link of their own."))
    else:
        messages.warning(
            request, gettext("No e-mail could be sent from here. Copy the owner's link and send it yourself.")
        )
