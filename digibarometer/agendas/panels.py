"""What is seen of the agenda as it changes during the day."""

from typing import Any

from digibarometer.agendas import step_recaps
from digibarometer.agendas.models import Between, Rest
from digibarometer.live.panels import panel
from digibarometer.workshops.models import Occasion, State
from digibarometer.workshops.snapshot import Now

MOST_ON_BOARD = 8  # steps; more cannot be read from the back of the room


@panel
def desk_rest(now: Now) -> dict[str, Any]:
    """How the rest of the day would be, or is, planned anew: each step's minutes before and after."""
    rest = Rest.objects.filter(workshop=now.pk).first()
    return {"rest": rest, "lines": _lines(now, rest) if rest else []}


def _lines(now: Now, rest: Rest) -> list[dict[str, Any]]:
    """Each step that is left, with its minutes before and after; a step that is on counts with what is left of it."""
    lines = []
    for step in now.steps:
        phases = [str(phase.pk) for phase in now.phases_of(step) if str(phase.pk) in rest.before]
        if phases:
            before, after = (sum(minutes[one] for one in phases) for minutes in (rest.before, rest.after))
            lines.append({"step": step, "before": before, "after": after})
    return lines


@panel
def room_so_far(now: Now) -> dict[str, Any]:
    """Between two occasions, and when the next begins: what we have done and agreed on, and what comes."""
    return _so_far(now)


@panel
def desk_so_far(now: Now) -> dict[str, Any]:
    """The same for those who lead, with what they do until the next occasion."""
    return _so_far(now)


@panel
def room_catch_up(now: Now) -> dict[str, Any]:
    """For who has come in late: what has been done, in two minutes."""
    return {"done": step_recaps.done(now), "step": now.step}


@panel
def board_so_far(now: Now) -> dict[str, Any]:
    """Where we were, for the leader to go through when another occasion begins."""
    told = [one for one in step_recaps.done(now) if one.facts]
    return {"done": told[-MOST_ON_BOARD:]}


def _so_far(now: Now) -> dict[str, Any]:
    later = _next(now)
    return {
        "done": step_recaps.done(now),
        "is_between": now.workshop.state == State.PAUSED,
        "later": later,
        "comes": [
            step for step in now.steps if later and step.occasion_id == later.pk and step.kind not in step_recaps.UNTOLD
        ],
        "between": Between.objects.filter(occasion=now.occasion).first() if later else None,
    }


def _next(now: Now) -> Occasion | None:
    """The occasion that we wait for; when the next has begun, the one that is on."""
    if now.workshop.state != State.PAUSED:
        return now.occasion
    return next((one for one in now.occasions if one.order > now.occasion.order), None)
