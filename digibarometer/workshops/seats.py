"""Who is at the other end of a screen, and may do what."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import parse_qs

from django.conf import settings
from django.db import connection
from django.utils.crypto import constant_time_compare, salted_hmac

from digibarometer.accounts.models import User
from digibarometer.accounts.sessions import user_of_session
from digibarometer.live.panels import Audience
from digibarometer.workshops.leader_status import workshops_user_may_plan
from digibarometer.workshops.models import Group, LeaderRole, Participant, Right
from digibarometer.workshops.rules import BOARD, DESK, GLANCE, PARTICIPANT, TABLE, row_number
from digibarometer.workshops.snapshot import WorkshopSnapshot, current_snapshot, version_of

COOKIE = "seat"  # on the workshop's own path, so that one phone can sit in several workshops
TABLE_COOKIE = "table"


class Viewer(NamedTuple):
    """A person in one of their sittings: what they say is read in that one alone. See models.OwnAnswer."""

    participant_id: int
    sitting: int


@dataclass(frozen=True)
class _Seat:
    """What all seats have: a workshop as it was when the seat was looked up."""

    snapshot: WorkshopSnapshot
    epoch = 1

    @property
    def viewer(self) -> Viewer | None:
        """Who sits here, where it is somebody with answers of their own."""
        return None

    @property
    def workshop(self) -> int:
        """The workshop's number."""
        return self.snapshot.pk

    @property
    def version(self) -> int:
        """The workshop's version that the seat was looked up at."""
        return self.snapshot.version

    @property
    def key(self) -> str:
        """Names the seat within its workshop."""
        raise NotImplementedError

    @cached_property
    def lane(self) -> tuple[str, int, str]:
        """Whose turn it is, where seats take turns."""
        return (self.snapshot.workshop.municipality_id, self.workshop, self.key)


@dataclass(frozen=True)
class BoardSeat(_Seat):
    """The projector: shows, never asks. Opened by its link, or by somebody with an account."""

    session: str = ""  # the key of the session that it is open by; empty for the link
    secret: str = ""  # of the link that it is open by
    is_glance: bool = False  # seen small, on the desk of who is signed in

    @property
    def key(self) -> str:
        """Names the seat within its workshop."""
        return GLANCE if self.is_glance else BOARD

    @cached_property
    def audiences(self) -> tuple[Audience, ...]:
        """Sees the board's panels and the room's."""
        return (Audience("board", self.workshop), Audience("room", self.workshop))


@dataclass(frozen=True)
class DeskSeat(_Seat):
    """Someone with an account before the desk."""

    user: int
    name: str
    session: str = ""  # the key of the session that it is open by; empty where no browser asks

    @property
    def key(self) -> str:
        """Names the seat within its workshop."""
        return f"{DESK}{self.user}"

    @cached_property
    def audiences(self) -> tuple[Audience, ...]:
        """Sees the desk's panels and the room's."""
        return (Audience("desk", self.workshop), Audience("room", self.workshop))

    @cached_property
    def links_for(self) -> list[str]:
        """What the links of the desk that are not for everyone there are for (`data-for`): those that open for them."""
        plans = workshops_user_may_plan(self.user).filter(pk=self.workshop).exists()
        return [*(["lead"] if isinstance(self, LeaderSeat) else []), *(["plan"] if plans else [])]


@dataclass(frozen=True)
class LeaderSeat(DeskSeat):
    """A leader or co-leader, or a coach who helps to lead."""

    @cached_property
    def audiences(self) -> tuple[Audience, ...]:
        """Sees what everybody at a desk does, and what is only for those who lead."""
        return (*super().audiences, Audience("leader", self.workshop))


@dataclass(frozen=True)
class CoachSeat(DeskSeat):
    """A coach at the desk: follows, and does not lead."""


@dataclass(frozen=True)
class ParticipantSeat(_Seat):
    """A participant on their own phone."""

    person: int
    sitting: int
    role: str
    group: int | None
    epoch: int
    attends: bool = True  # in the occasion that is on

    @property
    def viewer(self) -> Viewer:
        """The participant, in the sitting of their phone."""
        return Viewer(self.person, self.sitting)

    @property
    def key(self) -> str:
        """Names the seat within its workshop."""
        return f"{PARTICIPANT}{self.person}"

    @cached_property
    def audiences(self) -> tuple[Audience, ...]:
        """Sees their own panels, their group's and the room's."""
        group = (Audience("group", self.group),) if self.group else ()
        return (Audience("my", self.person), *group, Audience("room", self.workshop))


@dataclass(frozen=True)
class TableSeat(_Seat):
    """A small group's shared screen; `person` is who has it right now, if anyone."""

    group: int
    person: int | None = None
    sitting: int | None = None
    secret: str = ""  # of the link that it is open by

    @property
    def viewer(self) -> Viewer | None:
        """Who has the screen, in the sitting that began when they got it."""
        return None if self.person is None or self.sitting is None else Viewer(self.person, self.sitting)

    @property
    def key(self) -> str:
        """Names the seat within its workshop."""
        return f"{TABLE}{self.group}"

    @cached_property
    def audiences(self) -> tuple[Audience, ...]:
        """Sees the group's panels and the room's, and those of the one who has it."""
        mine = (Audience("my", self.viewer.participant_id),) if self.viewer else ()
        return (*mine, Audience("group", self.group), Audience("room", self.workshop))


Seat = BoardSeat | LeaderSeat | CoachSeat | ParticipantSeat | TableSeat


def secret_of(join_key: str) -> str:
    """The secret of the phone that came in by this form: the same form sent twice has the same."""
    return salted_hmac("digibarometer.seat", join_key, algorithm="sha256").hexdigest()[:32]


def hash_of(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode()).hexdigest()


def seat_cookie(participant: Participant) -> str:
    """What the cookie of the phone that the participant came in with holds."""
    return f"{participant.pk}.{secret_of(participant.join_key or '')}"


def find_seat(kind: str, workshop: int, cookies: Mapping[str, str], query: str = "") -> Seat | None:
    """Who sits at this screen, by its cookies or its link; None where nobody does."""
    if (version := version_of(workshop)) is None:
        return None
    snapshot = current_snapshot(workshop, version)
    session = cookies.get(settings.SESSION_COOKIE_NAME, "")
    match kind:
        case "phone":
            return _participant(snapshot, cookies.get(COOKIE, ""))
        case "table":
            return _table(snapshot, cookies.get(TABLE_COOKIE, ""))
        case "desk":
            return _desk_of(snapshot, session)
        case "board":
            asked = parse_qs(query)
            return _board(snapshot, asked.get("key", [""])[0], session, "glance" in asked)
    return None


class _Found(NamedTuple):
    """What is looked up of a participant whose screen comes."""

    secret_hash: str
    sitting: int
    role: str
    epoch: int
    group: int | None
    attends: bool


def _find(snapshot: WorkshopSnapshot, person: int) -> _Found | None:
    """The participant of this number in the occasion that is on. Plain SQL: twelve thousand may come at once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.secret_hash, p.sitting, p.role, p.epoch, a.group_id, a.id IS NOT NULL"
            " FROM workshops_participant p"
            " LEFT JOIN workshops_attendance a ON a.participant_id = p.id AND a.occasion_id = %s"
            " WHERE p.id = %s AND p.workshop_id = %s",
            [snapshot.occasion.pk, person, snapshot.pk],
        )
        found = cursor.fetchone()
    return _Found(*found) if found else None


def _seated(snapshot: WorkshopSnapshot, person: int, found: _Found) -> ParticipantSeat:
    group = found.group if found.group in snapshot.groups else None
    return ParticipantSeat(snapshot, person, found.sitting, found.role, group, found.epoch, bool(found.attends))


def participant_seat(snapshot: WorkshopSnapshot, participant: Participant) -> ParticipantSeat:
    """The participant's seat as it is in this occasion. Raises Participant.DoesNotExist."""
    if (found := _find(snapshot, participant.pk)) is None:
        raise Participant.DoesNotExist
    return _seated(snapshot, participant.pk, found)


def refresh_seat(seat: Seat, version: int) -> Seat | None:
    """The seat as it is at this version (-1: now); None when it is no longer theirs."""
    if version == -1:
        if (latest := version_of(seat.workshop)) is None:
            return None
        version = latest
    snapshot = current_snapshot(seat.workshop, version)
    if snapshot.version == seat.version:
        return seat
    match seat:
        case ParticipantSeat():
            found = _find(snapshot, seat.person)
            return _seated(snapshot, seat.person, found) if found and found.epoch == seat.epoch else None
        case TableSeat():
            return _table_by(snapshot, seat.group, seat.secret)
        case DeskSeat():
            return _desk_of(snapshot, seat.session) if seat.session else desk_seat(snapshot, seat.user)
    return _board(snapshot, seat.secret, seat.session, seat.is_glance)


def desk_seat(snapshot: WorkshopSnapshot, user: int, session: str = "") -> LeaderSeat | CoachSeat | None:
    """The user's seat at the desk, if they lead or coach this workshop or look after its municipality."""
    person = User.objects.filter(pk=user, is_active=True).first()
    if person is None:
        return None
    leading = LeaderRole.objects.filter(workshop=snapshot.pk, user=user).first()
    if leading is None and not person.memberships.filter(municipality=snapshot.workshop.municipality).exists():
        return None
    if leading and not leading.may(Right.FOLLOW, Right.LEAD):
        return None
    follows = leading and not leading.may(Right.LEAD)
    return (CoachSeat if follows else LeaderSeat)(snapshot, user, str(person), session)


def _participant(snapshot: WorkshopSnapshot, given: str) -> ParticipantSeat | None:
    pk, _, secret = given.partition(".")
    person = row_number(pk)
    found = _find(snapshot, person) if person is not None else None
    if person is None or found is None or not constant_time_compare(hash_of(secret), found.secret_hash):
        return None
    return _seated(snapshot, person, found)


def _table(snapshot: WorkshopSnapshot, given: str) -> TableSeat | None:
    pk, _, secret = given.partition(".")
    return _table_by(snapshot, row_number(pk) or 0, secret)


def _table_by(snapshot: WorkshopSnapshot, group: int, secret: str) -> TableSeat | None:
    found = snapshot.groups.get(group)
    return table_seat(snapshot, found) if found and constant_time_compare(secret, found.secret) else None


def table_seat(snapshot: WorkshopSnapshot, group: Group) -> TableSeat:
    """The table screen of a group, with whoever has it now."""
    is_held = group.held_id is not None and group.held_sitting is not None
    person, sitting = (group.held_id, group.held_sitting) if is_held else (None, None)
    return TableSeat(snapshot, group.pk, person, sitting, group.secret)


def _board(snapshot: WorkshopSnapshot, secret: str, session: str, is_glance: bool) -> BoardSeat | None:
    if constant_time_compare(secret, snapshot.workshop.board_secret):
        return BoardSeat(snapshot, secret=secret)
    return BoardSeat(snapshot, session, is_glance=is_glance) if session and _desk_of(snapshot, session) else None


def _desk_of(snapshot: WorkshopSnapshot, session: str) -> LeaderSeat | CoachSeat | None:
    user = user_of_session(session)
    return desk_seat(snapshot, user.pk, session) if user else None
