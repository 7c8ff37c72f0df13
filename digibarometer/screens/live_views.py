"""The four live pages: the page is theirs, what stands on it is the parts'."""

import time

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from digibarometer.i18n import reader_language
from digibarometer.live import api
from digibarometer.workshops.attendance import rejoin_change
from digibarometer.workshops.models import Group, Workshop
from digibarometer.workshops.seats import COOKIE, TABLE_COOKIE, BoardSeat, Seat, find_seat

DOOR_COOKIE = "came_as"  # the seat's cookie stands on the workshop's own path, which the join page is not on
YEAR = 365 * 24 * 3600


@never_cache
def live(request: HttpRequest, workshop: int, kind: str) -> HttpResponse:
    """One of the live pages, with what it shows drawn already."""
    sitting = find_seat(kind, workshop, request.COOKIES, request.META["QUERY_STRING"])
    if sitting is None:
        return _not_here(request, workshop, kind)
    if change := rejoin_change(sitting):
        api.apply_change(change)
        sitting = find_seat(kind, workshop, request.COOKIES) or sitting
    response = render(request, f"screens/{kind}.html", page(request, kind, sitting))
    if isinstance(sitting, BoardSeat) and sitting.is_glance:  # it stands small on the desk: of our pages, in no other's
        response["X-Frame-Options"] = "SAMEORIGIN"
        response._csp_replace = {"frame-ancestors": ["'self'"]}  # type: ignore[attr-defined]
    return response


def page(request: HttpRequest, kind: str, sitting: Seat) -> dict[str, object]:
    """What a live page's shell needs."""
    language = reader_language()
    key = request.GET.get("key", "")
    asked = "?glance=1" if isinstance(sitting, BoardSeat) and sitting.is_glance else f"?key={key}" if key else ""
    drawn, seen = api.render_screen(sitting, language)
    return {
        "kind": kind,
        "seat": sitting,
        "workshop": sitting.snapshot.workshop,
        "language": language,
        "live": f"/w/{sitting.workshop}/live/{kind}" + (asked if kind == "board" else ""),
        "store": f"w{sitting.workshop}-{sitting.key}-{sitting.epoch}",
        "screen": drawn,
        "seen": seen,
        "now": time.time(),
    }


def _not_here(request: HttpRequest, workshop: int, kind: str) -> HttpResponse:
    if kind == "desk" or (kind == "board" and not request.GET.get("key")):
        if request.user.is_authenticated and request.user.is_superuser:
            return render(request, "screens/not_yours.html", status=404)
        if request.user.is_authenticated:
            raise Http404
        return redirect(f"/accounts/login/?next={request.path}")
    if kind == "phone":
        messages.info(request, gettext("This phone has no place in that workshop. Type its code to come in."))
        return redirect("screens:start")
    raise Http404


def table(request: HttpRequest, workshop: int, group: int, secret: str) -> HttpResponse:
    """Make this device a group's table screen. Raises Http404 for a wrong link."""
    if not Group.objects.filter(pk=group, workshop=workshop, secret=secret, retired_at=None).exists():
        raise Http404
    return redirect_with_seat_cookie(workshop, "table/", TABLE_COOKIE, f"{group}.{secret}")


def seat_participant(workshop: Workshop, cookie: str) -> HttpResponseRedirect:
    """Send a phone to its seat; when it scans the code again the join page knows it too."""
    response = redirect_with_seat_cookie(workshop.pk, "", COOKIE, cookie)
    if workshop.code:
        set_private_cookie(response, DOOR_COOKIE, cookie, reverse("screens:join", args=[workshop.code]))
    return response


def redirect_with_seat_cookie(workshop: int, page_path: str, cookie: str, value: str) -> HttpResponseRedirect:
    """Send a device to its screen, with the cookie that says which seat it has."""
    path = f"/w/{workshop}/"
    response = HttpResponseRedirect(f"{path}{page_path}")
    set_private_cookie(response, cookie, value, path)
    return response


def set_private_cookie(response: HttpResponse, cookie: str, value: str, path: str) -> None:
    """Let the browser hold a cookie for a year, out of reach of scripts and other sites."""
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(cookie, value, max_age=YEAR, path=path, httponly=True, samesite="Lax", secure=secure)
