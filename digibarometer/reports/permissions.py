"""Who may open what a workshop came to, besides by its link. What is not theirs is not there for them: 404."""

from typing import cast

from django.http import Http404, HttpRequest

from digibarometer.accounts.models import User
from digibarometer.workshops.leader_status import planned_by
from digibarometer.workshops.models import Workshop
from digibarometer.workshops.seats import LeaderSeat, desk_seat
from digibarometer.workshops.snapshot import Now, read


def seat_or_404(request: HttpRequest, workshop: int) -> tuple[Now, bool]:
    """The workshop, and whether the user leads it; for those who have a seat at its desk. Raises Http404."""
    if not Workshop.objects.filter(pk=workshop).exists():
        raise Http404
    here = read(workshop)
    seat = desk_seat(here, cast(User, request.user).pk)
    if seat is None:
        raise Http404
    return here, isinstance(seat, LeaderSeat)


def leader_or_404(request: HttpRequest, workshop: int) -> Now:
    """The workshop, for those who lead it or belong to its municipality. Raises Http404 for others, coaches too."""
    here, leads = seat_or_404(request, workshop)
    if not leads:
        raise Http404
    return here


def plans(request: HttpRequest, workshop: int) -> bool:
    """Whether the user leads the workshop or belongs to its municipality; a coach who helps to lead does not."""
    return planned_by(cast(User, request.user).pk).filter(pk=workshop).exists()


def planner_or_404(request: HttpRequest, workshop: int) -> Now:
    """The workshop, for those who may approve something for its municipality. Raises Http404 for others."""
    if not plans(request, workshop):
        raise Http404
    return read(workshop)
