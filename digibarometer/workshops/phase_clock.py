"""The time that is left of the phase that is on, as screens show it."""

from datetime import datetime
from typing import TypedDict

from digibarometer.workshops.models import State
from digibarometer.workshops.snapshot import WorkshopSnapshot

ClockContext = TypedDict("ClockContext", {"until": int | None, "left": int | None})


class RingContext(ClockContext):
    """A clock that is drawn as a ring, with the minutes that are all of it."""

    minutes: int


def phase_clock(snapshot: WorkshopSnapshot) -> ClockContext:
    """When the phase is out (unix seconds), or how many seconds are left while it stands still; neither without one."""
    workshop, phase = snapshot.workshop, snapshot.phase
    if phase is None or workshop.phase_began_at is None or workshop.state != State.OPEN:
        return {"until": None, "left": None}
    if workshop.paused_at:
        spent = (workshop.paused_at - workshop.phase_began_at).total_seconds()
        return {"until": None, "left": int((phase.minutes + workshop.extra_minutes) * 60 - spent)}
    ends: datetime | None = workshop.ends_at(phase.minutes)
    return {"until": int(ends.timestamp()) if ends else None, "left": None}


def phase_ring(snapshot: WorkshopSnapshot) -> RingContext:
    """The clock, and the minutes of the phase with those that the leader has added: at least 1."""
    minutes = (snapshot.phase.minutes if snapshot.phase else 0) + snapshot.workshop.extra_minutes
    return {**phase_clock(snapshot), "minutes": max(1, minutes)}
