"""The people: who acts at a screen, a table screen handed over, and whether first names show."""

from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec
from django.utils.translation import gettext_lazy as _

from digibarometer.live.actions import Action, ActionRefused
from digibarometer.live.panels import Invalidation
from digibarometer.workshops.attendance import create_participant
from digibarometer.workshops.models import Attendance, Group, Participant, Role, new_sitting
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat, Viewer
from digibarometer.workshops.snapshot import WorkshopSnapshot


def participant_or_refuse(snapshot: WorkshopSnapshot, pk: int) -> Participant:
    """The participant of this number. Raises ActionRefused when it is not one of this workshop's."""
    person = Participant.objects.filter(workshop=snapshot.pk, pk=pk).first()
    if person is None:
        raise ActionRefused(_("That participant is not in this workshop."))
    return person


def viewer_or_refuse(seat: ParticipantSeat | TableSeat) -> Viewer:
    """Who acts: the phone's participant, or the one who has the table screen.

    Raises ActionRefused where nobody has it.
    """
    if seat.viewer is None:
        raise ActionRefused(_("Choose who has the screen first: hand it over."))
    return seat.viewer


def sitting_of(seat: ParticipantSeat | TableSeat | LeaderSeat, person: int | None) -> int | None:
    """The sitting that something is said in: none where it is said for somebody else, who alone may read it."""
    return seat.viewer.sitting if seat.viewer is not None and seat.viewer.participant_id == person else None


class HandOver(Action, frozen=True, tag="room.hand_over"):
    """The table says: this participant, or a newcomer of this role, has the screen; none blanks it."""

    to: int | None = None
    role: Literal["politician", "manager", "official"] | None = None
    first_name: Annotated[str, msgspec.Meta(max_length=30)] = ""


def hand_over(wanted: HandOver, seat: TableSeat) -> Iterable[Invalidation]:
    """Blank the table screen, or give it to a participant of the group: who has a phone is asked there first."""
    snapshot, person = seat.snapshot, None
    if wanted.to is not None:
        person = participant_or_refuse(snapshot, wanted.to)
        if not Attendance.objects.filter(participant=person, occasion=snapshot.occasion, group=seat.group).exists():
            raise ActionRefused(_("That participant sits in another group."))
    elif wanted.role is not None:
        person = create_participant(
            snapshot.workshop, role=Role(wanted.role), first_name=wanted.first_name.strip(), has_no_phone=True
        )
        Attendance.objects.create(
            workshop=snapshot.workshop, participant=person, occasion=snapshot.occasion, group_id=seat.group
        )
    if person is not None and person.secret_hash:
        return give_table(snapshot, seat.group, None, asked=person.pk)
    return give_table(snapshot, seat.group, person.pk if person else None)


def give_table(
    snapshot: WorkshopSnapshot, group: int, person: int | None, asked: int | None = None
) -> Iterable[Invalidation]:
    """Let a participant have a group's table screen, in a sitting that begins now; or nobody."""
    sitting = None if person is None else new_sitting()
    Group.objects.filter(pk=group).update(held=person, held_sitting=sitting, asked=asked)
    return snapshot.workshop.update_and_bump_version()


class LendTable(Action, frozen=True, tag="room.lend"):
    """The participant says, on their own phone: the table's screen may be mine for a while, or not."""

    group: int
    lend: bool
    about = ("group",)


def lend(wanted: LendTable, seat: ParticipantSeat) -> Iterable[Invalidation]:
    """Give the table that has asked to the one whom it has asked for. What they say there is not read on the phone."""
    snapshot, group = seat.snapshot, seat.snapshot.group_or_refuse(wanted.group)
    if group.asked_id != seat.person:
        return []
    return give_table(snapshot, group.pk, seat.person if wanted.lend else None)


class ShowNames(Action, frozen=True, tag="room.show_names"):
    """The leader says whether first names show on the board's list of who has come."""

    shown: bool


def show_names(wanted: ShowNames, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Show names, or roles only."""
    return seat.snapshot.workshop.update_and_bump_version(show_names=wanted.shown)
