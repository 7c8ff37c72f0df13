"""Invitations on their way: once a minute those that wait are sent, each address once."""

import logging
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from itertools import groupby
from smtplib import SMTPException

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from digibarometer.inviting import invitation_email
from digibarometer.inviting.invitation_email import RenderedInvitation
from digibarometer.inviting.models import Invitee
from digibarometer.live import api
from digibarometer.live.panels import Invalidation
from digibarometer.workshops.mail import send_mail_or_log
from digibarometer.workshops.snapshot import load_snapshot

log = logging.getLogger(__name__)
Status = Invitee.Status
AT_A_TIME = 60  # letters a minute, so that other duties need not wait long
CUT_OFF = timedelta(minutes=10)  # after which a sending that nobody ended counts as cut off
RETRIED = {Status.FAILED, Status.UNSURE}


def queue_invitations(workshop: int, by: int, which: Iterable[str]) -> int:
    """Let the letters of these statuses wait to be sent; how many. What is sent or on its way is never asked twice."""
    may = [status for status in which if status in {Status.LISTED, *RETRIED}]

    def change(touched: list[Invalidation]) -> int:
        found = Invitee.objects.filter(workshop=workshop, status__in=may)
        return found.update(status=Status.WAITING, by=by, at=timezone.now())

    return api.apply_change(change)


def send_pending_invitations() -> None:
    """Send what waits. What was cut off in the middle is not sent again by itself: it may have come."""
    cut = Invitee.objects.filter(status=Status.SENDING, at__lt=timezone.now() - CUT_OFF)
    if cut.exists():
        api.apply_change(lambda touched: cut.update(status=Status.UNSURE))
    waiting = Invitee.objects.filter(status=Status.WAITING).order_by("workshop", "pk")[:AT_A_TIME]
    if not waiting or not invitation_email.is_email_on():
        return
    through = get_connection()
    try:
        through.open()
    except (SMTPException, OSError):
        log.warning("invitations wait: the mail server cannot be reached")
        return
    try:
        for workshop, rows in groupby(waiting, key=lambda row: row.workshop_id):
            _send_all(workshop, list(rows), through)
    finally:
        through.close()


def _send_all(workshop: int, rows: list[Invitee], through: BaseEmailBackend) -> None:
    try:
        what = api.apply_change(partial(_written, workshop))
    except Exception:  # what one workshop has written is nothing to the others; these wait on
        log.exception("the invitation of workshop %s could not be written", workshop)
        return
    for row in rows:
        _send(row, what, through)


def _written(workshop: int, touched: list[Invalidation]) -> RenderedInvitation:
    snapshot = load_snapshot(workshop)
    return invitation_email.render_invitation(snapshot, invitation_email.invitation_text_of(snapshot.workshop))


def _send(row: Invitee, what: RenderedInvitation, through: BaseEmailBackend) -> None:
    """Claim the row, send, and keep how it went; another process that claims it first sends it."""
    if not api.apply_change(partial(_turn, row.pk, Status.WAITING, Status.SENDING)):
        return
    is_sent = send_mail_or_log(
        invitation_email.message(what, row.email, through), f"an invitation of workshop {row.workshop_id}"
    )
    api.apply_change(partial(_turn, row.pk, Status.SENDING, Status.SENT if is_sent else Status.FAILED))


def _turn(pk: int, before: str, after: str, touched: list[Invalidation]) -> int:
    return Invitee.objects.filter(pk=pk, status=before).update(status=after, at=timezone.now())
