"""The coach's own pages: the invitation, all workshops with what is next, and a workshop's plan to read."""

from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from digibarometer.accounts.models import User
from digibarometer.accounts.permissions import for_everyone_signed_in, user_of
from digibarometer.accounts.signup_adapter import INVITED, remember
from digibarometer.planning.permissions import for_plan_readers
from digibarometer.support import coach_invitations
from digibarometer.workshops.models import LeaderRole, Right, State, Step, Workshop
from digibarometer.workshops.schedule import schedule_rows
from digibarometer.workshops.snapshot import load_snapshot


@never_cache
def coach_invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask before coming in; others make an account or sign in first."""
    found = coach_invitations.find_invitation(secret)
    if found is None:
        return render(request, "planning/support/no_coach_invitation.html", status=404)
    context: dict[str, object] = {"invitation": found, "workshop": found.workshop}
    if not request.user.is_authenticated:
        remember(request, found)
        onwards = urlencode({"next": request.path})
        ways = {name: f"{reverse(f'account_{name}')}?{onwards}" for name in ("signup", "login")}
        return render(request, "planning/support/coach_invitation.html", {**context, **ways})
    if request.method == "POST":
        try:
            coach_invitations.accept(found, user_of(request))
        except coach_invitations.CannotCoach as impossible:
            messages.error(request, str(impossible.why))
            return redirect("planning:workshops")
        request.session.pop(INVITED, None)
        messages.success(request, gettext("Welcome. Those who lead the workshop see that you are a coach."))
        return redirect("planning:coach")
    return render(request, "planning/support/coach_invitation.html", context)


def coached_by(user: User) -> list[LeaderRole]:
    """What the user coaches and may still see, what comes first before the rest."""
    found = LeaderRole.objects.filter(user=user, kind=LeaderRole.Kind.COACH).exclude(workshop__state=State.CLOSED)
    found = found.select_related("workshop__municipality").prefetch_related("workshop__occasions")
    today = timezone.localdate()
    holds = [one for one in found if one.ends_on is None or today <= one.ends_on]
    return sorted(holds, key=lambda one: (next_day(one) is None, next_day(one) or date.max, one.pk))


def next_day(leading: LeaderRole) -> date | None:
    """The workshop's next day, from today on."""
    today = timezone.localdate()
    days = [occasion.on for occasion in leading.workshop.occasions.all() if occasion.on and occasion.on >= today]
    return min(days, default=None)


def first_steps(workshops: list[int]) -> dict[int, dict[str, str]]:
    """The title of each workshop's step that is on, or of the one that it begins with; in two queries."""
    steps = Step.objects.filter(workshop__in=workshops).order_by("-occasion__order", "-order")
    titles = dict(steps.values_list("workshop", "title"))
    on = Workshop.objects.filter(pk__in=workshops, phase__isnull=False).values_list("pk", "phase__step__title")
    return {**titles, **dict(on)}


@for_everyone_signed_in
def coach(request: HttpRequest) -> HttpResponse:
    """All workshops that I coach: when, what is next, and what I may do."""
    found = coached_by(user_of(request))
    first = first_steps([one.workshop_id for one in found])
    shown = [
        {
            "leading": one,
            "workshop": one.workshop,
            "day": next_day(one),
            "step": first.get(one.workshop_id) if one.may(Right.PLAN, Right.FOLLOW, Right.LEAD) else None,
            "is_live": one.workshop.phase_id is not None,
            "live": one.may(Right.FOLLOW, Right.LEAD),
            "plan": one.may(Right.PLAN),
            "cards": one.may(Right.CARDS),
        }
        for one in found
    ]
    return render(request, "planning/support/coach.html", {"shown": shown})


@for_plan_readers
def coached_plan(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """The plan to read, for those who plan it and for a coach with that right."""
    snapshot = load_snapshot(workshop.pk)
    days = [(occasion, list(schedule_rows(snapshot, occasion))) for occasion in snapshot.occasions]
    return render(request, "planning/support/coached_plan.html", {"workshop": snapshot.workshop, "days": days})
