"""Who may see and change what on the pages before the workshop. What is not theirs is not there for them: 404."""

from collections.abc import Callable
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


def member_user_ids(workshop: Workshop) -> set[int]:
    """Numbers of the users who belong to the workshop's municipality, and so see it whether they lead it or not."""
    return set(workshop.municipality.memberships.values_list("user", flat=True))


def is_coach(request: HttpRequest, workshop: Workshop) -> bool:
    """Whether the user only coaches the workshop."""
    return LeaderRole.objects.filter(workshop=workshop, user=user_of(request), kind=LeaderRole.Kind.COACH).exists()


def owners(user: User) -> list[Municipality]:
    """The municipalities that the user belongs to, in Swedish order: whose sets and cards new ones may be."""
    own = set(user.memberships.values_list("municipality", flat=True))
    return [one for one in Municipality.objects.in_order() if one.pk in own]


def municipalities_of(user: User) -> list[Municipality]:
    """Those whose workshops the user may make: their own; for who looks after the installation, all."""
    return Municipality.objects.in_order() if user.is_superuser else owners(user)


def administered_by(user: User) -> QuerySet[Municipality]:
    """The municipalities that the user looks after as a member: whose workshops they take out and delete."""
    return Municipality.objects.filter(memberships__user=user, memberships__is_administrator=True)


def with_members_of(user: User) -> QuerySet[Municipality]:
    """The municipalities whose members the user looks after; who looks after the installation does so for all."""
    looked_after = Municipality.objects.all() if user.is_superuser else administered_by(user)
    return looked_after.select_related("county")


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


def sets_of(user: User) -> QuerySet[QuestionSet]:
    """The sets that the user may see and use: everyone's, and their municipalities' own."""
    own = Q(municipality__in=user.memberships.values("municipality"))
    return QuestionSet.objects.select_related("municipality").filter(Q(municipality=None) | own)


def _written_by(user: User) -> Q:
    """What the user's municipalities own, and for who looks after the installation what is everyone's."""
    own = Q(municipality__in=user.memberships.values("municipality"))
    return own | Q(municipality=None) if user.is_superuser else own


def sets_written_by(user: User) -> QuerySet[QuestionSet]:
    """The sets that the user may correct, and write the next version of."""
    return sets_of(user).filter(_written_by(user))


def drafts_of(user: User) -> QuerySet[Draft]:
    """The drafts that the user may write in."""
    return Draft.objects.select_related("municipality").filter(_written_by(user))


def writes_anything(user: User) -> bool:
    """Whether there is any question set that the user may write."""
    return user.is_superuser or user.memberships.exists()


def cards_of(user: User) -> QuerySet[Card]:
    """The cards that the user may read: those that ship, and their municipalities' own."""
    own = Q(municipality__in=user.memberships.values("municipality"))
    return Card.objects.select_related("municipality").filter(Q(municipality=None) | own)


def own_cards_of(user: User) -> QuerySet[Card]:
    """The cards that the user may change: their municipalities' own that are still offered."""
    return cards_of(user).exclude(municipality=None).filter(retired_at=None)


def _for_planners_and_coaches(right: Right) -> Callable[[View], View]:
    """A page of a workshop for those who plan it, and for a coach with this right until it is closed."""

    def find(request: HttpRequest, workshop: int) -> Workshop:
        if found := workshops_of(user_of(request)).filter(pk=workshop).first():
            return found
        leading = LeaderRole.objects.filter(workshop=workshop, user=user_of(request), kind=LeaderRole.Kind.COACH)
        coach = leading.select_related("workshop__municipality").exclude(workshop__state=State.CLOSED).first()
        if coach is None or not coach.may(right):
            raise Http404
        return coach.workshop

    return guard(find, "workshop")


for_planners = guard_row(workshops_of, "workshop")
for_card_choosers = _for_planners_and_coaches(Right.CARDS)
for_plan_readers = _for_planners_and_coaches(Right.PLAN)
for_members = guard_row(lambda user: user.municipalities.all(), "municipality")
for_municipality_admins = guard_row(administered_by, "code")
for_admins_of_members = guard_row(with_members_of, "code")
for_installation_admins = only_if(lambda user: user.is_superuser)
for_workshop_makers = only_if(writes_anything, PermissionDenied)
for_set_readers = guard_row(sets_of, "question_set")
for_set_correctors = guard_row(sets_written_by, "question_set")
for_set_starters = only_if(writes_anything)
for_draft_writers = guard_row(drafts_of, "draft")
for_card_readers = guard_row(cards_of, "card")
for_card_owners = guard_row(own_cards_of, "card")
for_card_writers = only_if(lambda user: user.memberships.exists())
