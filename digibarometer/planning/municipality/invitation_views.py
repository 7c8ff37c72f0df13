"""An invitation's own page: comes in who is signed in; others make an account or sign in first."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from digibarometer.accounts.models import Invitation
from digibarometer.accounts.permissions import user_of
from digibarometer.accounts.signup_adapter import INVITED, remember
from digibarometer.live import api


@never_cache
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask before coming in, so that a mail program that looks at the link does not use it up."""
    found = Invitation.objects.filter(secret=secret, accepted_at=None).select_related("municipality", "by").first()
    if found is None:
        return render(request, "planning/no_invitation.html", status=404)
    if not request.user.is_authenticated:
        remember(request, found)
        onwards = urlencode({"next": request.path})
        ways = {name: f"{reverse(f'account_{name}')}?{onwards}" for name in ("signup", "login")}
        return render(request, "planning/invitation.html", {"invitation": found, **ways})
    if request.method == "POST":
        _accept(request, found)
        request.session.pop(INVITED, None)
        said = gettext("Welcome. You see the workshops of %(name)s now.")
        messages.success(request, said % {"name": found.municipality.long_name})
        return redirect("planning:workshops")
    return render(request, "planning/invitation.html", {"invitation": found})


def _accept(request: HttpRequest, found: Invitation) -> None:
    user = user_of(request)

    def change(_touched: object) -> None:
        still = Invitation.objects.select_for_update().filter(pk=found.pk, accepted_at=None).first()
        if still is None:
            raise Http404
        still.accept(user)

    api.apply_change(change)
