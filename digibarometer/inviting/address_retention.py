"""Addresses are kept only as long as they are needed: until the workshop ends, or a month after its last day."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

from django.db.models import Max
from django.utils import timezone

from digibarometer.inviting.models import Invited
from digibarometer.live import api
from digibarometer.live.panels import Touch
from digibarometer.workshops.models import State, Workshop
from digibarometer.workshops.snapshot import Now

NEVER_HELD = timedelta(days=30)  # after the last day that was planned


def when_ended(here: Now) -> Iterable[Touch]:
    """The room has ended: nobody is invited to it any more."""
    forget_addresses(here.pk)
    return []


def forget_addresses(workshop: int) -> None:
    """Delete the addresses of a workshop. To be called inside a change."""
    Invited.objects.filter(workshop=workshop).delete()


def due() -> None:
    """Once a minute: no addresses of workshops that are over, or whose day has long gone by."""
    kept = Workshop.objects.filter(pk__in=Invited.objects.order_by().values("workshop"))
    long_ago = timezone.localdate() - NEVER_HELD
    for workshop in kept.annotate(last=Max("occasions__on")):
        if workshop.state in {State.ENDED, State.CLOSED} or (workshop.last and workshop.last < long_ago):
            api.do(partial(_forget, workshop.pk))


def _forget(workshop: int, touched: list[Touch]) -> None:
    forget_addresses(workshop)
