"""Addresses are kept only as long as they are needed: until the workshop ends, or a month after its last day."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

from django.db.models import Max
from django.utils import timezone

from digibarometer.inviting.models import Invitee
from digibarometer.live import api
from digibarometer.live.panels import Invalidation
from digibarometer.workshops.models import State, Workshop
from digibarometer.workshops.snapshot import WorkshopSnapshot

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
