"""The plan: the agenda with its minutes and times, and the links that the day needs."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from digibarometer.live import doing
from digibarometer.live.panels import Touch
from digibarometer.measures.privacy import LOWEST_THRESHOLD
from digibarometer.planning import agenda
from digibarometer.planning.access import workshop_or_404
from digibarometer.planning.fields import ClockField, DayField
from digibarometer.questions.words import in_language
from digibarometer.workshops import panels
from digibarometer.workshops.address import address, host, join_address, qr
from digibarometer.workshops.agenda import Row, rows
from digibarometer.workshops.making import add_own_step
from digibarometer.workshops.models import Occasion, PhaseKind, Workshop
from digibarometer.workshops.now import Now, read

MOST_MINUTES = 600
MOST_BEHIND = 20  # people; more would hide all there is in a room of 24
SAVE, ADD, UP, DOWN, DROP = "save", "add", "up", "down", "drop"


class PlanForm(forms.Form):
    """Title, dates, start times and the minutes of every phase: one form, so that nothing typed is ever lost."""

    title = forms.CharField(label=_("Title"), max_length=120)
    next_round_on = DayField(
        label=_("Next round"), required=False, help_text=_("Shown when the workshop ends, as month and year.")
    )

    threshold = forms.IntegerField(
        label=_("Fewest people behind a figure"), required=False, min_value=LOWEST_THRESHOLD, max_value=MOST_BEHIND
    )

    def __init__(self, *args: Any, here: Now, **more: Any) -> None:
        super().__init__(*args, **more)
        self.here = here
        self._set_threshold(here)
        self.fields["title"].initial = here.workshop.title
        self.fields["next_round_on"].initial = here.workshop.next_round_on
        for one in here.occasions:
            self.fields[f"on-{one.pk}"] = DayField(label=_("Date"), required=False, initial=one.on)
            self.fields[f"begins-{one.pk}"] = ClockField(label=_("Starts"), required=False, initial=one.begins)
        taken = {step.area_id for step in here.steps if step.kind == "assessment"}
        self.fields["leave_out"] = forms.TypedMultipleChoiceField(
            label=_("Areas to leave out"),
            coerce=int,
            choices=[(area.pk, str(area)) for area in here.content.areas],
            initial=[area.pk for area in here.content.areas if area.pk not in taken],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        for phase in here.phases:
            said = _("%(step)s, %(how)s: minutes")
            names = {"step": in_language(here.step_of(phase).title), "how": PhaseKind(phase.kind).label}
            self.fields[f"minutes-{phase.pk}"] = forms.IntegerField(
                label=said % names, min_value=1, max_value=MOST_MINUTES, initial=phase.minutes
            )

    def _set_threshold(self, here: Now) -> None:
        """People are told the number when they come in, so it stands from the first one on."""
        field = self.fields["threshold"]
        field.initial = here.workshop.threshold
        field.disabled = here.workshop.participants.exists()
        field.help_text = (
            _("People have come in and been told this number, so it stands.")
            if field.disabled
            else _("Results on people's own ratings are shown only where so many have answered. 5 suits most rooms.")
        )

    def clean(self) -> dict[str, Any]:
        """The occasions come in order."""
        given: dict[str, Any] = super().clean() or {}
        days = [(one, given.get(f"on-{one.pk}")) for one in self.here.occasions]
        for (_before, first), (after, second) in itertools.pairwise(days):
            if first and second and second < first:
                self.add_error(f"on-{after.pk}", _("The second occasion cannot be before the first."))
        return given

    def keep(self, workshop: Workshop) -> None:
        """Write it. To be called inside a change."""
        given = self.cleaned_data
        threshold = given["threshold"] or workshop.threshold
        workshop.changed(title=given["title"], next_round_on=given["next_round_on"], threshold=threshold)
        for one in self.here.occasions:
            Occasion.objects.filter(pk=one.pk).update(on=given[f"on-{one.pk}"], begins=given[f"begins-{one.pk}"])
        agenda.set_minutes(workshop, {phase.pk: given[f"minutes-{phase.pk}"] for phase in self.here.phases})
        if set(given["leave_out"]) != set(self.fields["leave_out"].initial):
            agenda.leave_out(workshop, self.here, given["leave_out"])


class OwnStepForm(forms.Form):
    """A step of the leader's own."""

    use_required_attribute = False  # it lies in the plan's form, which may be saved without it
    after = forms.TypedChoiceField(label=_("After"), coerce=int)
    own_title = forms.CharField(label=_("What it is called"), max_length=80)
    own_minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=MOST_MINUTES, initial=10)
    text = forms.CharField(
        label=_("What participants do"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    watch_speaker = forms.BooleanField(label=_("Phones say: look at the speaker"), required=False)

    def __init__(self, *args: Any, here: Now, **more: Any) -> None:
        super().__init__(*args, **more)
        choice = self.fields["after"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(step.pk, in_language(step.title)) for step in here.steps]
        choice.initial = (here.step or here.steps[0]).pk if here.steps else None


@dataclass(frozen=True)
class Line:
    """A row of the agenda with the fields of its phases."""

    row: Row
    fields: list[tuple[str, forms.BoundField]]  # how people work, and the minutes
    is_first: bool
    is_last: bool


@never_cache
@login_required
def plan(request: HttpRequest, workshop: int) -> HttpResponse:
    """See and change the plan."""
    workshop_or_404(request, workshop)
    here = read(workshop)
    wish, _colon, of = request.POST.get("do", SAVE).partition(":")
    form = PlanForm(request.POST or None, here=here)
    own = OwnStepForm(request.POST if wish == ADD else None, here=here)
    if request.method == "POST":
        good = form.is_valid() and (wish != ADD or own.is_valid())
        if here.workshop.is_over:
            messages.error(request, gettext("The workshop has ended. Its agenda stays as it was."), "bad")
            return redirect("planning:plan", workshop=workshop)
        if good and _keep(request, here, form, own, wish, of):
            return redirect(reverse("planning:plan", args=[workshop]) + (f"#step-{of}" if wish in {UP, DOWN} else ""))
        if not good:
            messages.error(request, gettext("Nothing was saved yet. Look at what is marked."), "bad")
    return render(request, "planning/plan.html", _page(here, form, own))


def _keep(request: HttpRequest, here: Now, form: PlanForm, own: OwnStepForm, wish: str, of: str) -> bool:
    def change(touched: list[Touch]) -> None:
        workshop = Workshop.objects.get(pk=here.pk)
        form.keep(workshop)
        step = next((one for one in here.steps if str(one.pk) == of), None)
        if step and wish in {UP, DOWN}:
            agenda.move(workshop, step, -1 if wish == UP else 1)
        elif step and wish == DROP:
            agenda.drop(workshop, step)
        elif wish == ADD:
            given = own.cleaned_data
            after = workshop.steps.select_related("occasion").get(pk=given["after"])
            add_own_step(
                workshop, after, given["own_title"], given["own_minutes"], given["text"], given["watch_speaker"]
            )
        touched += panels.everything_of(here.pk)

    try:
        doing.do(change)
    except agenda.Impossible as impossible:
        messages.error(request, str(impossible.why), "bad")
        return False
    messages.success(request, gettext("The plan is saved."), "ok")
    return True


def _page(here: Now, form: PlanForm, own: OwnStepForm) -> dict[str, Any]:
    workshop = here.workshop
    board = address(f"{reverse('screens:board', args=[here.pk])}?key={workshop.board_secret}")
    return {
        "workshop": workshop,
        "form": form,
        "own": own,
        "days": [_day(here, one, form) for one in here.occasions],
        "warnings": list(agenda.warnings(here)),
        "code": f"{workshop.code[:3]} {workshop.code[3:]}" if workshop.code else "",
        "join": join_address(workshop) if workshop.code else "",
        "qr": qr(join_address(workshop)) if workshop.code else "",
        "board": board,
        "host": host(),
    }


def _lines(here: Now, occasion: Occasion, form: PlanForm) -> Iterator[Line]:
    steps = here.steps
    for row in rows(here, occasion):
        fields = [(str(PhaseKind(phase.kind).label), form[f"minutes-{phase.pk}"]) for phase in row.phases]
        yield Line(row, fields, row.step == steps[0], row.step == steps[-1])


def _day(here: Now, occasion: Occasion, form: PlanForm) -> dict[str, Any]:
    """An occasion with its fields and lines, how many minutes it is, and the clock time when it ends."""
    minutes = sum(row.minutes for row in rows(here, occasion))
    ends = datetime.combine(datetime.min, occasion.begins) + timedelta(minutes=minutes) if occasion.begins else None
    return {
        "number": occasion.order,
        "on": form[f"on-{occasion.pk}"],
        "begins": form[f"begins-{occasion.pk}"],
        "lines": list(_lines(here, occasion, form)),
        "minutes": minutes,
        "ends": ends.time() if ends else None,
    }
