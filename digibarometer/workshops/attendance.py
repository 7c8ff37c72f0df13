"""How people come in: by code, as a newcomer or back to their seat, or to another device."""

from collections.abc import Callable, Iterable

from django.db import IntegrityError, connection
from django.db.models import Count

from digibarometer.accounts.models import new_secret
from digibarometer.live import api
from digibarometer.live.panels import Touch
from digibarometer.workshops import panels, signals
from digibarometer.workshops.models import Attendance, Occasion, Participant, State, Workshop
from digibarometer.workshops.rules import smallest
from digibarometer.workshops.seats import ParticipantSeat, Seat, hash_of, secret_of
from digibarometer.workshops.snapshot import Now, now

MAX_PEOPLE = 300  # in a workshop, those who have left too


class Closed(Exception):
    """The workshop takes nobody in any more."""


class Full(Exception):
    """As many have come as a workshop takes."""


def join(workshop: Workshop, role: str, unit: str = "", first_name: str = "", key: str = "") -> Participant:
    """Make a seat for a newcomer, in the smallest group where there are groups; with a key that has one, give that one.

    Raises Closed when it is over, and Full.
    """
    key = key or new_secret()

    def change(touched: list[Touch]) -> Participant:
        here, own_key = now(workshop.pk), key
        before = Participant.objects.filter(workshop=here.pk, join_key=key).first()
        if before and before.epoch == 1:
            return before
        if before:  # another phone has that seat by now
            own_key = new_secret()
        if here.workshop.is_over:
            raise Closed
        if Participant.objects.filter(workshop=here.pk).count() >= MAX_PEOPLE:
            raise Full
        person = make_seat(workshop, own_key, role=role, unit=unit, first_name=first_name)
        if not here.is_ahead:  # who rates before the day is not in the room yet
            _attend_first(here, person)
        touched += panels.people_changed(here)
        return person

    try:
        return api.do(change)
    except IntegrityError:  # the same form came to another process at the same moment, and it was first
        return api.do(change)


def make_seat(workshop: Workshop, key: str, **who: str) -> Participant:
    """A seat for the phone that comes in by the form with this key. Call it inside a change."""
    return Participant.objects.create(workshop=workshop, join_key=key, secret_hash=hash_of(secret_of(key)), **who)


def coming_back(seat: Seat) -> Callable[[list[Touch]], None] | None:
    """The change that lets a participant who is back take part in this occasion too; None where it is no news."""
    if not isinstance(seat, ParticipantSeat) or seat.attends or seat.now.workshop.is_over or seat.now.is_ahead:
        return None

    def change(touched: list[Touch]) -> None:
        here, person = now(seat.workshop), Participant.objects.filter(pk=seat.person).first()
        if person and not here.workshop.is_over:
            attend(here, person)
            touched += panels.people_changed(here)

    return change


def arrive(here: Now, seats: Iterable[str]) -> None:
    """When the day begins, those who are connected take part: while they rated before it they did not."""
    for person in Participant.objects.filter(pk__in=[int(seat[1:]) for seat in seats if seat.startswith("p")]):
        attend(here, person)


def come_along(here: Now, seats: Iterable[str]) -> None:
    """When the room goes on to another occasion, those who are connected take part in it, in the same groups."""
    people = [int(seat[1:]) for seat in seats if seat.startswith("p")]
    before = Attendance.objects.filter(workshop=here.pk, participant__in=people).order_by("occasion__order")
    groups = dict(before.values_list("participant", "group"))
    Attendance.objects.bulk_create(
        [
            Attendance(
                workshop=here.workshop,
                participant_id=person,
                occasion=here.occasion,
                group_id=group if group in here.groups else None,
            )
            for person, group in groups.items()
        ],
        ignore_conflicts=True,
    )


def attend(here: Now, person: Participant) -> Attendance:
    """Take part in the occasion that is on: in the group of before, else the smallest. Call it inside a change."""
    last = (
        Attendance.objects.filter(participant=person, group__in=list(here.groups)).order_by("-occasion__order").first()
    )
    group = last.group_id if last else smallest(group_sizes(here, here.occasion))
    attendance, _ = Attendance.objects.get_or_create(
        participant=person, occasion=here.occasion, defaults={"workshop": here.workshop, "group_id": group}
    )
    return attendance


def _attend_first(here: Now, person: Participant) -> Attendance:
    """Take part, for who has just been given a seat and so was in no group before."""
    group = smallest(group_sizes(here, here.occasion))
    return Attendance.objects.create(workshop=here.workshop, participant=person, occasion=here.occasion, group_id=group)


def group_sizes(here: Now, occasion: Occasion) -> dict[int, int]:
    """How many take part in each group of the occasion."""
    sizes = dict.fromkeys(here.groups, 0)
    rows = Attendance.objects.filter(occasion=occasion, left_at=None, group__in=list(here.groups)).values_list("group")
    sizes.update({group: people for group, people in rows.annotate(Count("pk")) if group is not None})
    return sizes


def merge(here: Now, stays: Participant, goes: Participant) -> None:
    """Make two seats of the same person one: what was said last counts. Raises ValueError across workshops."""
    if stays.workshop_id != here.pk or goes.workshop_id != here.pk or stays.pk == goes.pk:
        raise ValueError("Only two seats of the same workshop can be merged.")

    def change(touched: list[Touch]) -> None:
        for merged in signals.seats_merged:
            merged(stays.pk, goes.pk)
        held = Attendance.objects.filter(participant=stays).values("occasion")
        Attendance.objects.filter(participant=goes).exclude(occasion__in=held).update(participant=stays)
        goes.delete()
        here.workshop.changed()
        touched += panels.everything_of(here.pk)

    api.do(change)


def by_code(code: str) -> Now | None:
    """The workshop that people can join by this code. Plain SQL: it is asked for by everybody who comes in."""
    digits = "".join(character for character in code if character.isdecimal())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, version FROM workshops_workshop WHERE code = %s AND state <> %s", [digits, State.CLOSED.value]
        )
        found = cursor.fetchone()
    return now(*found) if found else None
