"""Asking a county's coordinator for support: the letter, sending it once, and the answer."""

from collections.abc import Collection
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from digibarometer import mail
from digibarometer.accounts.models import User
from digibarometer.links import page_url
from digibarometer.live import api
from digibarometer.live.panels import Invalidation
from digibarometer.places.models import Coordinator
from digibarometer.support.models import SupportRequest
from digibarometer.workshops.models import Workshop


class AskedAlready(Exception):
    """The workshop has a request that waits or has been agreed to."""


def coordinator_of(workshop: Workshop) -> Coordinator | None:
    """Whom the workshop's municipality turns to, where the installation has filled it in."""
    return Coordinator.objects.filter(county=workshop.municipality.county_id).first()


def open_request(workshop: Workshop) -> SupportRequest | None:
    """The request that waits for an answer, or that was agreed to."""
    return SupportRequest.objects.filter(workshop=workshop, withdrawn_at=None).exclude(answer="no").first()


def create_request(
    workshop: Workshop, by: User, wishes: Collection[str], days: Collection[date], message: str
) -> SupportRequest:
    """Keep what is asked for. Raises AskedAlready: pressing twice asks once."""

    def change(_touched: list[Invalidation]) -> SupportRequest:
        Workshop.objects.select_for_update().get(pk=workshop.pk)
        if open_request(workshop):
            raise AskedAlready
        dates = sorted(day.isoformat() for day in days)
        return SupportRequest.objects.create(
            workshop=workshop, by=by, wishes=list(wishes), dates=dates, message=message
        )

    return api.apply_change(change)


def request_letter(asked: SupportRequest) -> tuple[str, str]:
    """The subject and the text to the coordinator, in the language of the installation."""
    workshop = asked.workshop
    with override(settings.LANGUAGE_CODE):
        subject = gettext("Support for a Digibarometern workshop in %(municipality)s")
        text = gettext(
            "Hello!\n\n%(municipality)s asks for support with the workshop \u201d%(title)s\u201d.\n\n"
            "We ask for: %(wishes)s\nDates that would suit: %(days)s\n\n%(message)s\n"
            "Answer here, no account is needed: %(link)s\n\nRegards,\n%(by)s"
        )
        names = {
            "municipality": workshop.municipality.long_name,
            "title": workshop.title,
            "wishes": ", ".join(asked.wished),
            "days": ", ".join(date_format(day, "j F Y") for day in asked.days),
            "message": f"{asked.message.strip()}\n" if asked.message.strip() else "",
            "link": page_url("planning:answer", asked.secret),
            "by": f"{asked.by} ({asked.by.email})" if asked.by else workshop.municipality.long_name,
        }
        return " ".join((subject % names).split()), text % names


def send_request(asked: SupportRequest, to: Coordinator | None) -> bool:
    """Send the letter, once, if there is an address and e-mail is set up. Whether it has been sent."""
    if asked.sent_at or to is None or not to.email or not mail.is_email_on():
        return asked.sent_at is not None
    if not SupportRequest.objects.filter(pk=asked.pk, sent_at=None).update(sent_at=timezone.now()):
        return True  # another press of the button was first
    subject, text = request_letter(asked)
    if not mail.send("a request for support", to.email, subject, text, reply_to=[asked.by.email] if asked.by else None):
        SupportRequest.objects.filter(pk=asked.pk).update(sent_at=None)
        return False
    return True
