"""The plan: the agenda with its minutes and times, and the links that the day needs."""

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
from django.views.decorators.cache import never_cache

from digibarometer.agendas import head_count_scaling
from digibarometer.agendas.models import ExpectedAttendance, RemovedStep
from digibarometer.links import way_in
from digibarometer.live import api
from digibarometer.live.panels import Invalidation, whole_workshop
from digibarometer.planning.agenda import commands, editing, warnings
from digibarometer.planning.agenda.forms import OwnStepForm, PlanForm
from digibarometer.planning.agenda.saved_agenda_views import NameForm
from digibarometer.planning.agenda.to_template import template_from
from digibarometer.planning.permissions import user_of, workshop_or_404
from digibarometer.planning.secret_link_views import board_link
from digibarometer.questions.agenda_templates import saved as agenda_templates_saved
from digibarometer.workshops.factory import add_own_step
from digibarometer.workshops.models import Occasion, Phase, PhaseKind, Workshop
from digibarometer.workshops.schedule import ScheduleRow, schedule_rows
from digibarometer.workshops.snapshot import WorkshopSnapshot, load_snapshot

SAVE, ADD, TEMPLATE = "save", "add", "template"


@dataclass(frozen=True)
class Line:
    """A row of the agenda with the fields of its phases."""

    row: ScheduleRow
    fields: list[tuple[Phase, str, forms.BoundField]]  # how people work, and the minutes
    is_first: bool
    is_last: bool
    is_first_of_day: bool
    was_visited: bool


@never_cache
@login_required
def plan(request: HttpRequest, workshop: int) -> HttpResponse:
    """See and change the plan."""
    workshop_or_404(request, workshop)
    snapshot = load_snapshot(workshop)
    wish, _colon, of = request.POST.get("do", SAVE).partition(":")
    expected = ExpectedAttendance.objects.filter(workshop=workshop).first()
    form = PlanForm(request.POST or None, snapshot=snapshot, expected=expected)
    own = OwnStepForm(request.POST if wish == ADD else None, snapshot=snapshot)
    saved = NameForm(request.POST if wish == TEMPLATE else None, municipality=snapshot.workshop.municipality_id)
    if request.method == "POST":
        good = form.is_valid() and (wish != ADD or own.is_valid()) and (wish != TEMPLATE or saved.is_valid())
        if snapshot.workshop.is_over:
            messages.error(request, gettext("The workshop has ended. Its agenda stays as it was."))
            return redirect("planning:plan", workshop=workshop)
        if good and (place := _keep(request, snapshot, form, own, wish, of)) is not None:
            if wish == TEMPLATE:
                _save_template(request, snapshot.pk, saved.cleaned_data["template_title"])
            return redirect(reverse("planning:plan", args=[workshop]) + place)
        if not good:
            messages.error(request, gettext("Nothing was saved yet. Look at what is marked."))
    is_member = user_of(request).memberships.filter(municipality=snapshot.workshop.municipality_id).exists()
    page = {**_page(snapshot, form, own, expected), "saved": saved, "is_member": is_member}
    return render(request, "planning/plan.html", page)


def _keep(
    request: HttpRequest, snapshot: WorkshopSnapshot, form: PlanForm, own: OwnStepForm, wish: str, of: str
) -> str | None:
    """Save, and do what the button says. Answers the place to go on from; None where it could not be done."""
    by = user_of(request).pk

    def change(touched: list[Invalidation]) -> str:
        workshop = Workshop.objects.get(pk=snapshot.pk)
        form.save(workshop, by)
        place = commands.run_command(workshop, snapshot, wish, of, by)
        if wish == ADD:
            given = own.cleaned_data
            after = workshop.steps.select_related("occasion").get(pk=given["after"])
            made = add_own_step(
                workshop, after, given["own_title"], given["own_minutes"], given["text"], given["watch_speaker"]
            )
            place = f"#step-{made.pk}"
        touched.append(whole_workshop(snapshot.pk))
        return place

    try:
        place = api.apply_change(change)
    except editing.AgendaError as impossible:
        messages.error(request, str(impossible.why))
        return None
    messages.success(request, gettext("The plan is saved."))
    return place


def _save_template(request: HttpRequest, workshop: int, title: str) -> None:
    def change(touched: list[Invalidation]) -> None:
        snapshot = load_snapshot(workshop)
        agenda_templates_saved.save_agenda(snapshot.workshop.municipality_id, title, template_from(snapshot, title))

    api.apply_change(change)
    said = gettext(
        "The agenda is saved as the template %(title)s. It stands among the others when you make a workshop."
    )
    messages.success(request, said % {"title": title})


def _page(
    snapshot: WorkshopSnapshot, form: PlanForm, own: OwnStepForm, expected: ExpectedAttendance | None
) -> dict[str, Any]:
    workshop = snapshot.workshop
    visited = editing.visited_steps(snapshot.pk)
    return {
        "workshop": workshop,
        "form": form,
        "own": own,
        "days": [_day(snapshot, one, form, visited) for one in snapshot.occasions],
        "dropped": RemovedStep.objects.filter(workshop=snapshot.pk),
        "proposal": None if workshop.is_over else head_count_scaling.scaling_proposal(snapshot, expected),
        "warnings": list(warnings.agenda_warnings(snapshot)),
        "norm": warnings.norm_minutes(snapshot),
        "board": board_link(workshop),
        **way_in(workshop.code),
    }


def _lines(snapshot: WorkshopSnapshot, occasion: Occasion, form: PlanForm, visited: set[int]) -> Iterator[Line]:
    steps = snapshot.steps
    for place, row in enumerate(schedule_rows(snapshot, occasion)):
        fields = [(phase, str(PhaseKind(phase.kind).label), form[f"minutes-{phase.pk}"]) for phase in row.phases]
        is_first, is_last = row.step == steps[0], row.step == steps[-1]
        yield Line(row, fields, is_first, is_last, place == 0, row.step.pk in visited)


def _day(snapshot: WorkshopSnapshot, occasion: Occasion, form: PlanForm, visited: set[int]) -> dict[str, Any]:
    """An occasion with its fields and lines, how many minutes it is, and the clock time when it ends."""
    minutes = sum(row.minutes for row in schedule_rows(snapshot, occasion))
    ends = (
        datetime.combine(datetime.min, occasion.begins) + timedelta(minutes=minutes + occasion.behind)
        if occasion.begins
        else None
    )
    is_last = occasion == snapshot.occasions[-1]
    return {
        "number": occasion.order,
        "pk": occasion.pk,
        "on": form[f"on-{occasion.pk}"],
        "begins": form[f"begins-{occasion.pk}"],
        "between": [] if is_last else [form[f"leaders-{occasion.pk}"], form[f"participants-{occasion.pk}"]],
        "lines": list(_lines(snapshot, occasion, form, visited)),
        "minutes": minutes,
        "ends": ends.time() if ends else None,
    }
