"""The round before: the municipality's last finished workshop before this one, and how far the room has moved since."""

from collections.abc import Mapping
from dataclasses import dataclass

from digibarometer.results.rounds.round_comparison import compare
from digibarometer.results.rounds.round_loader import finished, load
from digibarometer.workshops.models import Workshop
from digibarometer.workshops.snapshot import Now


@dataclass(frozen=True)
class Earlier:
    """A round as the comparison has it, by area key: the levels that can be drawn beside today's, and every step."""

    name: str
    levels: Mapping[str, float]
    steps: Mapping[str, float]
    is_partial: bool  # not all that either round asked was asked in both


def before(workshop: Workshop) -> Workshop | None:
    """The finished round of the municipality that was held last before this workshop."""
    rounds = finished(workshop)
    place = next(place for place, one in enumerate(rounds) if one.pk == workshop.pk)
    return rounds[place - 1] if place else None


def round_before(here: Now) -> Earlier | None:
    """The round before, set beside this one; none where they asked nothing that can be compared.

    A level of then is drawn beside today's only where both are of the same questions.
    """
    latest = before(here.workshop)
    if latest is None:
        return None
    found = compare(load([latest, here.workshop]))
    steps = {one.area.key: one.step for one in found.areas if one.step is not None}
    levels = {one.area.key: one.levels[0] for one in found.areas if one.is_whole and one.levels[0] is not None}
    return Earlier(found.first.name, levels, steps, not all(one.is_steady for one in found.areas)) if steps else None
