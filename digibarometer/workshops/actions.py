"""What people want of the room itself: the leader's moves, groups, being done, handing over, checking out."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Literal

import msgspec
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.live import doing
from digibarometer.live.actions import Action, Refused, StrOrPromise
from digibarometer.live.panels import Touch
from digibarometer.workshops import moments, panels
from digibarometer.workshops.joining import arrive, attend, come_along
from digibarometer.workshops.models import (
    Attendance,
    CheckOut,
    Group,
    LeaderNote,
    Move,
    Participant,
    Ready,
    Role,
    State,
    Workshop,
)
from digibarometer.workshops.now import Now, read
from digibarometer.workshops.rules import how_many_groups, mix
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat

MOVED_ON = _("The room has moved on since you saw it. Look at the screen and try again.")
CLOSED = _("The workshop is closed for good.")
OVER = _("The workshop has ended. A leader can open it again.")

Short = Annotated[str, msgspec.Meta(max_length=60)]


class LeadersAction(Action, frozen=True, kw_only=True):
    """Something that only holds for the room as the leader saw it: a laptop that wakes up must not pull it back."""

    version: int


def as_seen(action: LeadersAction, seat: LeaderSeat) -> StrOrPromise | None:
    """Refuse a leader's action on a room that has changed since the leader's screen was drawn."""
    return MOVED_ON if action.version != seat.now.version else None


def as_seen_and_open(action: LeadersAction, seat: LeaderSeat) -> StrOrPromise | None:
    """The same, and the workshop is not over."""
    return OVER if seat.now.workshop.is_over else as_seen(action, seat)


def until_closed(action: Action, seat: LeaderSeat) -> StrOrPromise | None:
    """Refuse what comes after the workshop has been closed for good."""
    return CLOSED if seat.now.workshop.state == State.CLOSED else None


def while_open(action: Action, seat: LeaderSeat | ParticipantSeat | TableSeat) -> StrOrPromise | None:
    """Refuse what comes after the workshop has ended."""
    return OVER if seat.now.workshop.is_over else None


class MoveTo(LeadersAction, frozen=True, tag="room.move_to"):
    """The leader says: the room is in this phase, with this on the board."""

    to: int
    spot: int | None = None


def move_to(wanted: MoveTo, seat: LeaderSeat) -> Iterable[Touch]:
    """Move the room. Leaving a step closes it."""
    here = seat.now
    phase = here.phase_or_refuse(wanted.to)
    touches = list(panels.everything_of(here.pk))
    if here.step and phase.step_id != here.step.pk:
        touches += close_step(here)
    again = phase == here.phase
    Move.objects.create(workshop=here.workshop, phase=phase, what="spot" if again else "to", by_id=seat.user)
    fields = {} if again else {"phase": phase, "phase_began_at": timezone.now(), "extra_minutes": 0, "paused_at": None}
    here.workshop.changed(**fields, spot=wanted.spot, state=State.OPEN)
    if here.is_ahead:
        here.workshop.changed(ahead_at=None)
        arrive(read(here.pk), doing.present(here.pk))
    if not again:
        if read(here.pk).occasion != here.occasion:
            come_along(read(here.pk), doing.present(here.pk))
        touches += [touch for begun in moments.phase_begun for touch in begun(read(here.pk), phase)]
    return touches


def close_step(here: Now) -> list[Touch]:
    """Let the others do what they do when a step closes."""
    return [touch for closed in moments.step_closed if here.step for touch in closed(here, here.step)]


class Extend(LeadersAction, frozen=True, tag="room.extend"):
    """The leader says: this phase has so many minutes extra."""

    extra_minutes: Annotated[int, msgspec.Meta(ge=-240, le=240)]


def extend(wanted: Extend, seat: LeaderSeat) -> Iterable[Touch]:
    """Give the phase more time, or take some back."""
    Move.objects.create(workshop=seat.now.workshop, phase=seat.now.phase, what="extend", by_id=seat.user)
    seat.now.workshop.changed(extra_minutes=wanted.extra_minutes)
    return panels.everything_of(seat.workshop)


class Pause(LeadersAction, frozen=True, tag="room.pause"):
    """The leader says: the clock stands still, or runs."""

    paused: bool


def pause(wanted: Pause, seat: LeaderSeat) -> Iterable[Touch]:
    """Stop the clock, or let it go on where it stood."""
    workshop = seat.now.workshop
    if wanted.paused == bool(workshop.paused_at):
        return []
    what = "pause" if wanted.paused else "resume"
    Move.objects.create(workshop=workshop, phase=seat.now.phase, what=what, by_id=seat.user)
    workshop.changed(**clock(workshop, stands=wanted.paused))
    return panels.everything_of(seat.workshop)


def clock(workshop: Workshop, stands: bool) -> dict[str, datetime | None]:
    """What to change of a workshop so that its clock stands still, or goes on where it stood."""
    if stands:
        return {"paused_at": workshop.paused_at or timezone.now()}
    if not workshop.paused_at or not workshop.phase_began_at:
        return {"paused_at": None}
    return {"paused_at": None, "phase_began_at": workshop.phase_began_at + (timezone.now() - workshop.paused_at)}


class SetState(LeadersAction, frozen=True, tag="room.set_state"):
    """The leader says: the workshop is going on, is paused until another day, or has ended."""

    state: Literal["open", "paused", "ended"]


def set_state(wanted: SetState, seat: LeaderSeat) -> Iterable[Touch]:
    """End makes the results final; a leader can open the workshop again until it is closed."""
    here, workshop = seat.now, seat.now.workshop
    if workshop.state == State.CLOSED:
        raise Refused(CLOSED)
    touches = list(panels.everything_of(here.pk))
    if wanted.state == "ended" and not workshop.is_over:
        touches += close_step(here)
        touches += [touch for tells in moments.ended for touch in tells(here)]
    if wanted.state == "paused":
        touches += [touch for tells in moments.stopped for touch in tells(here)]
    what = {"ended": "end", "open": "reopen", "paused": "pause"}[wanted.state]
    Move.objects.create(workshop=workshop, phase=here.phase, what=what, by_id=seat.user)
    ended_at = timezone.now() if wanted.state == "ended" else None
    workshop.changed(state=wanted.state, ended_at=ended_at, **clock(workshop, stands=wanted.state != "open"))
    return touches


class MakeGroups(LeadersAction, frozen=True, tag="room.make_groups"):
    """The leader says: there are so many groups, with roles and units mixed; none lets the tool choose."""

    groups: Annotated[int, msgspec.Meta(ge=1, le=40)] | None = None


def make_groups(wanted: MakeGroups, seat: LeaderSeat) -> Iterable[Touch]:
    """Deal those who are here out to groups anew. Groups that are too many are retired, not deleted."""
    here = seat.now
    attending = list(Attendance.objects.filter(occasion=here.occasion, left_at=None).select_related("participant"))
    if not attending:
        raise Refused(_("Nobody is here yet. Make the groups when people have come."))
    number = wanted.groups or how_many_groups(len(attending))
    groups = keep_groups(here, number)
    dealt = mix([(a.participant_id, a.participant.role, a.participant.unit) for a in attending], number)
    for attendance in attending:
        attendance.group = groups[dealt[attendance.participant_id]]
    Attendance.objects.bulk_update(attending, ["group"])
    here.workshop.changed()
    return panels.everything_of(here.pk)


def keep_groups(here: Now, number: int) -> list[Group]:
    """So many groups: those that are there, and new ones; the rest are retired."""
    groups = list(here.groups.values())
    Group.objects.filter(pk__in=[group.pk for group in groups[number:]]).update(retired_at=timezone.now())
    last = Group.objects.filter(workshop=here.pk).count()
    new = [Group(workshop=here.workshop, number=last + 1 + n) for n in range(number - len(groups))]
    return groups[:number] + [_saved(group) for group in new]


def _saved(group: Group) -> Group:
    group.save()
    return group


class Place(Action, frozen=True, tag="room.place"):
    """The leader says: this participant sits in this group."""

    participant: int
    group: int

    def about(self) -> str:
        """One wish a participant."""
        return f"room.place:{self.participant}"


def place(wanted: Place, seat: LeaderSeat) -> Iterable[Touch]:
    """Move someone to another group."""
    here = seat.now
    group = here.group_or_refuse(wanted.group)
    person = _person_or_refuse(here, wanted.participant)
    attend(here, person)
    Attendance.objects.filter(participant=person, occasion=here.occasion).update(group=group, left_at=None)
    here.workshop.changed()
    return panels.everything_of(here.pk)


def _person_or_refuse(here: Now, pk: int) -> Participant:
    person = Participant.objects.filter(workshop=here.pk, pk=pk).first()
    if person is None:
        raise Refused(_("That participant is not in this workshop."))
    return person


class NameGroup(Action, frozen=True, tag="room.name_group"):
    """The leader says what a group is called."""

    group: int
    name: Annotated[str, msgspec.Meta(max_length=40)]

    def about(self) -> str:
        """One wish a group."""
        return f"room.name_group:{self.group}"


def name_group(wanted: NameGroup, seat: LeaderSeat) -> Iterable[Touch]:
    """Name a group; an empty name gives it its number back."""
    group = seat.now.group_or_refuse(wanted.group)
    Group.objects.filter(pk=group.pk).update(name=wanted.name.strip())
    seat.now.workshop.changed()
    return panels.everything_of(seat.workshop)


class ShowNames(Action, frozen=True, tag="room.show_names"):
    """The leader says whether first names show on the board's list of who has come."""

    shown: bool


def show_names(wanted: ShowNames, seat: LeaderSeat) -> Iterable[Touch]:
    """Show names, or roles only."""
    seat.now.workshop.changed(show_names=wanted.shown)
    return panels.everything_of(seat.workshop)


class WriteLeaderNote(Action, frozen=True, tag="room.leader_note"):
    """The leaders' own note on a step."""

    step: int
    text: Annotated[str, msgspec.Meta(max_length=2000)]

    def about(self) -> str:
        """One wish a step."""
        return f"room.leader_note:{self.step}"


def leader_note(wanted: WriteLeaderNote, seat: LeaderSeat) -> Iterable[Touch]:
    """Keep the note; only those who lead see it."""
    step = seat.now.step_or_refuse(wanted.step)
    LeaderNote.objects.update_or_create(
        step=step, defaults={"workshop": seat.now.workshop, "text": wanted.text, "user_id": seat.user}
    )
    return [panels.desk_note.of(seat.workshop)]


class SayReady(Action, frozen=True, tag="room.ready"):
    """A participant says: I am done with this phase, or not."""

    ready: bool

    def about(self) -> str:
        """One wish a phase."""
        return f"room.ready:{self.phase}"


def say_ready(wanted: SayReady, seat: ParticipantSeat | TableSeat) -> Iterable[Touch]:
    """Count the participant as done with the phase that the screen showed."""
    phase = seat.now.phase_or_refuse(wanted.phase or 0)
    person = person_or_refuse(seat)
    Ready.objects.update_or_create(
        phase=phase,
        participant_id=person,
        defaults={"workshop": seat.now.workshop, "group_id": seat.group, "is_ready": wanted.ready},
    )
    return [panels.my_ready.of(seat.workshop, person), panels.desk_people.of(seat.workshop)]


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
        person = _person_or_refuse(here, wanted.to)
        if not Attendance.objects.filter(participant=person, occasion=here.occasion, group=seat.group).exists():
            raise Refused(_("That participant sits in another group."))
    elif wanted.role is not None:
        person = Participant.objects.create(
            workshop=here.workshop, role=Role(wanted.role), first_name=wanted.first_name.strip()
        )
        Attendance.objects.create(
            workshop=here.workshop, participant=person, occasion=here.occasion, group_id=seat.group
        )
    Group.objects.filter(pk=seat.group).update(held=person)
    here.workshop.changed()
    return panels.everything_of(here.pk)


class SayOfTheDay(Action, frozen=True, tag="room.check_out"):
    """A participant's answer to one of the three questions on the workshop itself: 1 no, 2 partly, 3 yes."""

    question: Literal["talked", "learned", "goes_on"]
    answer: Annotated[int, msgspec.Meta(ge=1, le=3)]

    def about(self) -> str:
        """One wish a question."""
        return f"room.check_out:{self.question}"


def check_out(wanted: SayOfTheDay, seat: ParticipantSeat | TableSeat) -> Iterable[Touch]:
    """Keep the answer; the last one counts."""
    person = person_or_refuse(seat)
    CheckOut.objects.update_or_create(
        participant_id=person,
        question=wanted.question,
        defaults={"workshop": seat.now.workshop, "answer": wanted.answer},
    )
    return [
        panels.my_check_out.of(seat.workshop, person),
        panels.desk_check_out.of(seat.workshop),
        panels.board_check_out.of(seat.workshop),
    ]
