"""The leader's moves: where the room is, its clock, and whether it goes on."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Literal

import msgspec
from django.utils import timezone

from digibarometer.live import api
from digibarometer.live.actions import Refused
from digibarometer.live.panels import Touch
from digibarometer.workshops import panels, signals
from digibarometer.workshops.actions.conditions import CLOSED, LeadersAction
from digibarometer.workshops.attendance import arrive, come_along
from digibarometer.workshops.models import Group, Move, State, Workshop
from digibarometer.workshops.seats import LeaderSeat
from digibarometer.workshops.snapshot import Now, read


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
    with _day_begins(here):
        here.workshop.changed(**fields, spot=wanted.spot, state=State.OPEN)
    if not again:
        Group.objects.filter(workshop=here.pk).update(held=None, held_sitting=None, asked=None)
        if read(here.pk).occasion != here.occasion:
            come_along(read(here.pk), api.present(here.pk))
        touches += [touch for begun in signals.phase_begun for touch in begun(read(here.pk), phase)]
    return touches


@contextmanager
def _day_begins(here: Now) -> Iterator[None]:
    """What opens the workshop: if people rated before the day, those who are connected then take part in it."""
    rated_ahead = here.is_ahead  # asked first: the change sets the state that it is read from
    yield
    if rated_ahead and here.workshop.state == State.OPEN:
        here.workshop.changed(ahead_at=None)
        arrive(read(here.pk), api.present(here.pk))


def close_step(here: Now) -> list[Touch]:
    """Let the others do what they do when a step closes."""
    return [touch for closed in signals.step_closed if here.step for touch in closed(here, here.step)]


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
        touches += [touch for tells in signals.ended for touch in tells(here)]
    if wanted.state == "paused":
        touches += [touch for tells in signals.stopped for touch in tells(here)]
    what = {"ended": "end", "open": "reopen", "paused": "pause"}[wanted.state]
    Move.objects.create(workshop=workshop, phase=here.phase, what=what, by_id=seat.user)
    ended_at = timezone.now() if wanted.state == "ended" else None
    with _day_begins(here):
        workshop.changed(state=wanted.state, ended_at=ended_at, **clock(workshop, stands=wanted.state != "open"))
    return touches
