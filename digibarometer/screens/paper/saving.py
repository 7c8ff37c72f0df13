"""Keeping what was keyed in: through the ledger, like everything else that changes a workshop."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext

from digibarometer.live import api
from digibarometer.live.actions import ActionRefused
from digibarometer.live.panels import Invalidation
from digibarometer.workshops import panels
from digibarometer.workshops.attendance import ensure_attendance
from digibarometer.workshops.models import Attendance, Participant
from digibarometer.workshops.snapshot import WorkshopSnapshot, current_snapshot, workshop_versions


def locked_snapshot(workshop: int) -> WorkshopSnapshot:
    """The workshop as it stands inside a change, where its row stays locked."""
    return current_snapshot(workshop, workshop_versions([workshop], lock=True)[workshop])


def save_change(request: HttpRequest, change: Callable[[list[Invalidation]], None]) -> bool:
    """Whether it was kept; the page says so, or why not, and what was typed stands there still."""
    try:
        api.apply_change(change)
    except ActionRefused as refused:
        kept_nothing = gettext("Nothing was saved, and what you typed is still here.")
        messages.error(request, f"{refused.why} {kept_nothing}")
        return False
    messages.success(request, gettext("Saved."))
    return True


def add_participant(snapshot: WorkshopSnapshot, given: dict[str, Any], touched: list[Invalidation]) -> Participant:
    """Make a seat for someone without a phone, in the group that was chosen. To be called inside a change."""
    person = Participant.objects.create(
        workshop=snapshot.workshop, role=given["role"], first_name=given["first_name"].strip(), has_no_phone=True
    )
    if not snapshot.is_prework_open:
        ensure_attendance(snapshot, person)
        if given.get("group"):
            Attendance.objects.filter(participant=person, occasion=snapshot.occasion).update(group=given["group"])
    touched += panels.headcount_panels(snapshot)
    return person
