"""Keeping what was keyed in: through the ledger, like everything else that changes a workshop."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext

from digibarometer.live import api
from digibarometer.live.actions import Refused
from digibarometer.live.panels import Touch
from digibarometer.workshops import panels
from digibarometer.workshops.attendance import attend
from digibarometer.workshops.models import Attendance, Participant
from digibarometer.workshops.snapshot import Now, now, versions


def fresh(workshop: int) -> Now:
    """The workshop as it stands inside a change, where its row stays locked."""
    return now(workshop, versions([workshop], lock=True)[workshop])


def keep(request: HttpRequest, change: Callable[[list[Touch]], None]) -> bool:
    """Whether it was kept; the page says so, or why not, and what was typed stands there still."""
    try:
        api.do(change)
    except Refused as refused:
        kept_nothing = gettext("Nothing was saved, and what you typed is still here.")
        messages.error(request, f"{refused.why} {kept_nothing}", "bad")
        return False
    messages.success(request, gettext("Saved."), "ok")
    return True


def come_in(here: Now, given: dict[str, Any], touched: list[Touch]) -> Participant:
    """Make a seat for someone without a phone, in the group that was chosen. To be called inside a change."""
    person = Participant.objects.create(
        workshop=here.workshop, role=given["role"], first_name=given["first_name"].strip(), has_no_phone=True
    )
    if not here.is_ahead:
        attend(here, person)
        if given.get("group"):
            Attendance.objects.filter(participant=person, occasion=here.occasion).update(group=given["group"])
    touched += panels.people_changed(here)
    return person
