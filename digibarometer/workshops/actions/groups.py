"""The small groups: made, named, and who sits where."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated

import msgspec
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.live.actions import Action, ActionRefused
from digibarometer.live.panels import Invalidation, whole_workshop
from digibarometer.workshops.actions.conditions import VersionedAction
from digibarometer.workshops.actions.table_screen import participant_or_refuse
from digibarometer.workshops.attendance import ensure_attendance
from digibarometer.workshops.extension_points import components
from digibarometer.workshops.models import Attendance, Group
from digibarometer.workshops.rules import MOST_GROUPS, mixed_groups, suggested_group_count
from digibarometer.workshops.seats import LeaderSeat
from digibarometer.workshops.snapshot import WorkshopSnapshot, load_snapshot


class MakeGroups(VersionedAction, frozen=True, tag="room.make_groups"):
    """The leader says: there are so many groups, with roles and units mixed; none lets the tool choose."""

    groups: Annotated[int, msgspec.Meta(ge=1, le=MOST_GROUPS)] | None = None


def make_groups(wanted: MakeGroups, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Deal those who are here out to groups anew. Groups that are too many are retired, not deleted."""
    snapshot = seat.snapshot
    attending = list(Attendance.objects.filter(occasion=snapshot.occasion, left_at=None).select_related("participant"))
    if not attending:
        raise ActionRefused(_("Nobody is here yet. Make the groups when people have come."))
    number = wanted.groups or suggested_group_count(len(attending))
    groups = keep_groups(snapshot, number)
    dealt = mixed_groups([(a.participant_id, a.participant.role, a.participant.unit) for a in attending], number)
    placed = {a.participant_id: groups[dealt[a.participant_id]] for a in attending}
    with _groups_change(snapshot.pk):
        for attendance in attending:
            attendance.group = placed[attendance.participant_id]
        Attendance.objects.bulk_update(attending, ["group"])
    return _placed(snapshot, placed)


def _placed(snapshot: WorkshopSnapshot, people: Mapping[int, Group]) -> Iterable[Invalidation]:
    """What follows for the parts when people sit where they sat not, or not all of them; every screen is drawn anew."""
    snapshot.workshop.update_and_bump_version()
    now = load_snapshot(snapshot.pk)
    touches = [touch for part in components() for touch in part.on_people_placed(now, people)]
    return [whole_workshop(snapshot.pk), *touches]


@contextmanager
def _groups_change(workshop: int) -> Iterator[None]:
    """Let the others note down who sits where before anybody is moved, and do what follows from it after."""
    for part in components():
        part.before_groups_change(workshop)
    yield
    for part in components():
        part.after_groups_change(workshop)


def keep_groups(snapshot: WorkshopSnapshot, number: int) -> list[Group]:
    """So many groups: those that are there, and new ones; the rest are retired."""
    groups = list(snapshot.groups.values())
    Group.objects.filter(pk__in=[group.pk for group in groups[number:]]).update(retired_at=timezone.now())
    last = Group.objects.filter(workshop=snapshot.pk).count()
    new = [Group(workshop=snapshot.workshop, number=last + 1 + n) for n in range(number - len(groups))]
    return groups[:number] + [_saved(group) for group in new]


def _saved(group: Group) -> Group:
    group.save()
    return group


class Place(Action, frozen=True, tag="room.place"):
    """The leader says: this participant sits in this group."""

    participant: int
    group: int
    about = ("participant",)


def place(wanted: Place, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Move someone to another group."""
    snapshot = seat.snapshot
    group = snapshot.group_or_refuse(wanted.group)
    person = participant_or_refuse(snapshot, wanted.participant)
    ensure_attendance(snapshot, person)
    with _groups_change(snapshot.pk):
        Attendance.objects.filter(participant=person, occasion=snapshot.occasion).update(group=group, left_at=None)
    return _placed(snapshot, {person.pk: group})


class NameGroup(Action, frozen=True, tag="room.name_group"):
    """The leader says what a group is called."""

    group: int
    name: Annotated[str, msgspec.Meta(max_length=40)]
    about = ("group",)


def name_group(wanted: NameGroup, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Name a group; an empty name gives it its number back."""
    group = seat.snapshot.group_or_refuse(wanted.group)
    Group.objects.filter(pk=group.pk).update(name=wanted.name.strip())
    return seat.snapshot.workshop.update_and_bump_version()
