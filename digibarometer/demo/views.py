"""The page that leads to all that the demo shows."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from digibarometer.accounts.models import User
from digibarometer.demo import state_file
from digibarometer.demo.seed_municipality import ACCOUNTS, EVA, SIMULATED
from digibarometer.links import join_url, qr_svg
from digibarometer.workshops.models import Move, Workshop
from digibarometer.workshops.snapshot import load_snapshot


@never_cache
def demo(request: HttpRequest) -> HttpResponse:
    """What there is to see: the workshop that is going on, and the two before it. Raises Http404 without a demo."""
    kept = state_file.load_state() if settings.DEMO else {}
    workshop = Workshop.objects.filter(pk=kept.get("workshop", 0)).first()
    if workshop is None:
        raise Http404
    led_by = last_moved_by(workshop)
    rounds = Workshop.objects.filter(pk__in=kept.get("rounds", {}).values()).order_by("made_at")
    return render(
        request,
        "demo/demo.html",
        {
            "workshop": workshop,
            "rounds": [(each, each.made_at.year) for each in rounds],
            "qr": qr_svg(join_url(workshop.code)),
            "may_lead": _is_here(request),
            "may_call_back": _may_call_back(request),
            "led_by": led_by if led_by and led_by.email != SIMULATED and not state_file.ASKED_BACK.exists() else None,
            "minutes": 1 if kept.get("is_fast") else 5,
            "is_fast": kept.get("is_fast", False),
            "step": load_snapshot(workshop.pk).step,
            "accounts": [(email, name) for email, name in ACCOUNTS.items() if email != SIMULATED],
            "password": kept.get("password", ""),
        },
    )


@require_POST
def as_eva(request: HttpRequest) -> HttpResponse:
    """Sign in as Eva and sit down at the desk: only in the demo, and only on the machine that it runs on."""
    if not settings.DEMO or not _is_here(request):
        raise Http404
    login(request, User.objects.get(email=EVA), backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("screens:desk", workshop=state_file.load_state()["workshop"])


@require_POST
def advance(request: HttpRequest) -> HttpResponse:
    """Ask the simulated leader back to the desk: whoever may sit there may do so. Raises Http404 for others."""
    if not settings.DEMO or not _may_call_back(request):
        raise Http404
    state_file.ASKED_BACK.touch()
    messages.success(request, gettext("The simulated leader goes on in a moment."))
    return redirect("demo:demo")


def last_moved_by(workshop: Workshop) -> User | None:
    """Who made the latest move in the room."""
    move = Move.objects.filter(workshop=workshop).select_related("by").last()
    return move.by if move else None


def _may_call_back(request: HttpRequest) -> bool:
    return _is_here(request) or (request.user.is_authenticated and request.user.email in ACCOUNTS)


def _is_here(request: HttpRequest) -> bool:
    return request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"}
