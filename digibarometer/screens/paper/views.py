"""The page on which paper is keyed in: choose what, type it, go on to the next."""

from collections import Counter
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from digibarometer.exercises.assessment import api as assessment_api
from digibarometer.exercises.assessment.api import enter_card, enter_sheet
from digibarometer.exercises.assessment.models import GroupRating, Rating
from digibarometer.exercises.assessment.rules import PaperAnswer
from digibarometer.live import api
from digibarometer.live.actions import ActionRefused
from digibarometer.live.panels import Invalidation
from digibarometer.notes import paper_entry as wall
from digibarometer.notes.wall_registry import columns_of
from digibarometer.questions.models import Area
from digibarometer.screens.paper.forms import LevelsForm, NewPersonForm, SheetForm, WallForm
from digibarometer.screens.permissions import (
    Keying,
    area_or_404,
    areas_of,
    for_keyers,
    group_or_404,
    groups_of,
    leader_of,
    next_area,
    person_or_404,
    seat_at_screen,
    wall_or_404,
    walls_of,
)
from digibarometer.workshops import panels
from digibarometer.workshops.attendance import Full, create_participant, ensure_attendance
from digibarometer.workshops.models import Attendance, Group, Participant
from digibarometer.workshops.seats import LeaderSeat, TableSeat
from digibarometer.workshops.snapshot import WorkshopSnapshot, current_snapshot, workshop_versions


@never_cache
def paper(request: HttpRequest, workshop: int) -> HttpResponse:
    """Choose what to key in. A group sees its own; who leads sees all, and can key in for people without a phone."""
    sitting = seat_at_screen(request, workshop)
    if sitting is None:
        messages.info(request, gettext("This phone has no place in that workshop. Type its code to come in."))
        return redirect("screens:start")
    new = None
    if isinstance(sitting, LeaderSeat):
        new = NewPersonForm(request.POST or None, snapshot=sitting.snapshot)
        if request.method == "POST" and new.is_valid():
            form = new
            try:
                person = api.apply_change(lambda touched: add_participant(locked_snapshot(workshop), form, touched))
            except Full:
                new.add_error(None, gettext("A workshop has room for no more people; those who have left count too."))
            else:
                area = sitting.snapshot.areas[0].pk
                return redirect("screens:paper_card", workshop=workshop, person=person.pk, area=area)
    return render(request, "screens/paper/paper.html", {"new": new, **choices_context(sitting)})


@for_keyers
def sheet(request: HttpRequest, sitting: Keying, group: int, area: int) -> HttpResponse:
    """A group sheet of an area. Raises Http404 for who is not of the group and does not lead."""
    workshop = sitting.workshop
    snapshot, found = sitting.snapshot, area_or_404(sitting.snapshot, area)
    of = group_or_404(sitting, group)
    rows = GroupRating.objects.filter(group=group, question__in=[one.pk for one in snapshot.questions_of(area)])
    held = {row.question_id: PaperAnswer(row.level, row.reason, row.minority) for row in rows}
    form = SheetForm(request.POST or None, questions=snapshot.questions_of(area), held=held)

    def change(touched: list[Invalidation]) -> None:
        touched += enter_sheet(locked_snapshot(workshop), group, form.answers(), leader_of(sitting))

    if request.method == "POST" and form.is_valid() and save_change(request, change):
        after = next_area(snapshot, found)
        if after and "next" in request.POST:
            return redirect("screens:paper_sheet", workshop=workshop, group=group, area=after.pk)
        return redirect("screens:paper", workshop=workshop)
    context = {"workshop": snapshot.workshop, "form": form, "title": str(found), "whose": str(of)}
    return render(request, "screens/paper/levels.html", {**context, "after": next_area(snapshot, found)})


@for_keyers
def notes(request: HttpRequest, sitting: Keying, group: int, step: int) -> HttpResponse:
    """A group's notes for a wall. Raises Http404 for who is not of the group and does not lead."""
    workshop = sitting.workshop
    of, found = group_or_404(sitting, group), wall_or_404(sitting.snapshot, step)
    form = WallForm(request.POST or None, columns=columns_of(sitting.snapshot, found))

    def change(touched: list[Invalidation]) -> None:
        touched += wall.enter_notes(locked_snapshot(workshop), group, found, form.lines(), leader_of(sitting))

    if request.method == "POST" and form.is_valid() and save_change(request, change):
        return redirect("screens:paper", workshop=workshop)
    context = {"workshop": sitting.snapshot.workshop, "form": form, "step": found, "whose": str(of)}
    return render(request, "screens/paper/notes.html", context)


@for_keyers
def card(request: HttpRequest, sitting: Keying, person: int, area: int) -> HttpResponse:
    """The question cards of someone without a phone, an area at a time. Raises Http404 for who does not lead."""
    workshop = sitting.workshop
    if not isinstance(sitting, LeaderSeat):
        raise Http404
    snapshot, found, who = (
        sitting.snapshot,
        area_or_404(sitting.snapshot, area),
        person_or_404(sitting.snapshot, person),
    )
    form = LevelsForm(request.POST or None, questions=snapshot.questions_of(area), held={})

    def change(touched: list[Invalidation]) -> None:
        touched += enter_card(locked_snapshot(workshop), who, form.levels(), sitting.user)

    if request.method == "POST" and form.is_valid() and save_change(request, change):
        after = next_area(snapshot, found)
        if after and "next" in request.POST:
            return redirect("screens:paper_card", workshop=workshop, person=person, area=after.pk)
        return redirect("screens:paper", workshop=workshop)
    answered = Rating.objects.filter(participant=who, question__in=[one.pk for one in form.questions]).count()
    context = {
        "workshop": snapshot.workshop,
        "form": form,
        "title": str(found),
        "whose": participant_text(who),
    }
    return render(
        request,
        "screens/paper/levels.html",
        {**context, "answered": answered, "after": next_area(snapshot, found)},
    )


def locked_snapshot(workshop: int) -> WorkshopSnapshot:
    """The workshop as it stands inside a change, where its row stays locked."""
    return current_snapshot(workshop, workshop_versions([workshop], lock=True)[workshop])


def save_change(request: HttpRequest, change: Callable[[list[Invalidation]], None]) -> bool:
    """Whether it was kept; the page says so, or why not, and what was typed stands there still."""
    try:
        api.apply_change(change)
    except ActionRefused as refused:
        kept_nothing = gettext("Nothing was saved, and what you typed is still here.")
        messages.error(request, f"{refused.why} {kept_nothing}")
        return False
    messages.success(request, gettext("Saved."))
    return True


def add_participant(snapshot: WorkshopSnapshot, form: NewPersonForm, touched: list[Invalidation]) -> Participant:
    """Make a seat for someone without a phone, in the group that was chosen. To be called inside a change."""
    given = form.cleaned_data
    person = create_participant(
        snapshot.workshop, role=given["role"], first_name=given["first_name"].strip(), has_no_phone=True
    )
    if not snapshot.is_prework_open:
        ensure_attendance(snapshot, person)
        if given.get("group"):
            Attendance.objects.filter(participant=person, occasion=snapshot.occasion).update(group=given["group"])
    touched += panels.headcount_panels(snapshot)
    return person


def participant_text(person: Participant) -> str:
    """A participant as who leads tells them apart."""
    number = gettext("Number %(number)s") % {"number": person.pk}
    return " · ".join(filter(None, [number, person.first_name, str(person.get_role_display()), person.unit]))


def choices_context(sitting: Keying) -> dict[str, object]:
    """Everything that can be keyed in: areas and walls, by group, and how far each has come."""
    snapshot, groups = sitting.snapshot, groups_of(sitting)
    leads = isinstance(sitting, LeaderSeat)
    set_levels = GroupRating.objects.filter(group__in=list(groups), level__isnull=False)
    done = Counter(set_levels.values_list("group", "question__area"))
    people = Participant.objects.filter(workshop=snapshot.pk) if leads else Participant.objects.none()
    return {
        "workshop": snapshot.workshop,
        "leads": leads,
        "back": {"desk": leads, "table": isinstance(sitting, TableSeat)},
        "groups": list(groups.values()),
        "areas": [_area(snapshot, area, groups, done) for area in areas_of(snapshot)],
        "walls": [(step, wall.rejection_reason(snapshot, step, leads)) for step in walls_of(snapshot)],
        "people": [(person, participant_text(person)) for person in people],
        "first": next(iter(areas_of(snapshot)), None),
    }


def _area(
    snapshot: WorkshopSnapshot, area: Area, groups: dict[int, Group], done: Counter[tuple[int, int]]
) -> dict[str, object]:
    return {
        "area": area,
        "questions": len(snapshot.questions_of(area.pk)),
        "cells": [
            (group, done[pk, area.pk], assessment_api.rejection_reason(snapshot, pk, area.pk))
            for pk, group in groups.items()
        ],
    }
