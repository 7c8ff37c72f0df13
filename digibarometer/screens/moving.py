"""A seat that moves to another phone: what the old one and the new one show."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from digibarometer.screens.live import keep, take_seat
from digibarometer.workshops import moving
from digibarometer.workshops.address import qr
from digibarometer.workshops.models import Participant, Ticket
from digibarometer.workshops.moving import Gone
from digibarometer.workshops.seats import COOKIE, ParticipantSeat, seat

ASKER_COOKIE = "asks"
REFRESH_SECONDS = 3


@never_cache
def old_phone(request: HttpRequest, workshop: int) -> HttpResponse:
    """On the phone that has the seat: a QR for the new one, and yes or no once that has asked."""
    sitting = seat("phone", workshop, {COOKIE: request.COOKIES.get(COOKIE, "")})
    if not isinstance(sitting, ParticipantSeat):
        return redirect("screens:start")
    person = Participant.objects.get(pk=sitting.person)
    match request.POST.get("do"):
        case "ask":
            moving.make_ticket(person)
        case "yes" | "no" as said:
            moving.confirm(person, said == "yes")
    if request.method == "POST":
        return redirect("screens:move", workshop=workshop)
    ticket = Ticket.objects.filter(participant=person, by=None).order_by("pk").last()
    holds = ticket if ticket and ticket.is_valid else None
    context = {"workshop": sitting.now.workshop, "ticket": holds, "qr": qr(moving.link_of(holds)) if holds else ""}
    response = render(request, "screens/move.html", context)
    if holds and (holds.number is None or holds.confirmed_at):
        response["Refresh"] = str(REFRESH_SECONDS)
    return response


@never_cache
def new_phone(request: HttpRequest, workshop: int, ticket: int, secret: str) -> HttpResponse:
    """On the phone that has scanned it: it asks first, so that a preview takes nothing. Raises Http404."""
    found = moving.find_ticket(workshop, ticket, secret)
    if found is None:
        return render(request, "screens/ticket_gone.html", status=404)
    asker, has_asked = request.COOKIES.get(ASKER_COOKIE, ""), False
    try:
        has_asked = moving.has_asked(found, asker)
        if request.method == "POST" and (found.by_id or has_asked):
            return take_seat(found.workshop, moving.move(found, asker))
        if request.method == "POST":
            response: HttpResponse = redirect(request.path)
            keep(response, ASKER_COOKIE, moving.ask(found), request.path)
            return response
    except Gone:
        return render(request, "screens/ticket_gone.html", status=404)
    if found.number is not None and not has_asked:
        raise Http404
    context = {
        "workshop": found.workshop,
        "ticket": found,
        "has_asked": has_asked,
        "may_go_on": found.by_id or moving.may_go_on(found, asker),
    }
    response = render(request, "screens/take_over.html", context)
    if has_asked and not found.confirmed_at:
        response["Refresh"] = str(REFRESH_SECONDS)
    return response
