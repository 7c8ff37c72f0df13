"""What the horizon scan came to: the only door for results and reports."""

from dataclasses import dataclass

from digibarometer.exercises.horizon.queries import SignalPlacement, by_weight, placements
from digibarometer.workshops.models import Step
from digibarometer.workshops.snapshot import WorkshopSnapshot


@dataclass(frozen=True)
class HorizonSummary:
    """A horizon scan of one step: signals, the heaviest first."""

    step: Step
    signals: tuple[SignalPlacement, ...]


def summarize(snapshot: WorkshopSnapshot) -> list[HorizonSummary]:
    """Each horizon scan of the workshop that looked at something and that all have seen, in the agenda's order."""
    scans = [step for step in snapshot.steps if step.kind == "horizon" and snapshot.is_seen_together(step)]
    made = [HorizonSummary(step, tuple(by_weight(placements(step)))) for step in scans]
    return [summary for summary in made if summary.signals]
