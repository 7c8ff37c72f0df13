"""The agenda with clock times, what the leader's guide says of a phase, and how the day keeps to it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from digibarometer.i18n import localized
from digibarometer.workshops.models import Occasion, Phase, Step
from digibarometer.workshops.snapshot import WorkshopSnapshot


@dataclass(frozen=True)
class ScheduleRow:
    """A step of the agenda with its minutes and the clock time that it is planned to begin."""

    step: Step
    phases: list[Phase]
    minutes: int
    clock: time | None
    is_on: bool
    is_done: bool


def schedule_rows(snapshot: WorkshopSnapshot, occasion: Occasion) -> Iterator[ScheduleRow]:
    """The rows of an occasion."""
    on = snapshot.step
    clock = datetime.combine(datetime.min, occasion.begins) if occasion.begins else None
    for step in (step for step in snapshot.steps if step.occasion_id == occasion.pk):
        phases = snapshot.phases_of(step)
        minutes = sum(phase.minutes for phase in phases)
        done = on is not None and snapshot.steps.index(on) > snapshot.steps.index(step)
        begins = clock + timedelta(minutes=0 if done or step == on else occasion.behind) if clock else None
        yield ScheduleRow(
            step, phases, minutes, begins.time() if begins else None, step == on, done or snapshot.workshop.is_over
        )
        clock = clock + timedelta(minutes=minutes) if clock else None


def group_rows(of: Iterable[ScheduleRow]) -> Iterator[tuple[ScheduleRow, str, bool, str]]:
    """Rows with what stands over them: neighbours that are each an area of one exercise share a heading.

    (the row, its heading or nothing, whether it is the first under it, its name there); in the language that is on.
    """
    last = ""
    for row in of:
        under, name = heading_and_name(row.step)
        yield row, under, under != last, name
        last = under


def heading_and_name(step: Step) -> tuple[str, str]:
    """A step's title in two, where it is an area of an exercise: the exercise, and the area. Else only a name."""
    title = localized(step.title)
    before, colon, after = title.partition(": ")
    return (before, after) if colon and step.area_id else ("", title)


def phase_sentence(snapshot: WorkshopSnapshot) -> str:
    """What the phase that is on is for; where that is not written, the step's title."""
    told = localized(snapshot.phase.text) if snapshot.phase else ""
    return told or (localized(snapshot.step.title) if snapshot.step else "")


def next_after_skip(snapshot: WorkshopSnapshot) -> Phase | None:
    """Where the room goes when the leader skips what is left of a step: to the next one of the same occasion."""
    if snapshot.step is None:
        return None
    later = [
        step
        for step in snapshot.steps[snapshot.steps.index(snapshot.step) + 1 :]
        if step.occasion_id == snapshot.step.occasion_id
    ]
    return snapshot.phases_of(later[0])[0] if later else None


Words = dict[str, str]


@dataclass(frozen=True)
class PhaseGuide:
    """What to say and do now. `is_whole`: there is no part for the phase, and this is of the whole step."""

    say: Words = field(default_factory=dict)
    do: Sequence[Words] = ()
    is_whole: bool = True


def guide_for_phase(step: Step, phases: Sequence[Phase], phase: Phase | None) -> PhaseGuide:
    """The guide's part for a phase of a step: the first of its kind has the first part of that kind, and so on."""
    guide = step.guide
    say, does = guide.get("leader_says", {}), guide.get("leader_does", [])
    if phase is None or (found := _written(guide.get("in_phases", []), phases, phase)) is None:
        return PhaseGuide(say, does)
    lines = [does[number - 1] for number in found.get("does", []) if 0 < number <= len(does)]
    return PhaseGuide(found.get("say") or say, lines, is_whole=False)


def _written(parts: Sequence[dict[str, Any]], phases: Sequence[Phase], phase: Phase) -> dict[str, Any] | None:
    before = [one for one in phases if one.kind == phase.kind]
    of_kind = [part for part in parts if part["kind"] == phase.kind]
    place = before.index(phase)
    return of_kind[place] if place < len(of_kind) else None
