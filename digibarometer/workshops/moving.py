"""How a seat moves to another phone: by a ticket, once."""

import secrets

from django.db.models import F
from django.utils import timezone

from digibarometer.accounts.models import User, new_secret
from digibarometer.live import doing
from digibarometer.live.panels import Touch
from digibarometer.workshops import panels
from digibarometer.workshops.address import address
from digibarometer.workshops.models import Group, Participant, Ticket, new_sitting
from digibarometer.workshops.now import now
from digibarometer.workshops.seats import hash_of


class Gone(Exception):
    """The ticket has been used, or has run out, or the old phone has not said yes."""


def make_ticket(person: Participant, by: User | None = None) -> Ticket:
    """A new ticket for the seat, made by who leads or (None) by the old phone; those of before hold no more."""

    def change(touched: list[Touch]) -> Ticket:
        Ticket.objects.filter(participant=person).delete()
        return Ticket.objects.create(workshop_id=person.workshop_id, participant=person, by=by)

    return doing.do(change)


def link_of(ticket: Ticket) -> str:
    """The address that the new phone opens."""
    return address(f"/w/{ticket.workshop_id}/back/{ticket.pk}/{ticket.secret}/")


def give_up_phone(person: Participant) -> None:
    """The participant has no phone any more: the old one can no longer act, and tables may be handed over to them."""

    def change(touched: list[Touch]) -> None:
        nothing = {"secret_hash": "", "sitting": new_sitting(), "epoch": F("epoch") + 1}
        Participant.objects.filter(pk=person.pk).update(**nothing)
        now(person.workshop_id).workshop.changed()
        touched += panels.everything_of(person.workshop_id)

    doing.do(change)


def find_ticket(workshop: int, number: int, secret: str) -> Ticket | None:
    """The ticket of a link, while it holds."""
    found = Ticket.objects.filter(pk=number, workshop=workshop).select_related("participant", "workshop").first()
    return found if found and found.is_valid and secrets.compare_digest(found.secret, secret) else None


def ask(ticket: Ticket) -> str:
    """The new phone asks the old one: what its cookie is to hold, so that no other with the link gets the seat.

    Raises Gone where another has asked.
    """
    secret = new_secret()

    def change(touched: list[Touch]) -> None:
        number = 10 + secrets.randbelow(90)
        if not Ticket.objects.filter(pk=ticket.pk, number=None).update(number=number, asker_hash=hash_of(secret)):
            raise Gone

    doing.do(change)
    return secret


def confirm(person: Participant, yes: bool) -> None:
    """The old phone says yes to the one that has asked, or no: then the ticket holds no more."""

    def change(touched: list[Touch]) -> None:
        asked = Ticket.objects.filter(participant=person, by=None).exclude(number=None)
        if yes:
            asked.update(confirmed_at=timezone.now())
        else:
            asked.delete()

    doing.do(change)


def may_go_on(ticket: Ticket, asker: str) -> bool:
    """Whether the old phone has said yes to the new one that holds this secret."""
    return ticket.confirmed_at is not None and has_asked(ticket, asker)


def has_asked(ticket: Ticket, asker: str) -> bool:
    """Whether it is this phone that has asked."""
    return bool(asker) and secrets.compare_digest(ticket.asker_hash, hash_of(asker))


def move(ticket: Ticket, asker: str = "") -> str:
    """Let this phone have the seat: what its cookie is to hold. The phone of before can no longer act from it.

    By a leader's ticket a new sitting begins, in which nothing is read that was said before. Raises Gone, also where
    the old phone has not said yes to this one.
    """

    def change(touched: list[Touch]) -> str:
        held = Ticket.objects.select_related("participant").filter(pk=ticket.pk).first()
        if held is None or not held.is_valid or not (held.by_id or may_go_on(held, asker)):
            raise Gone
        secret, person = new_secret(), held.participant
        brings = {} if held.by_id is None else {"sitting": new_sitting()}
        Participant.objects.filter(pk=person.pk).update(secret_hash=hash_of(secret), epoch=F("epoch") + 1, **brings)
        Group.objects.filter(asked=person).update(asked=None)
        Ticket.objects.filter(participant=person).delete()
        now(person.workshop_id).workshop.changed()
        touched += panels.everything_of(person.workshop_id)
        return f"{person.pk}.{secret}"

    return doing.do(change)
