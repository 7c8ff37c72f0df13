"""Where we are: what the room has done and come to, kept when it leaves a step, and told to those who come later."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Max

from digibarometer.agendas.models import StepRecap
from digibarometer.i18n import in_every_language, localized
from digibarometer.live.panels import Invalidation
from digibarometer.workshops.extension_points import component_of, step_kind
from digibarometer.workshops.models import Participant, Step
from digibarometer.workshops.snapshot import WorkshopSnapshot, cached_per_version


@dataclass(frozen=True)
class FinishedStep:
    """A step that is done, and what came of it, in the reader's language."""

    step: Step
    facts: list[str]


class StepDeparture(NamedTuple):
    """A step that was left: who came in last before that, and whether there is anything to tell of it."""

    newest: int
    tells: bool


def record_recap(snapshot: WorkshopSnapshot, step: Step) -> Iterable[Invalidation]:
    """Keep what the room has come to in a step that it leaves; what shows it is touched by the move itself."""
    said = in_every_language(lambda: [str(fact) for fact in component_of(step).recap(snapshot, step)])
    facts = [dict(zip(said, each, strict=True)) for each in zip(*said.values(), strict=True)]
    newest = Participant.objects.filter(workshop=snapshot.pk).aggregate(newest=Max("pk"))["newest"] or 0
    StepRecap.objects.update_or_create(
        step_id=step.pk, defaults={"workshop_id": snapshot.pk, "facts": facts, "newest": newest}
    )
    return ()


def record_current_recap(snapshot: WorkshopSnapshot) -> Iterable[Invalidation]:
    """Record the recap of the step that the room stops in."""
    return record_recap(snapshot, snapshot.step) if snapshot.step else ()


def finished_steps(snapshot: WorkshopSnapshot) -> list[FinishedStep]:
    """The steps that the room has left, or stopped in, each with what came of it."""
    told = {one.step_id: one for one in StepRecap.objects.filter(workshop=snapshot.pk)}
    return [
        FinishedStep(step, [localized(fact) for fact in told[step.pk].facts])
        for step in snapshot.steps
        if step.pk in told and step_kind(step.kind).is_recapped
    ]


@cached_per_version
def step_departures(snapshot: WorkshopSnapshot) -> list[StepDeparture]:
    """Each step that was left."""
    kept = StepRecap.objects.filter(workshop=snapshot.pk).exclude(step=snapshot.step)
    rows = kept.values_list("newest", "step__kind")
    return [StepDeparture(newest, step_kind(kind).is_recapped) for newest, kind in rows]


def is_latecomer(snapshot: WorkshopSnapshot, person: int) -> bool:
    """Whether somebody came in when something had been done, and the room has been in one more step since at most."""
    left = step_departures(snapshot)
    missed = any(mark.tells and mark.newest < person for mark in left)
    return missed and sum(mark.newest >= person for mark in left) <= 1


def is_first_step_of_later_occasion(snapshot: WorkshopSnapshot) -> bool:
    """Whether the room is in the first step of an occasion that is not the first."""
    if snapshot.step is None or snapshot.occasion == snapshot.occasions[0]:
        return False
    return snapshot.step == next(step for step in snapshot.steps if step.occasion_id == snapshot.occasion.pk)


def has_late_occasion_started(snapshot: WorkshopSnapshot) -> bool:
    """Whether another occasion begins, and its first phase, in which people come in, is over."""
    return (
        is_first_step_of_later_occasion(snapshot)
        and snapshot.step is not None
        and snapshot.phase != snapshot.phases_of(snapshot.step)[0]
    )
