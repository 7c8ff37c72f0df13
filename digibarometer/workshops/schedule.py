"""The agenda with clock times, and how the day keeps to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from digibarometer.questions.i18n import in_language
from digibarometer.workshops.models import Occasion, Phase, Step
from digibarometer.workshops.snapshot import Now


@dataclass(frozen=True)
class Row:
    """A step of the agenda with its minutes and the clock time that it is planned to begin."""

    step: Step
    phases: list[Phase]
    minutes: int
    clock: time | None
    is_on: bool
    is_done: bool


def rows(here: Now, occasion: Occasion) -> Iterator[Row]:
    """The rows of an occasion."""
    on = here.step
    clock = datetime.combine(datetime.min, occasion.begins) if occasion.begins else None
    for step in (step for step in here.steps if step.occasion_id == occasion.pk):
        phases = here.phases_of(step)
        minutes = sum(phase.minutes for phase in phases)
        done = on is not None and here.steps.index(on) > here.steps.index(step)
        begins = clock + timedelta(minutes=0 if done or step == on else occasion.behind) if clock else None
        yield Row(step, phases, minutes, begins.time() if begins else None, step == on, done or here.workshop.is_over)
        clock = clock + timedelta(minutes=minutes) if clock else None


def under_headings(of: Iterable[Row]) -> Iterator[tuple[Row, str, bool, str]]:
    """Rows with what stands over them: neighbours that are each an area of one exercise share a heading.

    (the row, its heading or nothing, whether it is the first under it, its name there); in the language that is on.
    """
    last = ""
    for row in of:
        title = in_language(row.step.title)
        before, colon, after = title.partition(": ")
        under = before if colon and row.step.area_id else ""
        yield row, under, under != last, after if under else title
        last = under


def skipped_to(here: Now) -> Phase | None:
    """Where the room goes when the leader skips what is left of a step: to the next one of the same occasion."""
    if here.step is None:
        return None
    later = [
        step for step in here.steps[here.steps.index(here.step) + 1 :] if step.occasion_id == here.step.occasion_id
    ]
    return here.phases_of(later[0])[0] if later else None
