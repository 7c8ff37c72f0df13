"""What the leader's guide says of a phase: its own part where the guide has one, else what it says of the step."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from digibarometer.workshops.models import Phase, Step

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
