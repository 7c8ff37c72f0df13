"""What the horizon scan came to: the only door for results and reports."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from digibarometer.exercises.base import MAX_RECAPPED
from digibarometer.exercises.horizon.queries import SignalPlacement, by_weight, placements
from digibarometer.exercises.horizon.rules import HORIZON
from digibarometer.workshops.models import Step
from digibarometer.workshops.snapshot import WorkshopSnapshot


@dataclass(frozen=True)
class HorizonSummary:
    """A horizon scan of one step: signals, the heaviest first."""

    step: Step
    signals: tuple[SignalPlacement, ...]


def summarize(snapshot: WorkshopSnapshot) -> list[HorizonSummary]:
    """Each horizon scan of the workshop that looked at something and that all have seen, in the agenda's order."""
    scans = filter(snapshot.is_seen_together, snapshot.steps_of(HORIZON))
    made = [HorizonSummary(step, tuple(by_weight(placements(step)))) for step in scans]
    return [summary for summary in made if summary.signals]


def recap(snapshot: WorkshopSnapshot, step: Step) -> Iterator[str]:
    """What weighed most of what the step looked at, for those who were not there."""
    for scan in summarize(snapshot):
        names = [str(placed.signal) for placed in scan.signals if placed.dots][:MAX_RECAPPED]
        if scan.step.pk == step.pk and names:
            yield gettext("Means most to us: %(what)s.") % {"what": ", ".join(names)}
