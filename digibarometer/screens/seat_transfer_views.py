"""What the old phone and the new one show while a seat moves from one to the other."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from digibarometer.links import qr_svg
from digibarometer.screens.live_views import seat_participant, set_private_cookie
from digibarometer.workshops import seat_transfer
from digibarometer.workshops.models import Participant
from digibarometer.workshops.seat_transfer import TransferRefused
from digibarometer.workshops.seats import COOKIE, ParticipantSeat, find_seat

ASKER_COOKIE = "asks"  # on the link's own path, until the seat has moved


@never_cache
def old_phone(request: HttpRequest, workshop: int) -> HttpResponse:
    """On the phone that has the seat: a QR code for the new one, and yes or no once that has asked."""
    found = find_seat("phone", workshop, {COOKIE: request.COOKIES.get(COOKIE, "")})
    if not isinstance(found, ParticipantSeat):
        return redirect("screens:start")
    participant = Participant.objects.get(pk=found.person)
    match request.POST.get("do"):
        case "ask":
            seat_transfer.start_transfer(participant)
        case "yes" | "no" as answer:
            seat_transfer.answer_request(participant, answer == "yes")
    if request.method == "POST":
        return redirect("screens:move", workshop=workshop)
    pending = seat_transfer.pending_transfer(participant)
    transfer = pending if pending and pending.started_by_id is None else None
    code = qr_svg(seat_transfer.transfer_url(transfer)) if transfer else ""
    return render(request, "screens/move.html", {"workshop": found.snapshot.workshop, "transfer": transfer, "qr": code})


@never_cache
def new_phone(request: HttpRequest, workshop: int, transfer: int, secret: str) -> HttpResponse:
    """On the phone that has opened the link: it asks first, so that a preview takes nothing."""
    found, asker = seat_transfer.find_transfer(workshop, transfer, secret), request.COOKIES.get(ASKER_COOKIE, "")
    has_requested = found is not None and seat_transfer.has_requested(found, asker)
    if found is None or (found.number is not None and not has_requested):
        return render(request, "screens/transfer_refused.html", status=404)
    try:
        if request.method == "POST" and (found.started_by_id or has_requested):
            response: HttpResponse = seat_participant(found.workshop, seat_transfer.claim_seat(found, asker))
            response.delete_cookie(ASKER_COOKIE, path=request.path)
            return response
        if request.method == "POST":
            response = redirect(request.path)
            set_private_cookie(response, ASKER_COOKIE, seat_transfer.request_seat(found), request.path)
            return response
    except TransferRefused:
        return render(request, "screens/transfer_refused.html", status=404)
    context = {
        "workshop": found.workshop,
        "transfer": found,
        "has_requested": has_requested,
        "may_claim": seat_transfer.may_claim(found, asker),
    }
    return render(request, "screens/take_over.html", context)
