"""What the old phone and the new one show while a seat moves from one to the other."""

from collections.abc import Callable
from functools import partial, wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from digibarometer.accounts.permissions import View
from digibarometer.links import button_of, qr_svg
from digibarometer.screens.live_views import seat_participant, set_private_cookie
from digibarometer.workshops import seat_transfer
from digibarometer.workshops.models import Participant
from digibarometer.workshops.seat_transfer import TransferRefused
from digibarometer.workshops.seats import COOKIE, ParticipantSeat, find_seat

ASKER_COOKIE = "asks"  # on the link's own path, until the seat has moved


def _of_old_phone(view: Callable[[HttpRequest, ParticipantSeat], HttpResponse]) -> View:
    """A view for the phone that has the seat; another one is sent to the start."""

    @never_cache
    @wraps(view)
    def seated(request: HttpRequest, workshop: int) -> HttpResponse:
        found = find_seat("phone", workshop, {COOKIE: request.COOKIES.get(COOKIE, "")})
        return view(request, found) if isinstance(found, ParticipantSeat) else redirect("screens:start")

    return seated


@_of_old_phone
def old_phone(request: HttpRequest, seat: ParticipantSeat) -> HttpResponse:
    """On the phone that has the seat: a QR code for the new one, and yes or no once that has asked."""
    pending = seat_transfer.pending_transfer(Participant.objects.get(pk=seat.person))
    transfer = pending if pending and pending.started_by_id is None else None
    code = qr_svg(seat_transfer.transfer_url(transfer)) if transfer else ""
    return render(request, "screens/move.html", {"workshop": seat.snapshot.workshop, "transfer": transfer, "qr": code})


def _button(change: Callable[[Participant], object]) -> View:
    @button_of("screens:move")
    @_of_old_phone
    def view(request: HttpRequest, seat: ParticipantSeat) -> HttpResponse:
        change(Participant.objects.get(pk=seat.person))
        return redirect("screens:move", workshop=seat.workshop)

    return view


BUTTONS = [  # their addresses under the old phone's page, and their names
    ("start/", _button(seat_transfer.start_transfer), "start_move"),
    ("allow/", _button(partial(seat_transfer.answer_request, accepted=True)), "allow_move"),
    ("refuse/", _button(partial(seat_transfer.answer_request, accepted=False)), "refuse_move"),
]


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
