"""Who has lost contact, since when, without pointing anyone out: counts by group.

Counted are screens that have been connected since this server process started, and have no connection to any process
now. A phone that sleeps has none either. With several processes each knows since when of those that left itself.
"""

from collections import defaultdict
from datetime import UTC, datetime
from typing import TypedDict

from digibarometer.live import api
from digibarometer.live.panels import panel
from digibarometer.workshops.models import Attendance, Group, State
from digibarometer.workshops.rules import BOARD, PARTICIPANT, TABLE, seat_numbers
from digibarometer.workshops.snapshot import WorkshopSnapshot

LostPhones = TypedDict("LostPhones", {"group": Group | None, "number": int, "since": datetime})
LostTable = TypedDict("LostTable", {"group": Group, "since": datetime})


class ContactContext(TypedDict):
    """Which screens have lost contact, and since when."""

    phones: list[LostPhones]
    tables: list[LostTable]
    projector_since: datetime | None
    no_projector: bool


@panel
def desk_contact(snapshot: WorkshopSnapshot) -> ContactContext:
    """Phones without contact by group, tables without, and whether a projector is connected."""
    lost, present = api.disconnected_seats(snapshot.pk), api.connected_seats(snapshot.pk)
    tables: list[LostTable] = [
        {"group": snapshot.groups[group], "since": _at(lost[key])}
        for key, group in seat_numbers(lost, TABLE).items()
        if group in snapshot.groups
    ]
    goes_on = bool(present) and snapshot.workshop.state == State.OPEN
    return {
        "phones": _phones(snapshot, {person: lost[key] for key, person in seat_numbers(lost, PARTICIPANT).items()}),
        "tables": tables,
        "projector_since": _at(lost[BOARD]) if BOARD in lost else None,
        "no_projector": goes_on and BOARD not in present,
    }


def _phones(snapshot: WorkshopSnapshot, lost: dict[int, float]) -> list[LostPhones]:
    """Each group's phones without contact, and since when the first of them is."""
    if not lost:
        return []
    attending = Attendance.objects.filter(occasion=snapshot.occasion, left_at=None, participant__in=list(lost))
    by_group: dict[int | None, list[float]] = defaultdict(list)
    for person, group in attending.values_list("participant", "group"):
        by_group[group].append(lost[person])
    return [
        {"group": snapshot.groups.get(group or 0), "number": len(since), "since": _at(min(since))}
        for group, since in by_group.items()
    ]


def _at(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
