"""The round before: the municipality's last finished workshop before this one, and how far the room has moved since."""

from collections.abc import Mapping
from dataclasses import dataclass

from digibarometer.results.rounds.round_comparison import compare_rounds
from digibarometer.results.rounds.round_loader import finished_rounds, load_round
from digibarometer.workshops.models import Workshop
from digibarometer.workshops.snapshot import WorkshopSnapshot


@dataclass(frozen=True)
class PreviousRound:
    """A round as the comparison has it, by area key: the levels that can be drawn beside today's, and every step."""

    name: str
    levels: Mapping[str, float]
    steps: Mapping[str, float]
    is_partial: bool  # not all that either round asked was asked in both


def previous_workshop(workshop: Workshop) -> Workshop | None:
    """The finished round of the municipality that was held last before this workshop."""
    rounds = finished_rounds(workshop)
    place = next(place for place, one in enumerate(rounds) if one.pk == workshop.pk)
    return rounds[place - 1] if place else None


def previous_round(snapshot: WorkshopSnapshot) -> PreviousRound | None:
    """The round before, set beside this one; none where they asked nothing that can be compared.

    A level of then is drawn beside today's only where both are of the same questions.
    """
    latest = previous_workshop(snapshot.workshop)
    if latest is None:
        return None
    found = compare_rounds(load_round([latest, snapshot.workshop]))
    steps = {one.area.key: one.step for one in found.areas if one.step is not None}
    levels = {one.area.key: one.levels[0] for one in found.areas if one.is_whole and one.levels[0] is not None}
    return (
        PreviousRound(found.first.name, levels, steps, not all(one.is_steady for one in found.areas)) if steps else None
    )
