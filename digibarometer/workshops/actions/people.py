"""The people: who acts at a screen, a table screen handed over, and whether first names show."""

from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec
from django.utils.translation import gettext_lazy as _

from digibarometer.live.actions import Action, Refused
from digibarometer.live.panels import Touch
from digibarometer.workshops import panels
from digibarometer.workshops.models import Attendance, Group, Participant, Role
from digibarometer.workshops.now import Now
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat


def participant_or_refuse(here: Now, pk: int) -> Participant:
    """The participant of this number. Raises Refused when it is not one of this workshop's."""
    person = Participant.objects.filter(workshop=here.pk, pk=pk).first()
    if person is None:
        raise Refused(_("That participant is not in this workshop."))
    return person


def person_or_refuse(seat: ParticipantSeat | TableSeat) -> int:
    """Who acts: the phone's participant, or the one who has the table screen. Raises Refused where nobody has it."""
    if seat.person is None:
        raise Refused(_("Choose who has the screen first: hand it over."))
    return seat.person


class HandOver(Action, frozen=True, tag="room.hand_over"):
    """The table says: this participant, or a newcomer of this role, has the screen; none blanks it."""

    to: int | None = None
    role: Literal["politician", "manager", "official"] | None = None
    first_name: Annotated[str, msgspec.Meta(max_length=30)] = ""


def hand_over(wanted: HandOver, seat: TableSeat) -> Iterable[Touch]:
    """Blank the table screen, or give it to a participant of the group who has no phone."""
    here, person = seat.now, None
    if wanted.to is not None:
        person = participant_or_refuse(here, wanted.to)
        if not Attendance.objects.filter(participant=person, occasion=here.occasion, group=seat.group).exists():
            raise Refused(_("That participant sits in another group."))
    elif wanted.role is not None:
        person = Participant.objects.create(
            workshop=here.workshop, role=Role(wanted.role), first_name=wanted.first_name.strip(), has_no_phone=True
        )
        Attendance.objects.create(
            workshop=here.workshop, participant=person, occasion=here.occasion, group_id=seat.group
        )
    Group.objects.filter(pk=seat.group).update(held=person)
    here.workshop.changed()
    return panels.everything_of(here.pk)


class ShowNames(Action, frozen=True, tag="room.show_names"):
    """The leader says whether first names show on the board's list of who has come."""

    shown: bool


def show_names(wanted: ShowNames, seat: LeaderSeat) -> Iterable[Touch]:
    """Show names, or roles only."""
    seat.now.workshop.changed(show_names=wanted.shown)
    return panels.everything_of(seat.workshop)
