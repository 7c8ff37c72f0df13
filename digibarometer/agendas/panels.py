"""What is seen of the agenda as it changes during the day."""

from typing import TypedDict

from django.utils.translation import gettext_lazy as _

from digibarometer.agendas import step_recaps
from digibarometer.agendas.models import BetweenSessionsTask, ReplanProposal
from digibarometer.live.panels import board_panel, panel
from digibarometer.workshops.extension_points import step_kind
from digibarometer.workshops.models import Occasion, State, Step
from digibarometer.workshops.snapshot import WorkshopSnapshot

MOST_ON_BOARD = 8  # steps; more cannot be read from the back of the room


ReplannedStep = TypedDict("ReplannedStep", {"step": Step, "before": int, "after": int})
ReplanContext = TypedDict("ReplanContext", {"rest": ReplanProposal | None, "lines": list[ReplannedStep]})


@panel
def desk_rest(snapshot: WorkshopSnapshot) -> ReplanContext:
    """How the rest of the day would be, or is, planned anew: each step's minutes before and after."""
    rest = ReplanProposal.objects.filter(workshop=snapshot.pk).first()
    return {"rest": rest, "lines": _lines(snapshot, rest) if rest else []}


def _lines(snapshot: WorkshopSnapshot, rest: ReplanProposal) -> list[ReplannedStep]:
    """Each step that is left, with its minutes before and after; a step that is on counts with what is left of it."""
    lines: list[ReplannedStep] = []
    for step in snapshot.steps:
        phases = [str(phase.pk) for phase in snapshot.phases_of(step) if str(phase.pk) in rest.before]
        if phases:
            before, after = (sum(minutes[one] for one in phases) for minutes in (rest.before, rest.after))
            lines.append({"step": step, "before": before, "after": after})
    return lines


FinishedContext = TypedDict("FinishedContext", {"done": list[step_recaps.FinishedStep]})


class RecapContext(FinishedContext):
    """What has been done; the occasion that comes, its steps, and what to do until then."""

    later: Occasion | None
    comes: list[Step]
    between: BetweenSessionsTask | None


@panel
def room_so_far(snapshot: WorkshopSnapshot) -> RecapContext:
    """Between two occasions, and when the next begins: what we have done and agreed on, and what comes."""
    return _so_far(snapshot)


@panel
def desk_so_far(snapshot: WorkshopSnapshot) -> RecapContext:
    """The recaps as those who lead see them, with what they do until the next occasion."""
    return _so_far(snapshot)


@panel
def room_catch_up(snapshot: WorkshopSnapshot) -> FinishedContext:
    """For who has come in late: what has been done, in two minutes."""
    return {"done": step_recaps.finished_steps(snapshot)}


@board_panel(_("Where we were"))
def board_so_far(snapshot: WorkshopSnapshot) -> FinishedContext:
    """Where we were, for the leader to go through when another occasion begins."""
    told = [one for one in step_recaps.finished_steps(snapshot) if one.facts]
    return {"done": told[-MOST_ON_BOARD:]}


def _so_far(snapshot: WorkshopSnapshot) -> RecapContext:
    later = _next(snapshot)
    return {
        "done": step_recaps.finished_steps(snapshot),
        "later": later,
        "comes": [
            step
            for step in snapshot.steps
            if later and step.occasion_id == later.pk and step_kind(step.kind).is_recapped
        ],
        "between": BetweenSessionsTask.objects.filter(occasion=snapshot.occasion).first() if later else None,
    }


def _next(snapshot: WorkshopSnapshot) -> Occasion | None:
    """The occasion that we wait for; when the next has begun, the one that is on."""
    if snapshot.workshop.state != State.PAUSED:
        return snapshot.occasion
    return next((one for one in snapshot.occasions if one.order > snapshot.occasion.order), None)
