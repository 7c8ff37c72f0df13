"""What the horizon scan came to: the only door for results and reports."""

from dataclasses import dataclass

from digibarometer.exercises.horizon.queries import Placed, heaviest, placed
from digibarometer.workshops.models import Step
from digibarometer.workshops.snapshot import Now


@dataclass(frozen=True)
class Summary:
    """A horizon scan of one step: signals, the heaviest first."""

    step: Step
    signals: tuple[Placed, ...]


def of(here: Now) -> list[Summary]:
    """Each horizon scan of the workshop that looked at something and that all have seen, in the agenda's order."""
    scans = [step for step in here.steps if step.kind == "horizon" and here.is_seen_together(step)]
    made = [Summary(step, tuple(heaviest(placed(step)))) for step in scans]
    return [summary for summary in made if summary.signals]
