"""The plan: the agenda with its minutes and times, and the links that the day needs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.accounts.permissions import View, user_of
from digibarometer.agendas import head_count_scaling
from digibarometer.agendas.models import ExpectedAttendance, RemovedStep
from digibarometer.links import button_of, way_in
from digibarometer.live import api
from digibarometer.live.panels import Invalidation, whole_workshop
from digibarometer.planning.agenda import editing, warnings
from digibarometer.planning.agenda.forms import OwnStepForm, PlanForm
from digibarometer.planning.agenda.saved_agendas import NameForm, template_from
from digibarometer.planning.permissions import for_planners
from digibarometer.planning.secret_link_views import board_link
from digibarometer.questions.agenda_templates.saved import save_agenda
from digibarometer.workshops.factory import add_own_step
from digibarometer.workshops.models import Occasion, Phase, PhaseKind, Step, Workshop
from digibarometer.workshops.schedule import ScheduleRow, schedule_rows
from digibarometer.workshops.snapshot import WorkshopSnapshot, load_snapshot

Row = TypeVar("Row", bound=models.Model)
Change = Callable[[Workshop, WorkshopSnapshot, int], str]  # answers the place on the page to go on from


@dataclass(frozen=True)
class Line:
    """A row of the agenda with the fields of its phases."""

    row: ScheduleRow
    fields: list[tuple[Phase, str, forms.BoundField]]  # how people work, and the minutes
    is_first: bool
    is_last: bool
    is_first_of_day: bool
    was_visited: bool


@for_planners
def plan(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """See the plan, and save what is typed in it."""
    return _plan(request, workshop.pk, lambda *_plan: "")


@for_planners
@button_of("planning:plan")
def add_step(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """Save the plan, and put a step of the leader's own into it."""
    own = OwnStepForm(request.POST, snapshot=load_snapshot(workshop.pk))

    def change(workshop: Workshop, snapshot: WorkshopSnapshot, by: int) -> str:
        given = own.cleaned_data
        after = workshop.steps.select_related("occasion").get(pk=given["after"])
        made = add_own_step(
            workshop, after, given["own_title"], given["own_minutes"], given["text"], given["watch_speaker"]
        )
        return f"#step-{made.pk}"

    return _plan(request, workshop.pk, change, own=own)


@for_planners
@button_of("planning:plan")
def save_template(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """Save the plan, and its agenda as a template."""
    saved = NameForm(request.POST, municipality=workshop.municipality_id)
    return _plan(request, workshop.pk, lambda *_plan: "", saved=saved)


def _button(change: Callable[..., str]) -> View:
    """The view of a button that saves the plan and changes the rows that its address names."""

    @for_planners
    @button_of("planning:plan")
    def view(request: HttpRequest, workshop: Workshop, **of: int) -> HttpResponse:
        return _plan(request, workshop.pk, partial(change, **of))

    return view


def _of_step(edit: Callable[[Workshop, Step, int], object]) -> View:
    def change(workshop: Workshop, snapshot: WorkshopSnapshot, by: int, *, step: int) -> str:
        found = _one(snapshot.steps, step)
        edit(workshop, found, by)
        return "#agenda" if edit is editing.remove_step else f"#step-{found.pk}"

    return _button(change)


def _remove_phase(workshop: Workshop, snapshot: WorkshopSnapshot, by: int, *, phase: int) -> str:
    editing.remove_phase(workshop, found := _one(snapshot.phases, phase))
    return f"#step-{found.step_id}"


def _restore_step(workshop: Workshop, snapshot: WorkshopSnapshot, by: int, *, removed: int) -> str:
    found = _one(RemovedStep.objects.filter(workshop=workshop).select_related("occasion"), removed)
    return f"#step-{editing.restore_step(workshop, found).pk}"


def _join_occasions(workshop: Workshop, snapshot: WorkshopSnapshot, by: int, *, occasion: int) -> str:
    editing.join_occasions(workshop, _one(snapshot.occasions, occasion))
    return "#agenda"


def _resolve_proposal(accepted: bool, workshop: Workshop, snapshot: WorkshopSnapshot, by: int) -> str:
    if expected := ExpectedAttendance.objects.filter(workshop=workshop).first():
        head_count_scaling.resolve_proposal(load_snapshot(workshop.pk), expected, accepted=accepted)
    return "#agenda"


def _one(rows: Iterable[Row], pk: int) -> Row:
    """The row with that number. Raises AgendaError where it is gone."""
    for row in rows:
        if row.pk == pk:
            return row
    raise editing.AgendaError(_("That is no longer in the agenda. Look at it as it is now."))


STEP_CHANGES: dict[str, Callable[[Workshop, Step, int], object]] = {
    "move-up": lambda workshop, step, by: editing.move_step(workshop, step, -1),
    "move-down": lambda workshop, step, by: editing.move_step(workshop, step, 1),
    "remove": editing.remove_step,
    "begin-occasion": lambda workshop, step, by: editing.split_occasion(workshop, step),
    "add-break": lambda workshop, step, by: editing.add_pause(step, "break"),
    "add-lunch": lambda workshop, step, by: editing.add_pause(step, "lunch"),
    "add-alone-phase": lambda workshop, step, by: editing.add_phase(step, PhaseKind.ALONE),
    "add-groups-phase": lambda workshop, step, by: editing.add_phase(step, PhaseKind.GROUPS),
    "add-plenary-phase": lambda workshop, step, by: editing.add_phase(step, PhaseKind.PLENARY),
}
BUTTONS: list[tuple[str, View, str]] = [  # their addresses under the plan's, and their names
    *[
        (f"steps/<int:step>/{verb}/", _of_step(edit), f"step_{verb}".replace("-", "_"))
        for verb, edit in STEP_CHANGES.items()
    ],
    ("steps/add/", add_step, "add_step"),
    ("phases/<int:phase>/remove/", _button(_remove_phase), "remove_phase"),
    ("removed-steps/<int:removed>/restore/", _button(_restore_step), "restore_step"),
    ("occasions/<int:occasion>/join/", _button(_join_occasions), "join_occasions"),
    ("minutes/fit/", _button(partial(_resolve_proposal, True)), "fit_minutes"),
    ("minutes/keep/", _button(partial(_resolve_proposal, False)), "keep_minutes"),
    ("template/save/", save_template, "save_template"),
]


def _plan(
    request: HttpRequest,
    workshop: int,
    change: Change,
    own: OwnStepForm | None = None,
    saved: NameForm | None = None,
) -> HttpResponse:
    """The plan's page; or, of a button, what is typed saved and its change made, and the way on to its place there."""
    snapshot = load_snapshot(workshop)
    expected = ExpectedAttendance.objects.filter(workshop=workshop).first()
    form = PlanForm(request.POST or None, snapshot=snapshot, expected=expected)
    if request.method == "POST":
        if snapshot.workshop.is_over:
            messages.error(request, gettext("The workshop has ended. Its agenda stays as it was."))
            return redirect("planning:plan", workshop=workshop)
        if not all(one.is_valid() for one in (form, own, saved) if one is not None):
            messages.error(request, gettext("Nothing was saved yet. Look at what is marked."))
        elif (place := _save(request, snapshot, form, change)) is not None:
            if saved:
                _save_template(request, snapshot, saved.cleaned_data["template_title"])
            return redirect(reverse("planning:plan", args=[workshop]) + place)
    own = own or OwnStepForm(snapshot=snapshot)
    municipality = snapshot.workshop.municipality_id
    page = _page(snapshot, form, own, expected)
    page["saved"] = saved or NameForm(municipality=municipality)
    page["is_member"] = user_of(request).memberships.filter(municipality=municipality).exists()
    return render(request, "planning/plan.html", page)


def _save(
    request: HttpRequest,
    snapshot: WorkshopSnapshot,
    form: PlanForm,
    change: Change,
) -> str | None:
    """Save, and do what the button says. Answers the place to go on from; None where it could not be done."""
    by = user_of(request).pk

    def whole(touched: list[Invalidation]) -> str:
        workshop = Workshop.objects.get(pk=snapshot.pk)
        form.save(workshop, by)
        place = change(workshop, snapshot, by)
        touched.append(whole_workshop(snapshot.pk))
        return place

    try:
        place = api.apply_change(whole)
    except editing.AgendaError as impossible:
        messages.error(request, str(impossible.why))
        return None
    messages.success(request, gettext("The plan is saved."))
    return place


def _save_template(request: HttpRequest, before: WorkshopSnapshot, title: str) -> None:
    def change(touched: list[Invalidation]) -> None:
        save_agenda(before.workshop.municipality_id, title, template_from(load_snapshot(before.pk), title))

    api.apply_change(change)
    said = gettext(
        "The agenda is saved as the template %(title)s. It stands among the others when you make a workshop."
    )
    messages.success(request, said % {"title": title})


def _page(
    snapshot: WorkshopSnapshot, form: PlanForm, own: OwnStepForm, expected: ExpectedAttendance | None
) -> dict[str, object]:
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


def _day(snapshot: WorkshopSnapshot, occasion: Occasion, form: PlanForm, visited: set[int]) -> dict[str, object]:
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
