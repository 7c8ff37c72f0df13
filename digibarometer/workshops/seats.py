"""Who is at the other end of a screen, and may do what."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from types import SimpleNamespace
from typing import cast
from urllib.parse import parse_qs

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from digibarometer.accounts.models import User
from digibarometer.live.panels import Audience
from digibarometer.workshops.models import Attendance, Leading, Participant, Workshop
from digibarometer.workshops.now import Now, now

COOKIE = "seat"  # on the workshop's own path, so that one phone can sit in several workshops
TABLE_COOKIE = "table"


@dataclass(frozen=True)
class _Seat:
    """What all seats have: a workshop as it was when the seat was looked up."""

    now: Now
    epoch = 1

    @property
    def workshop(self) -> int:
        """The workshop's number."""
        return self.now.pk

    @property
    def version(self) -> int:
        """The workshop's version that the seat was looked up at."""
        return self.now.version


@dataclass(frozen=True)
class BoardSeat(_Seat):
    """The projector: shows, never asks."""

    @property
    def key(self) -> str:
        """Names the seat within its workshop."""
        return "b"

    @cached_property
    def audiences(self) -> tuple[Audience, ...]:
        """Sees the board's panels and the room's."""
        return (Audience("board", self.workshop), Audience("room", self.workshop))


@dataclass(frozen=True)
class DeskSeat(_Seat):
    """Someone with an account before the desk."""

    user: int
    name: str

    @property
    def key(self) -> str:
        """Names the seat within its workshop."""
        return f"l{self.user}"

    @cached_property
    def audiences(self) -> tuple[Audience, ...]:
        """Sees the desk's panels, the room's and their own notes."""
        return (Audience("desk", self.workshop), Audience("room", self.workshop))


@dataclass(frozen=True)
class LeaderSeat(DeskSeat):
    """A leader or co-leader."""


@dataclass(frozen=True)
class CoachSeat(DeskSeat):
    """A coach at the desk: follows, and does not lead."""


@dataclass(frozen=True)
class ParticipantSeat(_Seat):
    """A participant on their own phone."""

    person: int
    role: str
    group: int | None
    epoch: int

    @property
    def key(self) -> str:
        """Names the seat within its workshop."""
        return f"p{self.person}"

    @cached_property
    def audiences(self) -> tuple[Audience, ...]:
        """Sees their own panels, their group's and the room's."""
        group = (Audience("group", self.group),) if self.group else ()
        return (Audience("my", self.person), *group, Audience("room", self.workshop))


@dataclass(frozen=True)
class TableSeat(_Seat):
    """A small group's shared screen; `person` is who has it right now, if anyone."""

    group: int
    person: int | None

    @property
    def key(self) -> str:
        """Names the seat within its workshop."""
        return f"t{self.group}"

    @cached_property
    def audiences(self) -> tuple[Audience, ...]:
        """Sees the group's panels and the room's, and those of the one who has it."""
        mine = (Audience("my", self.person),) if self.person else ()
        return (*mine, Audience("group", self.group), Audience("room", self.workshop))


Seat = BoardSeat | LeaderSeat | CoachSeat | ParticipantSeat | TableSeat


def token(participant: Participant) -> str:
    """What the participant's cookie holds."""
    return f"{participant.pk}.{participant.secret}"


def seat(kind: str, workshop: int, cookies: Mapping[str, str], query: str = "") -> Seat | None:
    """Who sits at this screen, by its cookies or its link; None where nobody does."""
    try:
        here = now(workshop, Workshop.objects.values_list("version", flat=True).get(pk=workshop))
    except Workshop.DoesNotExist:
        return None
    match kind:
        case "phone":
            return _participant(here, cookies.get(COOKIE, ""))
        case "table":
            return _table(here, cookies.get(TABLE_COOKIE, ""))
        case "desk":
            return _leader(here, cookies)
        case "board":
            given = parse_qs(query).get("key", [""])[0]
            by_link = constant_time_compare(given, here.workshop.board_secret)
            return BoardSeat(here) if by_link or _leader(here, cookies) else None
    return None


def participant_seat(here: Now, participant: Participant) -> ParticipantSeat:
    """The participant's seat as it is in this occasion."""
    group = (
        Attendance.objects.filter(participant=participant, occasion=here.occasion)
        .values_list("group", flat=True)
        .first()
    )
    in_group = group if group in here.groups else None
    return ParticipantSeat(here, participant.pk, participant.role, in_group, participant.epoch)


def renew(seat: Seat, version: int) -> Seat | None:
    """The seat as it is at this version (-1: now); None when it is no longer theirs."""
    if version == -1:
        found = Workshop.objects.filter(pk=seat.workshop).values_list("version", flat=True).first()
        if found is None:
            return None
        version = found
    here = now(seat.workshop, version)
    if here.version == seat.version:
        return seat
    match seat:
        case ParticipantSeat():
            found_person = Participant.objects.filter(pk=seat.person, workshop=here.pk, epoch=seat.epoch).first()
            return participant_seat(here, found_person) if found_person else None
        case TableSeat():
            group = here.groups.get(seat.group)
            return TableSeat(here, group.pk, group.held_id) if group else None
        case DeskSeat():
            return desk_seat(here, seat.user)
    return BoardSeat(here)


def desk_seat(here: Now, user: int) -> LeaderSeat | CoachSeat | None:
    """The user's seat at the desk, if they lead or coach this workshop or look after its municipality."""
    person = User.objects.filter(pk=user, is_active=True).first()
    if person is None:
        return None
    leading = Leading.objects.filter(workshop=here.pk, user=user).values_list("kind", flat=True).first()
    if leading is None and not person.memberships.filter(municipality=here.workshop.municipality).exists():
        return None
    sort = CoachSeat if leading == Leading.Kind.COACH else LeaderSeat
    return sort(here, user, str(person))


def _participant(here: Now, given: str) -> ParticipantSeat | None:
    pk, _, secret = given.partition(".")
    if not pk.isdigit():
        return None
    person = Participant.objects.filter(pk=int(pk), workshop=here.pk).first()
    if person is None or not constant_time_compare(secret, person.secret):
        return None
    return participant_seat(here, person)


def _table(here: Now, given: str) -> TableSeat | None:
    pk, _, secret = given.partition(".")
    group = here.groups.get(int(pk)) if pk.isdigit() else None
    if group is None or not constant_time_compare(secret, group.secret):
        return None
    return TableSeat(here, group.pk, group.held_id)


def _leader(here: Now, cookies: Mapping[str, str]) -> LeaderSeat | CoachSeat | None:
    store = import_module(settings.SESSION_ENGINE).SessionStore(cookies.get(settings.SESSION_COOKIE_NAME))
    user = get_user(cast(HttpRequest, SimpleNamespace(session=store)))  # it wants no more of a request than this
    return desk_seat(here, user.pk) if user.is_authenticated else None
