"""When a session ends, the desks and boards that are open by it end too."""

from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib.auth.signals import user_logged_out
from django.db.models import F, Q
from django.http import HttpRequest

from digibarometer.accounts.models import User
from digibarometer.live import api
from digibarometer.live.panels import Invalidation, whole_workshop
from digibarometer.workshops.models import State, Workshop
from digibarometer.workshops.row_numbers import BOARD, DESK


def connect() -> None:
    """Hear of each session that ends, and of each password that is changed."""
    user_logged_out.connect(_signed_out)
    for signal in (password_changed, password_reset, password_set):
        signal.connect(_password_changed)


def _signed_out(request: HttpRequest, user: User | None, **_: object) -> None:
    if user is not None:
        request.session.delete()  # Django does so after this, when screens may have been looked up again already
        recheck_seats(user)


def _password_changed(user: User, **_: object) -> None:
    recheck_seats(user)


def recheck_seats(user: User) -> None:
    """Have the seat of every open desk and board of the user's workshops looked up again; the session decides.

    Raising the version makes each process look before it takes an action or draws. Screens that are connected are
    drawn at once, only where the user may have one.
    """

    def change(touched: list[Invalidation]) -> None:
        own = Q(leadings__user=user) | Q(municipality__memberships__user=user)
        theirs = list(Workshop.objects.filter(own).exclude(state=State.CLOSED).values_list("pk", flat=True).distinct())
        Workshop.objects.filter(pk__in=theirs).update(version=F("version") + 1)
        for workshop in theirs:
            if {f"{DESK}{user.pk}", BOARD} & api.connected_seats(workshop):
                touched.append(whole_workshop(workshop))

    api.apply_change(change)
