"""Coming in: the code, the join page, and a seat that moves to another device."""

from django import forms
from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from digibarometer.screens.live import DOOR_COOKIE, take_seat
from digibarometer.workshops.joining import Closed, by_code, join, take_over
from digibarometer.workshops.models import Participant, Role
from digibarometer.workshops.seats import COOKIE, seat

MOST_WRONG = 30  # wrong codes from one address before it must wait; a right one is never counted
WAIT = 600  # seconds


class CodeForm(forms.Form):
    """Six digits."""

    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        help_text=_("Six digits. They stand on the big screen."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-code": ""}),
    )


class JoinForm(forms.Form):
    """A role, and if one likes a first name and a unit."""

    role = forms.ChoiceField(label=_("What are you here?"), choices=Role, widget=forms.RadioSelect)
    first_name = forms.CharField(
        label=_("First name"),
        max_length=30,
        required=False,
        help_text=_("Your group sees it."),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    unit = forms.CharField(
        label=_("Unit or committee"),
        max_length=60,
        required=False,
        help_text=_("Such as Planning. It helps to mix the groups."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )


@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """The start page: type the code, or sign in as a leader."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if _must_wait(request):
            form.add_error("code", _("That was many wrong codes. Wait ten minutes, or ask the leader for the link."))
        elif workshop := by_code(form.cleaned_data["code"]):
            return redirect("screens:join", code=workshop.code)
        else:
            _count_wrong(request)
            form.add_error("code", _("No workshop has that code. Look at the big screen and try again."))
    return render(request, "screens/start.html", {"form": form, "film": settings.FILM_URL})


@never_cache
def join_page(request: HttpRequest, code: str) -> HttpResponse:
    """Come in: what is kept and who sees it, then a role. Someone who has a seat goes straight to it."""
    workshop = None if _must_wait(request) else by_code(code)
    if workshop is None:
        _count_wrong(request)
        return render(request, "screens/no_such_code.html", {"code": code}, status=404)
    if seat("phone", workshop.pk, {COOKIE: request.COOKIES.get(DOOR_COOKIE, "")}):
        return redirect("screens:phone", workshop=workshop.pk)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = join(workshop, **form.cleaned_data)
        except Closed:
            return render(request, "screens/over.html", {"workshop": workshop})
        return take_seat(person)
    template = "screens/over.html" if workshop.is_over else "screens/join.html"
    return render(request, template, {"form": form, "workshop": workshop})


def back(request: HttpRequest, workshop: int, person: int, secret: str) -> HttpResponse:
    """A personal link or QR: this device takes the seat over. It asks first, so that a preview does not."""
    found = Participant.objects.filter(pk=person, workshop=workshop, secret=secret).select_related("workshop").first()
    if found is None:
        raise Http404
    if request.method == "POST":
        take_over(found)
        return take_seat(found)
    return render(request, "screens/take_over.html", {"workshop": found.workshop, "person": found})


def _address(request: HttpRequest) -> str:
    return f"wrong-codes:{request.META.get('REMOTE_ADDR', '')}"


def _must_wait(request: HttpRequest) -> bool:
    return int(cache.get(_address(request), 0)) >= MOST_WRONG


def _count_wrong(request: HttpRequest) -> None:
    cache.add(_address(request), 0, WAIT)
    cache.incr(_address(request))
