"""Who may see and write which question sets. What is not theirs is not there for them: 404."""

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from digibarometer.accounts.models import User
from digibarometer.accounts.permissions import user_of
from digibarometer.places.models import Municipality
from digibarometer.questions.models import Draft, QuestionSet


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


def writes_anything(request: HttpRequest) -> None:
    """Raises Http404 for those who may write no question set at all."""
    user = user_of(request)
    if not user.is_superuser and not user.memberships.exists():
        raise Http404


def set_or_404(request: HttpRequest, question_set: int) -> QuestionSet:
    """The question set, if the user may see it. Raises Http404."""
    return get_object_or_404(sets_of(user_of(request)), pk=question_set)


def draft_or_404(request: HttpRequest, draft: int) -> Draft:
    """The draft, if the user may write in it. Raises Http404."""
    return get_object_or_404(drafts_of(user_of(request)), pk=draft)
