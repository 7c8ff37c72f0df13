"""How a seat moves to another phone, by a link that works once; and how desks and boards end with a session."""

import secrets

from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib.auth.signals import user_logged_out
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone

from digibarometer.accounts.models import User, new_secret
from digibarometer.links import absolute_url
from digibarometer.live import api
from digibarometer.live.panels import Invalidation, whole_workshop
from digibarometer.workshops.models import Group, Participant, SeatTransfer, State, Workshop, new_sitting
from digibarometer.workshops.rules import BOARD, DESK
from digibarometer.workshops.seats import hash_of
from digibarometer.workshops.snapshot import current_snapshot


class TransferRefused(Exception):
    """The link has been used or has run out, another phone has asked, or the old phone has not said yes."""


def start_transfer(participant: Participant, leader: User | None = None) -> SeatTransfer:
    """Make a link for the seat, for who leads or (None) on the old phone; an earlier link of the seat ends."""

    def change(touched: list[Invalidation]) -> SeatTransfer:
        SeatTransfer.objects.filter(participant=participant).delete()
        return SeatTransfer.objects.create(
            workshop_id=participant.workshop_id, participant=participant, started_by=leader
        )

    return api.apply_change(change)


def pending_transfer(participant: Participant) -> SeatTransfer | None:
    """The seat's link, if it has one that can still be used."""
    transfer = SeatTransfer.objects.filter(participant=participant).first()
    return transfer if transfer and transfer.is_valid else None


def transfer_url(transfer: SeatTransfer) -> str:
    """The address that the new phone opens."""
    return absolute_url(f"/w/{transfer.workshop_id}/back/{transfer.pk}/{transfer.secret}/")


def find_transfer(workshop_id: int, transfer_id: int, secret: str) -> SeatTransfer | None:
    """The transfer that a link names, if the link can still be used."""
    found = SeatTransfer.objects.filter(pk=transfer_id, workshop=workshop_id).select_related("workshop").first()
    return found if found and found.is_valid and secrets.compare_digest(found.secret, secret) else None


def request_seat(transfer: SeatTransfer) -> str:
    """Ask the old phone on behalf of the new one; answers the secret that the new phone keeps in a cookie.

    It ties the transfer to that phone: nobody else who has seen the link gets the seat. Raises TransferRefused where
    another phone has asked.
    """
    secret = new_secret()

    def change(touched: list[Invalidation]) -> None:
        number = 10 + secrets.randbelow(90)
        waiting = SeatTransfer.objects.filter(pk=transfer.pk, number=None)
        if not waiting.update(number=number, asker_hash=hash_of(secret)):
            raise TransferRefused

    api.apply_change(change)
    return secret


def answer_request(participant: Participant, accepted: bool) -> None:
    """Keep what the old phone answers the new one: yes, or no, which ends the link."""

    def change(touched: list[Invalidation]) -> None:
        requested = SeatTransfer.objects.filter(participant=participant, started_by=None).exclude(number=None)
        if accepted:
            requested.update(confirmed_at=timezone.now())
        else:
            requested.delete()

    api.apply_change(change)


def has_requested(transfer: SeatTransfer, asker: str) -> bool:
    """Whether the phone with this secret is the one that has asked."""
    return bool(asker) and secrets.compare_digest(transfer.asker_hash, hash_of(asker))


def may_claim(transfer: SeatTransfer, asker: str) -> bool:
    """Whether the phone with this secret may have the seat now: by a leader's link, or by the old phone's yes."""
    if transfer.started_by_id is not None:
        return True
    return transfer.confirmed_at is not None and has_requested(transfer, asker)


def claim_seat(transfer: SeatTransfer, asker: str = "") -> str:
    """Give the seat to this phone; answers what its cookie is to hold. The phone of before can no longer act from it.

    By a leader's link a new sitting begins, in which nothing is read that was said before. Raises TransferRefused.
    """

    def change(touched: list[Invalidation]) -> str:
        found = SeatTransfer.objects.select_related("participant").filter(pk=transfer.pk).first()
        if found is None or not found.is_valid or not may_claim(found, asker):
            raise TransferRefused
        secret, participant = new_secret(), found.participant
        sitting = participant.sitting if found.started_by_id is None else new_sitting()
        _change_phone(participant, touched, secret_hash=hash_of(secret), sitting=sitting)
        return f"{participant.pk}.{secret}"

    return api.apply_change(change)


def remove_phone(participant: Participant) -> None:
    """Take the seat from its phone and give it to none: then a table's screen is lent without asking a phone."""
    api.apply_change(lambda touched: _change_phone(participant, touched, secret_hash="", sitting=new_sitting()))


def _change_phone(participant: Participant, touched: list[Invalidation], **fields: str | int) -> None:
    Participant.objects.filter(pk=participant.pk).update(epoch=F("epoch") + 1, **fields)
    Group.objects.filter(asked=participant).update(asked=None)
    SeatTransfer.objects.filter(participant=participant).delete()
    touched += current_snapshot(participant.workshop_id).workshop.update_and_bump_version()


def connect() -> None:
    """Hear of each session that ends, and of each password that is changed."""
    user_logged_out.connect(_signed_out)
    for signal in (password_changed, password_reset, password_set):
        signal.connect(_password_changed)


def _signed_out(request: HttpRequest, user: User | None, **_: object) -> None:
    if user is not None:
        request.session.delete()  # Django does so after this, when screens may have been looked up again already
        recheck_seats(user)


def _password_changed(user: User, **_: object) -> None:
    recheck_seats(user)


def recheck_seats(user: User) -> None:
    """Have the seat of every open desk and board of the user's workshops looked up again; the session decides.

    Raising the version makes each process look before it takes an action or draws. Screens that are connected are
    drawn at once, only where the user may have one.
    """

    def change(touched: list[Invalidation]) -> None:
        own = Q(leadings__user=user) | Q(municipality__memberships__user=user)
        theirs = list(Workshop.objects.filter(own).exclude(state=State.CLOSED).values_list("pk", flat=True).distinct())
        Workshop.objects.filter(pk__in=theirs).update(version=F("version") + 1)
        for workshop in theirs:
            if {f"{DESK}{user.pk}", BOARD} & api.connected_seats(workshop):
                touched.append(whole_workshop(workshop))

    api.apply_change(change)
