"""Invitations on their way: once a minute those that wait are sent, each address once.

Addresses are kept only as long as they are needed: until the workshop ends, or a month after its last day.
"""

from collections.abc import Iterable
from datetime import timedelta
from functools import cache, partial

from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Max
from django.utils import timezone

from digibarometer import mail
from digibarometer.inviting.invitation_email import RenderedInvitation, invitation_text_of, render_invitation
from digibarometer.inviting.models import Invitee
from digibarometer.jobs import Fields, NotDone, enqueue
from digibarometer.live import api
from digibarometer.live.panels import Invalidation
from digibarometer.workshops.models import State, Workshop
from digibarometer.workshops.snapshot import WorkshopSnapshot, load_snapshot

LetterState = Invitee.State
AT_A_TIME = 60  # letters a minute, so that other duties need not wait long
# what a leader may ask for; what is sent or on its way is never asked twice
ASKED_FOR = {LetterState.LISTED, LetterState.FAILED, LetterState.UNSURE}


def queue_invitations(workshop: int, by: int, which: Iterable[str]) -> int:
    """Let the letters of these states be sent, where they may be asked for; how many."""
    found = Invitee.objects.filter(workshop=workshop, state__in=ASKED_FOR & {*which})
    return api.apply_change(lambda touched: enqueue(found, by=by, at=timezone.now()))


def send_pending_invitations() -> None:
    """Send what waits. What was cut off in the middle is not sent again by itself: it may have come."""
    written = cache(lambda workshop: api.apply_change(partial(_written, workshop)))
    mail.run_mail_jobs(
        Invitee.objects.all(), lambda row, through: _send(row, written(row.workshop_id), through),
        cut_off=LetterState.UNSURE, most=AT_A_TIME,
    )  # fmt: skip


def _written(workshop: int, touched: list[Invalidation]) -> RenderedInvitation:
    snapshot = load_snapshot(workshop)
    return render_invitation(snapshot, invitation_text_of(snapshot.workshop))


def _send(row: Invitee, letter: RenderedInvitation, through: BaseEmailBackend) -> Fields:
    what, files = f"an invitation of workshop {row.workshop_id}", letter.attachments
    if not mail.send(what, row.email, letter.subject, letter.text, connection=through, attachments=files):
        raise NotDone
    return {"at": timezone.now()}


NEVER_HELD = timedelta(days=30)  # after the last day that was planned


def when_ended(snapshot: WorkshopSnapshot) -> Iterable[Invalidation]:
    """The room has ended: nobody is invited to it any more."""
    forget_addresses(snapshot.pk)
    return []


def forget_addresses(workshop: int) -> None:
    """Delete the addresses of a workshop. To be called inside a change."""
    Invitee.objects.filter(workshop=workshop).delete()


def forget_old_addresses() -> None:
    """Once a minute: no addresses of workshops that are over, or whose day has long gone by."""
    kept = Workshop.objects.filter(pk__in=Invitee.objects.order_by().values("workshop"))
    long_ago = timezone.localdate() - NEVER_HELD
    for workshop in kept.annotate(last=Max("occasions__on")):
        if workshop.state in {State.ENDED, State.CLOSED} or (workshop.last and workshop.last < long_ago):
            api.apply_change(partial(_forget, workshop.pk))


def _forget(workshop: int, touched: list[Invalidation]) -> None:
    forget_addresses(workshop)
