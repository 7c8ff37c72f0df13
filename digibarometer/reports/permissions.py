"""Who may open what a workshop came to, and by which link. What is not theirs is not there for them: 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from digibarometer.accounts.permissions import guard, user_of
from digibarometer.workshops.leader_status import workshops_user_may_plan
from digibarometer.workshops.models import Workshop
from digibarometer.workshops.seats import LeaderSeat, desk_seat
from digibarometer.workshops.snapshot import WorkshopSnapshot, load_snapshot


def desk_workshop_or_404(request: HttpRequest, workshop: int) -> WorkshopSnapshot:
    """The workshop, for those who have a seat at its desk. Raises Http404 for others."""
    get_object_or_404(Workshop.objects.only("pk"), pk=workshop)
    snapshot = load_snapshot(workshop)
    if desk_seat(snapshot, user_of(request).pk) is None:
        raise Http404
    return snapshot


def leads(request: HttpRequest, snapshot: WorkshopSnapshot) -> bool:
    """Whether the user leads the workshop or belongs to its municipality; a coach who reads does not."""
    return isinstance(desk_seat(snapshot, user_of(request).pk), LeaderSeat)


def leader_or_404(request: HttpRequest, workshop: int) -> WorkshopSnapshot:
    """The workshop, for those who lead it or belong to its municipality. Raises Http404 for others, coaches too."""
    snapshot = desk_workshop_or_404(request, workshop)
    if not leads(request, snapshot):
        raise Http404
    return snapshot


def may_plan(request: HttpRequest, workshop: int) -> bool:
    """Whether the user leads the workshop or belongs to its municipality; a coach who helps to lead does not."""
    return workshops_user_may_plan(user_of(request).pk).filter(pk=workshop).exists()


def planner_or_404(request: HttpRequest, workshop: int) -> WorkshopSnapshot:
    """The workshop, for those who may approve something for its municipality. Raises Http404 for others."""
    if not may_plan(request, workshop):
        raise Http404
    return load_snapshot(workshop)


def workshop_of_link(request: HttpRequest, secret: str) -> Workshop:
    """The workshop whose result this link opens. Raises Http404 for a link that opens nothing any more."""
    return get_object_or_404(Workshop.objects.select_related("municipality"), result_secret=secret)


for_readers = guard(desk_workshop_or_404, "workshop")
for_leaders = guard(leader_or_404, "workshop")
for_approvers = guard(planner_or_404, "workshop")
for_holders_of_the_link = guard(workshop_of_link, "secret", never_cache)
