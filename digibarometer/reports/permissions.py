"""Who may open what a workshop came to, besides by its link. What is not theirs is not there for them: 404."""

from typing import cast

from django.http import Http404, HttpRequest

from digibarometer.accounts.models import User
from digibarometer.workshops.leader_status import workshops_user_may_plan
from digibarometer.workshops.models import Workshop
from digibarometer.workshops.seats import LeaderSeat, desk_seat
from digibarometer.workshops.snapshot import WorkshopSnapshot, load_snapshot


def desk_workshop_or_404(request: HttpRequest, workshop: int) -> tuple[WorkshopSnapshot, bool]:
    """The workshop, and whether the user leads it; for those who have a seat at its desk. Raises Http404."""
    if not Workshop.objects.filter(pk=workshop).exists():
        raise Http404
    snapshot = load_snapshot(workshop)
    seat = desk_seat(snapshot, cast(User, request.user).pk)
    if seat is None:
        raise Http404
    return snapshot, isinstance(seat, LeaderSeat)


def leader_or_404(request: HttpRequest, workshop: int) -> WorkshopSnapshot:
    """The workshop, for those who lead it or belong to its municipality. Raises Http404 for others, coaches too."""
    here, leads = desk_workshop_or_404(request, workshop)
    if not leads:
        raise Http404
    return here


def may_plan(request: HttpRequest, workshop: int) -> bool:
    """Whether the user leads the workshop or belongs to its municipality; a coach who helps to lead does not."""
    return workshops_user_may_plan(cast(User, request.user).pk).filter(pk=workshop).exists()


def planner_or_404(request: HttpRequest, workshop: int) -> WorkshopSnapshot:
    """The workshop, for those who may approve something for its municipality. Raises Http404 for others."""
    if not may_plan(request, workshop):
        raise Http404
    return load_snapshot(workshop)
