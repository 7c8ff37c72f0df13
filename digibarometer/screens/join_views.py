"""Coming in: the code and the join page; and the pages beside them that stand still."""

import secrets
import threading

from cachetools import LRUCache, cached
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.crypto import constant_time_compare
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from digibarometer import __version__
from digibarometer.links import SCAN_KEY, scan_key
from digibarometer.places.models import Municipality
from digibarometer.screens import door_limits
from digibarometer.screens.door_limits import Allowance, network_of
from digibarometer.screens.live_views import DOOR_COOKIE, seat_participant
from digibarometer.ui.form_renderer import LineField
from digibarometer.workshops.attendance import Closed, Full, find_by_code, join
from digibarometer.workshops.models import Role
from digibarometer.workshops.seats import COOKIE, find_seat, seat_cookie
from digibarometer.workshops.snapshot import WorkshopSnapshot

MAX_PAGES = 1_000  # join pages in memory

# new seats, from one address and into one workshop: a full town hall in a minute or two, a thousand not at once
joins_from = Allowance(burst=150, per_second=2.5)
joins_into = Allowance(burst=150, per_second=2.5)

MUNICIPALITY = "municipality"
_TOKEN, _KEY = "the-token-of-this-view", "the-key-of-this-view"


class CodeForm(forms.Form):
    """Six digits."""

    code = LineField(
        label=_("Code"),
        max_length=12,
        help_text=_("Six digits. They stand on the big screen."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-code": ""}),
    )


def _roles() -> list[tuple[str, str]]:
    """Each role with who that is, as a card says it."""
    who = {
        Role.POLITICIAN: gettext("Elected"),
        Role.MANAGER: gettext("Head of a unit or department"),
        Role.OFFICIAL: gettext("Planning, building permits, land, geodata"),
    }
    card = "<span><b>{}</b> <small>{}</small></span>"
    return [(role.value, format_html(card, role.label, who[role]) if role in who else str(role.label)) for role in Role]


class JoinForm(forms.Form):
    """A role, and if one likes a first name and a unit. A form that is sent twice makes one seat, by its key."""

    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    role = forms.ChoiceField(label=_("What are you here?"), choices=_roles, widget=forms.RadioSelect)
    first_name = LineField(
        label=_("First name"),
        max_length=30,
        required=False,
        help_text=_("Your group sees it."),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    unit = LineField(
        label=_("Unit or committee"),
        max_length=60,
        required=False,
        help_text=_("Such as Planning. It helps to mix the groups."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )


@never_cache
def start_page(request: HttpRequest) -> HttpResponse:
    """The start page: type the code, or sign in as a leader."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        digits = _digits(code)
        if digits and door_limits.has_many(network_of(request)):
            return redirect("screens:join", code=digits)
        if here := _open_by(request, code):
            return redirect("screens:join", code=here.workshop.code)
        form.add_error("code", _("No workshop has that code. Look at the big screen and try again."))
    return render(request, "screens/start.html", {"form": form, "film": settings.FILM_URL})


@never_cache
def join_page(request: HttpRequest, code: str) -> HttpResponse:
    """Come in: what is kept and who sees it, then a role. Someone who has a seat goes straight to it."""
    if _may_be_guessed(request, code):
        return _ask_for_municipality(request, code)
    here = _open_by(request, code)
    if here is None:
        return render(request, "screens/no_such_code.html", {"code": code}, status=404)
    came_as = request.COOKIES.get(DOOR_COOKIE)
    if came_as and find_seat("phone", here.pk, {COOKIE: came_as}):
        return redirect("screens:phone", workshop=here.pk)
    if here.workshop.is_over:
        return render(request, "screens/over.html", {"workshop": here.workshop})
    if request.method != "POST":
        return HttpResponse(_form_page(request, here))
    form = JoinForm(request.POST)
    if form.is_valid():
        if why := _too_many(request, here):
            form.add_error(None, why)
            return render(request, "screens/join.html", {"form": form, "workshop": here.workshop}, status=429)
        try:
            return seat_participant(here.workshop, seat_cookie(join(here.workshop, **form.cleaned_data)))
        except Closed:
            return render(request, "screens/over.html", {"workshop": here.workshop})
        except Full as full:
            form.add_error(None, str(full.why))
    return render(request, "screens/join.html", {"form": form, "workshop": here.workshop})


def _form_page(request: HttpRequest, snapshot: WorkshopSnapshot) -> str:
    """The empty form, with a token and a key of each view's own."""
    page = _page_of_nobody(request, snapshot)
    return page.replace(_TOKEN, get_token(request)).replace(_KEY, secrets.token_urlsafe(16))


def _page_key(request: HttpRequest, snapshot: WorkshopSnapshot) -> tuple[object, ...]:
    return snapshot.pk, snapshot.version, get_language(), request.get_full_path()


@cached(LRUCache(MAX_PAGES), key=_page_key, lock=threading.Lock())
def _page_of_nobody(request: HttpRequest, snapshot: WorkshopSnapshot) -> str:
    context = {"form": JoinForm(initial={"key": _KEY}), "workshop": snapshot.workshop}
    return render_to_string("screens/join.html", {**context, "csrf_token": _TOKEN, "messages": ()}, request)


def _open_by(request: HttpRequest, code: str) -> WorkshopSnapshot | None:
    """The workshop with this code. A right one is noted for the network, and a wrong one counted."""
    network, snapshot = network_of(request), find_by_code(code)
    if snapshot is None:
        door_limits.count_wrong(network)
    else:
        door_limits.note_right(network, _digits(code))
    return snapshot


def _may_be_guessed(request: HttpRequest, code: str) -> bool:
    """Whether many wrong codes have come from the network, and this one is neither scanned nor known there, nor comes
    with the municipality that holds the workshop.
    """
    network, digits = network_of(request), _digits(code)
    if not door_limits.has_many(network) or door_limits.has_been_right(network, digits):
        return False
    if constant_time_compare(request.GET.get(SCAN_KEY, ""), scan_key(digits)):
        return False
    snapshot = find_by_code(code)
    return snapshot is None or request.GET.get(MUNICIPALITY) != snapshot.workshop.municipality_id


def _ask_for_municipality(request: HttpRequest, code: str) -> HttpResponse:
    """The page that asks whose workshop it is. It is the same for a code that is right and one that is not."""
    chosen = request.GET.get(MUNICIPALITY, "")
    asked = {
        "code": code,
        "chosen": chosen,
        "is_wrong": bool(chosen),
        "municipalities": Municipality.objects.in_order(),
    }
    return render(request, "screens/which_municipality.html", asked)


def _too_many(request: HttpRequest, snapshot: WorkshopSnapshot) -> str:
    """Why somebody must wait a moment with coming in; empty for who need not."""
    network = network_of(request)
    if (network and joins_from.take(network)) or joins_into.take(str(snapshot.pk)):
        return gettext(
            "Very many are coming in right now. What you wrote is still here. Wait a moment and come in again."
        )
    return ""


def _digits(code: str) -> str:
    return "".join(character for character in code if character.isdecimal())


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "screens/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, who sees it, and for how long."""
    return render(request, "screens/privacy.html", {"backup_days": settings.BACKUP_DAYS})


def about(request: HttpRequest) -> HttpResponse:
    """What the software is, whose it is not, and its version."""
    return render(request, "screens/about.html", {"version": __version__})
