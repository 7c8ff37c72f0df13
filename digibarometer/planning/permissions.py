"""Who may see and change what on the pages before the workshop. What is not theirs is not there for them: 404."""

from functools import wraps

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from digibarometer.accounts.models import User
from digibarometer.accounts.permissions import View, for_everyone_signed_in, guard, user_of
from digibarometer.places.models import Municipality
from digibarometer.workshops.leader_status import workshops_user_may_plan
from digibarometer.workshops.models import LeaderRole, Right, State, Workshop

LEADS = [LeaderRole.Kind.LEADER, LeaderRole.Kind.CO_LEADER]


def workshops_of(user: User) -> QuerySet[Workshop]:
    """The workshops that the user may plan, each with its municipality."""
    return workshops_user_may_plan(user.pk).select_related("municipality")


def workshop_or_404(request: HttpRequest, workshop: int) -> Workshop:
    """The workshop, if the user may plan it. Raises Http404."""
    return get_object_or_404(workshops_of(user_of(request)).select_related("question_set"), pk=workshop)


for_planners = guard(workshop_or_404, "workshop")


def workshop_for_cards_or_404(request: HttpRequest, workshop: int) -> Workshop:
    """The workshop, if the user may choose its horizon cards: plans it, or coaches it so. Raises Http404."""
    found = workshops_of(user_of(request)).filter(pk=workshop).first()
    if found is None:
        leading = LeaderRole.objects.filter(workshop=workshop, user=user_of(request), kind=LeaderRole.Kind.COACH)
        coach = leading.select_related("workshop__municipality").exclude(workshop__state=State.CLOSED).first()
        if coach is None or not coach.may(Right.CARDS):
            raise Http404
        found = coach.workshop
    return found


def member_user_ids(workshop: Workshop) -> set[int]:
    """Numbers of the users who belong to the workshop's municipality, and so see it whether they lead it or not."""
    return set(workshop.municipality.memberships.values_list("user", flat=True))


def is_coach(request: HttpRequest, workshop: Workshop) -> bool:
    """Whether the user only coaches the workshop."""
    return LeaderRole.objects.filter(workshop=workshop, user=user_of(request), kind=LeaderRole.Kind.COACH).exists()


def municipalities_of(user: User) -> list[Municipality]:
    """Those that the user belongs to, in Swedish order; for who looks after the installation, all."""
    everyone = Municipality.objects.in_order()
    if user.is_superuser:
        return everyone
    own = set(user.memberships.values_list("municipality", flat=True))
    return [municipality for municipality in everyone if municipality.pk in own]


def administers(user: User, code: str) -> bool:
    """Whether the user looks after the municipality as one of its members."""
    return user.memberships.filter(municipality=code, is_administrator=True).exists()


def member_or_404(request: HttpRequest, code: str) -> Municipality:
    """The municipality, for its members. Raises Http404 for others."""
    return get_object_or_404(Municipality, pk=code, memberships__user=user_of(request))


for_members = guard(member_or_404, "code")


def for_owners_of_agendas(view: View) -> View:
    """A page for a municipality's members; who only looks after the installation is told that it is not theirs."""

    @wraps(view)
    def guarded(request: HttpRequest, code: str, **parts: int) -> HttpResponse:
        found = get_object_or_404(Municipality, pk=code)
        if user_of(request).memberships.filter(municipality=found).exists():
            return view(request, found, **parts)
        if user_of(request).is_superuser:
            return render(request, "planning/not_a_member.html", {"municipality": found}, status=404)
        raise Http404

    return for_everyone_signed_in(guarded)


def municipality_admin_or_404(request: HttpRequest, code: str) -> Municipality:
    """The municipality, if its workshops are the user's to take out and delete. Raises Http404."""
    if not administers(user_of(request), code):
        raise Http404
    return get_object_or_404(Municipality, pk=code)


def municipality_or_installation_admin_or_404(request: HttpRequest, code: str) -> Municipality:
    """The municipality, if the user looks after its members, as who looks after the installation does. Raises Http404.

    Its workshops need not be the user's: see `municipality_admin_or_404`.
    """
    if not user_of(request).is_superuser and not administers(user_of(request), code):
        raise Http404
    return get_object_or_404(Municipality.objects.select_related("county"), pk=code)


def superuser_or_404(request: HttpRequest) -> None:
    """Only for who looks after the installation. Raises Http404."""
    if not user_of(request).is_superuser:
        raise Http404
