"""My municipalities' workshops."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from digibarometer.accounts.models import Invitation
from digibarometer.accounts.permissions import user_of
from digibarometer.accounts.signup_adapter import INVITED
from digibarometer.planning.permissions import workshops_of
from digibarometer.planning.support.coach_views import coached_by
from digibarometer.planning.support.leader_views import statuses
from digibarometer.support import coach_invitations


@never_cache
@login_required
def workshops(request: HttpRequest) -> HttpResponse:
    """The list: what there is, what is next, and the way to each page."""
    user = user_of(request)
    memberships = user.memberships.select_related("municipality")
    own = (
        workshops_of(user)
        .filter(is_practice=False)
        .annotate(minutes=Sum("phases__minutes"))
        .prefetch_related("occasions")
    )
    said = statuses(own)
    context: dict[str, Any] = {
        "workshops": [(workshop, said.get(workshop.pk, "")) for workshop in own],
        "rehearsals": workshops_of(user).filter(is_practice=True).select_related("rehearsal"),
        "coached": coached_by(user),
        "memberships": sorted(memberships, key=lambda membership: membership.municipality.name),
        "invited": Invitation.objects.filter(secret=request.session.get(INVITED, ""), accepted_at=None).first(),
        "to_coach": coach_invitations.find_invitation(request.session.get(INVITED, "")),
        "may_make": user.is_superuser or bool(memberships),
    }
    return render(request, "planning/workshops.html", context)
