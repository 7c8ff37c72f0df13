"""My municipalities' workshops."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from digibarometer.accounts.adapter import INVITED
from digibarometer.accounts.models import Invitation
from digibarometer.planning.access import user_of, workshops_of
from digibarometer.workshops.models import Leading, Workshop


@never_cache
@login_required
def workshops(request: HttpRequest) -> HttpResponse:
    """The list: what there is, what is next, and the way to each page."""
    user = user_of(request)
    coached = Workshop.objects.filter(leadings__user=user, leadings__kind=Leading.Kind.COACH)
    memberships = user.memberships.select_related("municipality")
    context: dict[str, Any] = {
        "workshops": workshops_of(user).annotate(minutes=Sum("phases__minutes")).prefetch_related("occasions"),
        "coached": coached.select_related("municipality").prefetch_related("occasions"),
        "memberships": sorted(memberships, key=lambda membership: membership.municipality.name),
        "invited": Invitation.objects.filter(secret=request.session.get(INVITED, ""), accepted_at=None).first(),
        "may_make": user.is_superuser or bool(memberships),
    }
    return render(request, "planning/workshops.html", context)
