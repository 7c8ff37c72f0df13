"""Who may see and change what on the pages before the workshop. What is not theirs is not there for them: 404."""

from typing import cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from digibarometer.accounts.models import User
from digibarometer.places.models import Municipality
from digibarometer.workshops.leader_status import workshops_user_may_plan
from digibarometer.workshops.models import LeaderRole, Right, State, Workshop

LEADS = [LeaderRole.Kind.LEADER, LeaderRole.Kind.CO_LEADER]


def user_of(request: HttpRequest) -> User:
    """The signed-in user; only for views that want one."""
    return cast(User, request.user)


def workshops_of(user: User) -> QuerySet[Workshop]:
    """The workshops that the user may plan, each with its municipality."""
    return workshops_user_may_plan(user.pk).select_related("municipality")


def workshop_or_404(request: HttpRequest, workshop: int) -> Workshop:
    """The workshop, if the user may plan it. Raises Http404."""
    return get_object_or_404(workshops_of(user_of(request)).select_related("question_set"), pk=workshop)


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
    if not user_of(request).memberships.filter(municipality=code).exists():
        raise Http404
    return get_object_or_404(Municipality, pk=code)


def is_installation_admin_only(request: HttpRequest, code: str) -> bool:
    """Whether the user looks after the installation and does not belong to the municipality, which there is."""
    user = user_of(request)
    is_member = user.memberships.filter(municipality=code).exists()
    return user.is_superuser and not is_member and Municipality.objects.filter(pk=code).exists()


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
