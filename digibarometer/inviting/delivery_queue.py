"""Invitations on their way: once a minute those that wait are sent, each address once."""

from collections.abc import Iterable
from functools import cache, partial

from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from digibarometer import mail
from digibarometer.inviting.invitation_email import RenderedInvitation, invitation_text_of, render_invitation
from digibarometer.inviting.models import Invitee
from digibarometer.jobs import Fields, NotDone, enqueue
from digibarometer.live import api
from digibarometer.live.panels import Invalidation
from digibarometer.workshops.snapshot import load_snapshot

State = Invitee.State
AT_A_TIME = 60  # letters a minute, so that other duties need not wait long
ASKED_FOR = {State.LISTED, State.FAILED, State.UNSURE}  # by a leader; what is sent or on its way is never asked twice


def queue_invitations(workshop: int, by: int, which: Iterable[str]) -> int:
    """Let the letters of these states be sent, where they may be asked for; how many."""
    found = Invitee.objects.filter(workshop=workshop, state__in=ASKED_FOR & {*which})
    return api.apply_change(lambda touched: enqueue(found, by=by, at=timezone.now()))


def send_pending_invitations() -> None:
    """Send what waits. What was cut off in the middle is not sent again by itself: it may have come."""
    written = cache(lambda workshop: api.apply_change(partial(_written, workshop)))
    mail.run_mail_jobs(
        Invitee.objects.all(), lambda row, through: _send(row, written(row.workshop_id), through),
        cut_off=State.UNSURE, most=AT_A_TIME,
    )  # fmt: skip


def _written(workshop: int, touched: list[Invalidation]) -> RenderedInvitation:
    snapshot = load_snapshot(workshop)
    return render_invitation(snapshot, invitation_text_of(snapshot.workshop))


def _send(row: Invitee, letter: RenderedInvitation, through: BaseEmailBackend) -> Fields:
    what, files = f"an invitation of workshop {row.workshop_id}", letter.attachments
    if not mail.send(what, row.email, letter.subject, letter.text, connection=through, attachments=files):
        raise NotDone
    return {"at": timezone.now()}
