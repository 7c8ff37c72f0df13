"""What is seen of messages and raised hands."""

from typing import TypedDict, TypeVar

from django.utils.translation import gettext_lazy

from digibarometer.hosting.models import Hand, Message
from digibarometer.live.actions import StrOrPromise
from digibarometer.live.panels import panel
from digibarometer.live.render_cache import cached_per_render
from digibarometer.workshops.models import Group
from digibarometer.workshops.snapshot import WorkshopSnapshot

Row = TypeVar("Row", Message, Hand)

QUICK: list[StrOrPromise] = [
    gettext_lazy("2 minutes left"),
    gettext_lazy("Time to round off"),
    gettext_lazy("Write down what you have come to"),
    gettext_lazy("Let everyone speak"),
]


def _at(snapshot: WorkshopSnapshot) -> tuple[int, int, int | None]:
    return snapshot.pk, snapshot.version, snapshot.workshop.phase_id


@cached_per_render(_at)
def _said(snapshot: WorkshopSnapshot) -> list[Message]:
    """What is said now, to groups and to all."""
    return _in_phase(Message, "withdrawn_at IS NULL ORDER BY id", snapshot)


@cached_per_render(_at)
def _raised(snapshot: WorkshopSnapshot) -> list[Hand]:
    """Hands that are up, the first first."""
    return _in_phase(Hand, "what <> '' ORDER BY raised_at", snapshot)


def _in_phase(kind: type[Row], where: str, snapshot: WorkshopSnapshot) -> list[Row]:
    """Rows of the phase that is on. Plain SQL: each group's screens ask for them, and most often there are none."""
    table = kind._meta.db_table
    asked = f"SELECT * FROM {table} WHERE workshop_id = %s AND phase_id = %s AND {where}"
    return list(kind._default_manager.raw(asked, [snapshot.pk, snapshot.workshop.phase_id]))


def _to_all(snapshot: WorkshopSnapshot, where: str) -> Message | None:
    places = {where, Message.Where.BOTH}
    return next((one for one in _said(snapshot) if one.group_id is None and one.where in places), None)


MessageContext = TypedDict("MessageContext", {"message": Message | None})


@panel
def room_told(snapshot: WorkshopSnapshot) -> MessageContext:
    """What the leader says to all, on their phones."""
    return {"message": _to_all(snapshot, Message.Where.PHONES)}


@panel
def group_told(snapshot: WorkshopSnapshot, group: int) -> MessageContext:
    """What the leader says to the group, until someone of it has confirmed."""
    mine = [one for one in _said(snapshot) if one.group_id == group and not one.confirmed_at]
    return {"message": mine[-1] if mine else None}


HandContext = TypedDict("HandContext", {"hand": Hand | None})


@panel
def group_hand(snapshot: WorkshopSnapshot, group: int) -> HandContext:
    """The group's way to ask for help or to say that it is done."""
    return {"hand": next((hand for hand in _raised(snapshot) if hand.group_id == group), None)}


@panel
def board_told(snapshot: WorkshopSnapshot) -> MessageContext:
    """What the leader says to all, large."""
    return {"message": _to_all(snapshot, Message.Where.BOARD)}


HandRow = TypedDict("HandRow", {"hand": Hand, "group": Group | None})
HandsContext = TypedDict("HandsContext", {"hands": list[HandRow]})


@panel
def desk_hands(snapshot: WorkshopSnapshot) -> HandsContext:
    """What groups want, since when; those that the leader has not seen first."""
    rows: list[HandRow] = [{"hand": hand, "group": snapshot.groups.get(hand.group_id)} for hand in _raised(snapshot)]
    return {"hands": sorted(rows, key=lambda row: row["hand"].seen_at is not None)}


MessageRow = TypedDict("MessageRow", {"message": Message, "group": Group | None})
MessagesContext = TypedDict(
    "MessagesContext", {"said": list[MessageRow], "groups": list[Group], "quick": list[StrOrPromise]}
)


@panel
def desk_tell(snapshot: WorkshopSnapshot) -> MessagesContext:
    """The leader's way to say something to a group or to all, and what is said now."""
    groups = snapshot.groups
    said: list[MessageRow] = [{"message": one, "group": groups.get(one.group_id or 0)} for one in _said(snapshot)]
    return {"said": said, "groups": list(groups.values()), "quick": QUICK}
