"""Who has lost contact, since when, without pointing anyone out: counts by group.

Counted are screens that have been connected since this server process started, and have no connection to any process
now. A phone that sleeps has none either. With several processes each knows since when of those that left itself.
"""

from collections import defaultdict
from datetime import UTC, datetime
from typing import TypedDict

from digibarometer.hosting.models import Projector
from digibarometer.hosting.projector import display
from digibarometer.live import api
from digibarometer.live.panels import panel
from digibarometer.workshops.models import Attendance, Group
from digibarometer.workshops.rules import BOARD, PARTICIPANT, TABLE, seat_numbers
from digibarometer.workshops.snapshot import WorkshopSnapshot

LostPhones = TypedDict("LostPhones", {"group": Group | None, "number": int, "since": datetime})
LostTable = TypedDict("LostTable", {"group": Group, "since": datetime})


class ContactContext(TypedDict):
    """Which phones and tables have lost contact, and since when."""

    phones: list[LostPhones]
    tables: list[LostTable]


@panel
def desk_contact(snapshot: WorkshopSnapshot) -> ContactContext:
    """Phones without contact by group, and tables without."""
    lost = api.disconnected_seats(snapshot.pk)
    tables: list[LostTable] = [
        {"group": snapshot.groups[group], "since": _at(lost[key])}
        for key, group in seat_numbers(lost, TABLE).items()
        if group in snapshot.groups
    ]
    return {
        "phones": _phones(snapshot, {person: lost[key] for key, person in seat_numbers(lost, PARTICIPANT).items()}),
        "tables": tables,
    }


class DeskBoardContext(TypedDict):
    """What the projector shows, in words; since when it is dark, stands still or has lost contact; and whether one is
    there.
    """

    shows: str
    projector: Projector
    lost_since: datetime | None
    is_there: bool


@panel
def desk_board(snapshot: WorkshopSnapshot) -> DeskBoardContext:
    """What the projector shows now, and in words what keeps the room from seeing it."""
    lost, present = api.disconnected_seats(snapshot.pk), api.connected_seats(snapshot.pk)
    visible = display.visible_panels(snapshot, display.step_board_panels(snapshot))
    shown = dict.fromkeys(str(display.titles().get(one.panel, "")) for one in visible)
    return {
        "shows": ", ".join(filter(None, shown)),
        "projector": display.projector(snapshot.pk),
        "lost_since": _at(lost[BOARD]) if BOARD in lost else None,
        "is_there": BOARD in present,
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
