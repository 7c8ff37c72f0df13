"""Closing: the link between person and answer is cut for good. What the room came to stays."""

import logging
from contextlib import suppress

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.accounts.models import User
from digibarometer.live import api
from digibarometer.live.actions import Refusal
from digibarometer.live.models import LatestAction
from digibarometer.live.panels import Invalidation, whole_workshop
from digibarometer.results.models import Closing
from digibarometer.results.outcome import attendance
from digibarometer.results.releases import all_question_ids, release_check_out, release_questions, released_check_out
from digibarometer.workshops.extension_points import components
from digibarometer.workshops.models import (
    Attendance,
    ClosingAnswer,
    Group,
    Move,
    MoveKind,
    Participant,
    PhaseReady,
    State,
    Workshop,
)
from digibarometer.workshops.secure_erase import erase_deleted
from digibarometer.workshops.snapshot import drop_snapshots, load_snapshot

log = logging.getLogger(__name__)


class CannotClose(Refusal):
    """The workshop cannot be closed."""


def close(workshop: Workshop, by: User | None, committee: str, reference: str, disposal_reference: str) -> None:
    """Close an ended workshop. It cannot be undone. Raises CannotClose."""
    decision = disposal_reference.strip()
    if not decision:
        raise CannotClose(_("Write the reference of the disposal decision. Without it the answers must be kept."))

    def change(touched: list[Invalidation]) -> None:
        locked = Workshop.objects.select_for_update().get(pk=workshop.pk)
        if locked.state != State.ENDED:
            raise CannotClose(_("End the workshop first. Then it can be closed."))
        who = by.pk if by else None
        snapshot = load_snapshot(locked.pk)
        release_questions(snapshot, all_question_ids(snapshot), who)
        release_check_out(locked)
        Closing.objects.create(
            workshop=locked,
            by=by,
            committee=committee,
            reference=reference,
            disposal_reference=decision,
            attendance=attendance(locked),
            check_out=released_check_out(locked),
        )
        _cut(locked.pk)
        Move.objects.create(workshop=locked, phase=snapshot.phase, what=MoveKind.CLOSE, by=by)
        locked.update_and_bump_version(
            state=State.CLOSED,
            code=None,
            committee=committee,
            reference=reference,
            disposal_reference=decision,
        )
        drop_snapshots(locked.pk)
        touched.append(whole_workshop(locked.pk))

    api.apply_change(change)
    erase_deleted()
    who = f"user {by.pk}" if by else "the date confirmed beforehand"
    log.info("workshop %s closed by %s, disposal decision %s", workshop.pk, who, decision)
    workshop.refresh_from_db()


def _cut(workshop: int) -> None:
    """Delete all that says who was there and who answered what."""
    for part in components():
        part.on_workshop_closed(workshop)
    Group.objects.filter(workshop=workshop).update(held_sitting=None)
    for rows in (ClosingAnswer, PhaseReady, Attendance, Participant):
        rows.objects.filter(workshop=workshop).delete()
    LatestAction.objects.filter(workshop=workshop).delete()


def close_overdue_workshops() -> None:
    """Close the ended workshops whose day has come and whose disposal decision was given beforehand."""
    today = timezone.localdate()
    ended = Workshop.objects.filter(state=State.ENDED, closes_on__lte=today, is_practice=False).exclude(
        disposal_reference=""
    )
    for workshop in ended:
        with suppress(CannotClose):  # another process was first, or a leader opened it again
            close(workshop, None, workshop.committee, workshop.reference, workshop.disposal_reference)
