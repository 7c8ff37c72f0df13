"""The leader's moves: where the room is, its clock, and whether it goes on."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Literal

import msgspec
from django.utils import timezone

from digibarometer.live import api
from digibarometer.live.actions import ActionRefused
from digibarometer.live.panels import Invalidation, whole_workshop
from digibarometer.workshops.actions.conditions import CLOSED, VersionedAction
from digibarometer.workshops.attendance import attend_connected, carry_over_attendance
from digibarometer.workshops.extension_points import components
from digibarometer.workshops.models import Group, Move, MoveKind, State, Workshop
from digibarometer.workshops.seats import LeaderSeat
from digibarometer.workshops.snapshot import WorkshopSnapshot, load_snapshot


class MoveTo(VersionedAction, frozen=True, tag="room.move_to"):
    """The leader says: the room is in this phase, with this on the board."""

    to: int
    spot: int | None = None


def move_to(wanted: MoveTo, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Move the room. Leaving a step closes it."""
    snapshot = seat.snapshot
    phase = snapshot.phase_or_refuse(wanted.to)
    touches = [whole_workshop(snapshot.pk)]
    if snapshot.step and phase.step_id != snapshot.step.pk:
        touches += close_step(snapshot)
    again = phase == snapshot.phase
    Move.objects.create(
        workshop=snapshot.workshop, phase=phase, what=MoveKind.SPOT if again else MoveKind.TO, by_id=seat.user
    )
    fields = {} if again else {"phase": phase, "phase_began_at": timezone.now(), "extra_minutes": 0, "paused_at": None}
    with _day_begins(snapshot):
        snapshot.workshop.update_and_bump_version(**fields, spot=wanted.spot, state=State.OPEN)
    if not again:
        Group.objects.filter(workshop=snapshot.pk).update(held=None, held_sitting=None, asked=None)
        if load_snapshot(snapshot.pk).occasion != snapshot.occasion:
            carry_over_attendance(load_snapshot(snapshot.pk), api.connected_seats(snapshot.pk))
        now = load_snapshot(snapshot.pk)
        touches += [touch for part in components() for touch in part.on_phase_begun(now, phase)]
    return touches


@contextmanager
def _day_begins(snapshot: WorkshopSnapshot) -> Iterator[None]:
    """What opens the workshop: if people rated before the day, those who are connected then take part in it."""
    rated_ahead = snapshot.is_prework_open  # asked first: the change sets the state that it is read from
    yield
    if rated_ahead and snapshot.workshop.state == State.OPEN:
        snapshot.workshop.update_and_bump_version(ahead_at=None)
        attend_connected(load_snapshot(snapshot.pk), api.connected_seats(snapshot.pk))


def close_step(snapshot: WorkshopSnapshot) -> list[Invalidation]:
    """Let the others do what they do when a step closes."""
    if snapshot.step is None:
        return []
    return [touch for part in components() for touch in part.on_step_closed(snapshot, snapshot.step)]


class Extend(VersionedAction, frozen=True, tag="room.extend"):
    """The leader says: this phase has so many minutes extra."""

    extra_minutes: Annotated[int, msgspec.Meta(ge=-240, le=240)]


def extend(wanted: Extend, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Give the phase more time, or take some back."""
    snapshot = seat.snapshot
    Move.objects.create(workshop=snapshot.workshop, phase=snapshot.phase, what=MoveKind.EXTEND, by_id=seat.user)
    return snapshot.workshop.update_and_bump_version(extra_minutes=wanted.extra_minutes)


class Pause(VersionedAction, frozen=True, tag="room.pause"):
    """The leader says: the clock stands still, or runs."""

    paused: bool


def pause(wanted: Pause, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Stop the clock, or let it go on where it stood."""
    workshop = seat.snapshot.workshop
    if wanted.paused == bool(workshop.paused_at):
        return []
    what = MoveKind.PAUSE if wanted.paused else MoveKind.RESUME
    Move.objects.create(workshop=workshop, phase=seat.snapshot.phase, what=what, by_id=seat.user)
    return workshop.update_and_bump_version(**pause_fields(workshop, stands=wanted.paused))


def pause_fields(workshop: Workshop, stands: bool) -> dict[str, datetime | None]:
    """What to change of a workshop so that its clock stands still, or goes on where it stood."""
    if stands:
        return {"paused_at": workshop.paused_at or timezone.now()}
    if not workshop.paused_at or not workshop.phase_began_at:
        return {"paused_at": None}
    return {"paused_at": None, "phase_began_at": workshop.phase_began_at + (timezone.now() - workshop.paused_at)}


class SetState(VersionedAction, frozen=True, tag="room.set_state"):
    """The leader says: the workshop is going on, is paused until another day, or has ended."""

    state: Literal["open", "paused", "ended"]


def set_state(wanted: SetState, seat: LeaderSeat) -> Iterable[Invalidation]:
    """End makes the results final; a leader can open the workshop again until it is closed."""
    snapshot, workshop = seat.snapshot, seat.snapshot.workshop
    if workshop.state == State.CLOSED:
        raise ActionRefused(CLOSED)
    touches = [whole_workshop(snapshot.pk)]
    if wanted.state == "ended" and not workshop.is_over:
        touches += close_step(snapshot)
        touches += [touch for part in components() for touch in part.on_workshop_ended(snapshot)]
    if wanted.state == "paused":
        touches += [touch for part in components() for touch in part.on_workshop_paused(snapshot)]
    what = {"ended": MoveKind.END, "open": MoveKind.REOPEN, "paused": MoveKind.PAUSE}[wanted.state]
    Move.objects.create(workshop=workshop, phase=snapshot.phase, what=what, by_id=seat.user)
    ended_at = timezone.now() if wanted.state == "ended" else None
    with _day_begins(snapshot):
        workshop.update_and_bump_version(
            state=wanted.state, ended_at=ended_at, **pause_fields(workshop, stands=wanted.state != "open")
        )
    return touches
