"""Who may see and change what on the pages before the workshop. What is not theirs is not there for them: 404."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from digibarometer.accounts.models import User
from digibarometer.accounts.permissions import View, for_everyone_signed_in, guard, guard_row, only_if, user_of
from digibarometer.places.models import Municipality
from digibarometer.questions.models import Card, Draft, QuestionSet
from digibarometer.workshops.leader_status import workshops_user_may_plan
from digibarometer.workshops.models import LeaderRole, Right, State, Workshop

LEADS = [LeaderRole.Kind.LEADER, LeaderRole.Kind.CO_LEADER]


def workshops_of(user: User) -> QuerySet[Workshop]:
    """The workshops that the user may plan, each with its municipality and questions."""
    return workshops_user_may_plan(user.pk).select_related("municipality", "question_set")


def workshop_for_cards_or_404(request: HttpRequest, workshop: int) -> Workshop:
    """The workshop, if the user may choose its horizon cards: plans it, or coaches it so. Raises Http404."""
    found = workshops_of(user_of(request)).filter(pk=workshop).first()
    return found or _coached_or_404(request, workshop, Right.CARDS)


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


def sets_of(user: User) -> QuerySet[QuestionSet]:
    """The sets that the user may see and use: everyone's, and their municipalities' own."""
    own = Q(municipality__in=user.memberships.values("municipality"))
    return QuestionSet.objects.select_related("municipality").filter(Q(municipality=None) | own)


def drafts_of(user: User) -> QuerySet[Draft]:
    """The drafts that the user may write in: their municipalities'; for a superuser the installation's too."""
    may = Q(municipality__in=user.memberships.values("municipality"))
    if user.is_superuser:
        may |= Q(municipality=None)
    return Draft.objects.select_related("municipality").filter(may)


def may_write(user: User, municipality: Municipality | None) -> bool:
    """Whether the user may write sets of the municipality's; of none's, those of the whole installation."""
    if municipality is None:
        return user.is_superuser
    return user.memberships.filter(municipality=municipality).exists()


def owners(user: User) -> list[Municipality]:
    """The municipalities that the user belongs to, in order: whose sets a new one may be."""
    own = set(user.memberships.values_list("municipality", flat=True))
    return [one for one in Municipality.objects.in_order() if one.pk in own]


def writes_anything(user: User) -> bool:
    """Whether there is any question set that the user may write."""
    return user.is_superuser or user.memberships.exists()


def set_to_correct_or_404(request: HttpRequest, question_set: int) -> QuestionSet:
    """The question set, if the user may write it. Raises Http404."""
    found = get_object_or_404(sets_of(user_of(request)), pk=question_set)
    if not may_write(user_of(request), found.municipality):
        raise Http404
    return found


def cards_of(user: User) -> QuerySet[Card]:
    """The cards that the user may read: those that ship, and their municipalities' own."""
    own = Q(municipality__in=user.memberships.values("municipality"))
    return Card.objects.select_related("municipality").filter(Q(municipality=None) | own)


def own_cards_of(user: User) -> QuerySet[Card]:
    """The cards that the user may change: their municipalities' own that are still offered."""
    return cards_of(user).exclude(municipality=None).filter(retired_at=None)


def workshop_to_read_or_404(request: HttpRequest, workshop: int) -> Workshop:
    """The workshop, for those who plan it and for a coach who may read its plan. Raises Http404 for others."""
    found = workshops_of(user_of(request)).filter(pk=workshop).first()
    return found or _coached_or_404(request, workshop, Right.PLAN)


def _coached_or_404(request: HttpRequest, workshop: int, right: Right) -> Workshop:
    leading = LeaderRole.objects.filter(workshop=workshop, user=user_of(request), kind=LeaderRole.Kind.COACH)
    coach = leading.select_related("workshop__municipality").exclude(workshop__state=State.CLOSED).first()
    if coach is None or not coach.may(right):
        raise Http404
    return coach.workshop


for_planners = guard_row(workshops_of, "workshop")
for_card_choosers = guard(workshop_for_cards_or_404, "workshop")
for_plan_readers = guard(workshop_to_read_or_404, "workshop")
for_members = guard_row(lambda user: user.municipalities.all(), "municipality")
for_municipality_admins = guard(municipality_admin_or_404, "code")
for_admins_of_members = guard(municipality_or_installation_admin_or_404, "code")
for_installation_admins = only_if(lambda user: user.is_superuser)
for_workshop_makers = only_if(municipalities_of, PermissionDenied)
for_set_readers = guard_row(sets_of, "question_set")
for_set_correctors = guard(set_to_correct_or_404, "question_set")
for_set_starters = only_if(writes_anything)
for_draft_writers = guard_row(drafts_of, "draft")
for_card_readers = guard_row(cards_of, "card")
for_card_owners = guard_row(own_cards_of, "card")
for_card_writers = only_if(owners)
