"""Who may see and write which horizon cards. What is not theirs is not there for them: 404."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from digibarometer.accounts.models import User
from digibarometer.accounts.permissions import user_of
from digibarometer.questions.models import Card


def cards_of(user: User) -> QuerySet[Card]:
    """The cards that the user may read: those that ship, and their municipalities' own."""
    own = Q(municipality__in=user.memberships.values("municipality"))
    return Card.objects.select_related("municipality").filter(Q(municipality=None) | own)


def card_or_404(request: HttpRequest, card: int) -> Card:
    """The card, if the user may read it. Raises Http404."""
    return get_object_or_404(cards_of(user_of(request)), pk=card)


def own_card_or_404(request: HttpRequest, card: int) -> Card:
    """The card, if the user may change it: their municipality's own, and still offered. Raises Http404."""
    own = cards_of(user_of(request)).exclude(municipality=None).filter(retired_at=None)
    return get_object_or_404(own, pk=card)
