"""The page on which paper is keyed in: choose what, type it, go on to the next."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from digibarometer.exercises.assessment.api import enter_card, enter_sheet
from digibarometer.exercises.assessment.models import GroupRating, Rating
from digibarometer.exercises.assessment.rules import PaperAnswer
from digibarometer.live import api
from digibarometer.live.panels import Invalidation
from digibarometer.notes import paper_entry as wall
from digibarometer.notes.wall_registry import columns_of
from digibarometer.screens.paper import permissions
from digibarometer.screens.paper.forms import LevelsForm, NewPersonForm, SheetForm, WallForm
from digibarometer.screens.paper.permissions import area_or_404, group_or_404, person_or_404, wall_or_404
from digibarometer.screens.paper.saving import add_participant, locked_snapshot, save_change
from digibarometer.workshops.seats import LeaderSeat


@never_cache
def paper(request: HttpRequest, workshop: int) -> HttpResponse:
    """Choose what to key in. A group sees its own; who leads sees all, and can key in for people without a phone."""
    sitting = permissions.seat_at_screen(request, workshop)
    if sitting is None:
        messages.info(request, gettext("This phone has no place in that workshop. Type its code to come in."))
        return redirect("screens:start")
    new = None
    if isinstance(sitting, LeaderSeat):
        new = NewPersonForm(request.POST or None, snapshot=sitting.snapshot)
        if request.method == "POST" and new.is_valid():
            given = new.cleaned_data
            person = api.apply_change(lambda touched: add_participant(locked_snapshot(workshop), given, touched))
            return redirect(
                "screens:paper_card", workshop=workshop, person=person.pk, area=sitting.snapshot.areas[0].pk
            )
    return render(request, "screens/paper/paper.html", {"new": new, **permissions.choices_context(sitting)})


@never_cache
def sheet(request: HttpRequest, workshop: int, group: int, area: int) -> HttpResponse:
    """A group sheet of an area. Raises Http404 for who is not of the group and does not lead."""
    sitting = permissions.seat_at_screen_or_404(request, workshop)
    snapshot, found = sitting.snapshot, area_or_404(sitting.snapshot, area)
    of = group_or_404(sitting, group)
    rows = GroupRating.objects.filter(group=group, question__in=[one.pk for one in snapshot.questions_of(area)])
    held = {row.question_id: PaperAnswer(row.level, row.reason, row.minority) for row in rows}
    form = SheetForm(request.POST or None, questions=snapshot.questions_of(area), held=held)

    def change(touched: list[Invalidation]) -> None:
        touched += enter_sheet(locked_snapshot(workshop), group, form.answers(), permissions.leader_of(sitting))

    if request.method == "POST" and form.is_valid() and save_change(request, change):
        after = permissions.next_area(snapshot, found)
        if after and "next" in request.POST:
            return redirect("screens:paper_sheet", workshop=workshop, group=group, area=after.pk)
        return redirect("screens:paper", workshop=workshop)
    context = {"workshop": snapshot.workshop, "form": form, "title": str(found), "whose": str(of)}
    return render(request, "screens/paper/levels.html", {**context, "after": permissions.next_area(snapshot, found)})


@never_cache
def notes(request: HttpRequest, workshop: int, group: int, step: int) -> HttpResponse:
    """A group's notes for a wall. Raises Http404 for who is not of the group and does not lead."""
    sitting = permissions.seat_at_screen_or_404(request, workshop)
    of, found = group_or_404(sitting, group), wall_or_404(sitting.snapshot, step)
    form = WallForm(request.POST or None, columns=columns_of(sitting.snapshot, found))

    def change(touched: list[Invalidation]) -> None:
        touched += wall.enter_notes(
            locked_snapshot(workshop), group, found, form.lines(), permissions.leader_of(sitting)
        )

    if request.method == "POST" and form.is_valid() and save_change(request, change):
        return redirect("screens:paper", workshop=workshop)
    context = {"workshop": sitting.snapshot.workshop, "form": form, "step": found, "whose": str(of)}
    return render(request, "screens/paper/notes.html", context)


@never_cache
def card(request: HttpRequest, workshop: int, person: int, area: int) -> HttpResponse:
    """The question cards of someone without a phone, an area at a time. Raises Http404 for who does not lead."""
    sitting = permissions.seat_at_screen_or_404(request, workshop)
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
        after = permissions.next_area(snapshot, found)
        if after and "next" in request.POST:
            return redirect("screens:paper_card", workshop=workshop, person=person, area=after.pk)
        return redirect("screens:paper", workshop=workshop)
    answered = Rating.objects.filter(participant=who, question__in=[one.pk for one in form.questions]).count()
    context = {
        "workshop": snapshot.workshop,
        "form": form,
        "title": str(found),
        "whose": permissions.participant_text(who),
    }
    return render(
        request,
        "screens/paper/levels.html",
        {**context, "answered": answered, "after": permissions.next_area(snapshot, found)},
    )
