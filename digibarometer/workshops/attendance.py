"""How people come in: by code, as a newcomer or back to their seat, or to another device."""

from collections.abc import Callable, Iterable

from django.db import IntegrityError, connection
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from digibarometer.accounts.models import new_secret
from digibarometer.live import api
from digibarometer.live.actions import ActionRefused
from digibarometer.live.panels import Invalidation
from digibarometer.workshops import panels
from digibarometer.workshops.extension_points import components
from digibarometer.workshops.models import Attendance, Occasion, Participant, State, Workshop
from digibarometer.workshops.rules import PARTICIPANT, seat_numbers, smallest_group
from digibarometer.workshops.seats import ParticipantSeat, Seat, hash_of, secret_of
from digibarometer.workshops.snapshot import WorkshopSnapshot, current_snapshot

MAX_PEOPLE = 300  # in a workshop, those who have left too


class Closed(Exception):
    """The workshop takes nobody in any more."""


class Full(ActionRefused):
    """As many have come as a workshop takes."""

    def __init__(self) -> None:
        super().__init__(_("As many people have come in as a workshop has room for. Ask the leader."))


def join(workshop: Workshop, role: str, unit: str = "", first_name: str = "", key: str = "") -> Participant:
    """Make a seat for a newcomer, in the smallest group where there are groups; with a key that has one, give that one.

    Raises Closed when it is over, and Full.
    """
    key = key or new_secret()

    def change(touched: list[Invalidation]) -> Participant:
        snapshot, own_key = current_snapshot(workshop.pk), key
        before = Participant.objects.filter(workshop=snapshot.pk, join_key=key).first()
        if before and before.epoch == 1:
            return before
        if before:  # another phone has that seat by now
            own_key = new_secret()
        if snapshot.workshop.is_over:
            raise Closed
        person = make_seat(workshop, own_key, role=role, unit=unit, first_name=first_name)
        if not snapshot.is_prework_open:  # who rates before the day is not in the room yet
            _attend_first(snapshot, person)
        touched += panels.headcount_panels(snapshot)
        return person

    try:
        return api.apply_change(change)
    except IntegrityError:  # the same form came to another process at the same moment, and it was first
        return api.apply_change(change)


def make_seat(workshop: Workshop, key: str, **who: str) -> Participant:
    """A seat for the phone that comes in by the form with this key. Call it inside a change. Raises Full."""
    return create_participant(workshop, join_key=key, secret_hash=hash_of(secret_of(key)), **who)


def create_participant(workshop: Workshop, **fields: str | bool) -> Participant:
    """Somebody more in the room, with or without a phone. Call it inside a change. Raises Full."""
    if Participant.objects.filter(workshop=workshop.pk).count() >= MAX_PEOPLE:
        raise Full
    return Participant.objects.create(workshop=workshop, **fields)


def rejoin_change(seat: Seat) -> Callable[[list[Invalidation]], None] | None:
    """The change that lets a participant who is back take part in this occasion too; None where it is no news."""
    if (
        not isinstance(seat, ParticipantSeat)
        or seat.attends
        or seat.snapshot.workshop.is_over
        or seat.snapshot.is_prework_open
    ):
        return None

    def change(touched: list[Invalidation]) -> None:
        snapshot, person = current_snapshot(seat.workshop), Participant.objects.filter(pk=seat.person).first()
        if person and not snapshot.workshop.is_over:
            ensure_attendance(snapshot, person)
            touched += panels.headcount_panels(snapshot)

    return change


def attend_connected(snapshot: WorkshopSnapshot, seats: Iterable[str]) -> None:
    """When the day begins, those who are connected take part: while they rated before it they did not."""
    for person in Participant.objects.filter(pk__in=seat_numbers(seats, PARTICIPANT).values()):
        ensure_attendance(snapshot, person)


def carry_over_attendance(snapshot: WorkshopSnapshot, seats: Iterable[str]) -> None:
    """When the room goes on to another occasion, those who are connected take part in it, in the same groups."""
    people = list(seat_numbers(seats, PARTICIPANT).values())
    before = Attendance.objects.filter(workshop=snapshot.pk, participant__in=people).order_by("occasion__order")
    groups = dict(before.values_list("participant", "group"))
    Attendance.objects.bulk_create(
        [
            Attendance(
                workshop=snapshot.workshop,
                participant_id=person,
                occasion=snapshot.occasion,
                group_id=group if group in snapshot.groups else None,
            )
            for person, group in groups.items()
        ],
        ignore_conflicts=True,
    )


def ensure_attendance(snapshot: WorkshopSnapshot, person: Participant) -> Attendance:
    """Take part in the occasion that is on: in the group of before, else the smallest. Call it inside a change."""
    last = (
        Attendance.objects.filter(participant=person, group__in=list(snapshot.groups))
        .order_by("-occasion__order")
        .first()
    )
    group = last.group_id if last else smallest_group(group_sizes(snapshot, snapshot.occasion))
    attendance, _ = Attendance.objects.get_or_create(
        participant=person, occasion=snapshot.occasion, defaults={"workshop": snapshot.workshop, "group_id": group}
    )
    return attendance


def _attend_first(snapshot: WorkshopSnapshot, person: Participant) -> Attendance:
    """Take part, for who has just been given a seat and so was in no group before."""
    group = smallest_group(group_sizes(snapshot, snapshot.occasion))
    return Attendance.objects.create(
        workshop=snapshot.workshop, participant=person, occasion=snapshot.occasion, group_id=group
    )


def group_sizes(snapshot: WorkshopSnapshot, occasion: Occasion) -> dict[int, int]:
    """How many take part in each group of the occasion."""
    sizes = dict.fromkeys(snapshot.groups, 0)
    rows = Attendance.objects.filter(occasion=occasion, left_at=None, group__in=list(snapshot.groups)).values_list(
        "group"
    )
    sizes.update({group: people for group, people in rows.annotate(Count("pk")) if group is not None})
    return sizes


def merge_seats(snapshot: WorkshopSnapshot, stays: Participant, goes: Participant) -> None:
    """Make two seats of the same person one: what was said last counts. Raises ValueError across workshops."""
    if stays.workshop_id != snapshot.pk or goes.workshop_id != snapshot.pk or stays.pk == goes.pk:
        raise ValueError("Only two seats of the same workshop can be merged.")

    def change(touched: list[Invalidation]) -> None:
        for part in components():
            part.on_seats_merged(stays.pk, goes.pk)
        held = Attendance.objects.filter(participant=stays).values("occasion")
        Attendance.objects.filter(participant=goes).exclude(occasion__in=held).update(participant=stays)
        goes.delete()
        touched += snapshot.workshop.update_and_bump_version()

    api.apply_change(change)


def find_by_code(code: str) -> WorkshopSnapshot | None:
    """The workshop that people can join by this code. Plain SQL: it is asked for by everybody who comes in."""
    digits = "".join(character for character in code if character.isdecimal())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, version FROM workshops_workshop WHERE code = %s AND state <> %s", [digits, State.CLOSED.value]
        )
        found = cursor.fetchone()
    return current_snapshot(*found) if found else None
