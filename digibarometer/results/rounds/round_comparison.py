"""Rounds set beside each other: what each area and question was and is, and what people's ratings can carry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from digibarometer.measures.release_figures import ExactCell, ReleaseFigures
from digibarometer.measures.round_change import (
    RoundChange,
    changed_keys,
    round_change,
    round_change_within,
    with_multiplicity_correction,
)
from digibarometer.questions.models import Area
from digibarometer.results.rounds.matching import MatchedRounds, QuestionLine, line_levels, match_rounds
from digibarometer.results.rounds.round_loader import Round, finished_rounds, load_round
from digibarometer.workshops.models import Workshop
from digibarometer.workshops.snapshot import WorkshopSnapshot

NOTHING = RoundChange("too_few")


@dataclass(frozen=True)
class AreaComparison:
    """An area in every round, and what the ratings carry.

    The levels are the room's own, each of the questions that were asked in all of the rounds; None where none was.
    """

    area: Area
    levels: tuple[float | None, ...]
    is_steady: bool  # asks for the same as in the round that it is compared with
    change: RoundChange
    shared: int  # of the latest round's questions, those that its level here is of; 0 where none was asked in the first
    asked: int  # questions of the area in the latest round

    @property
    def is_whole(self) -> bool:
        """Whether the level here is that of the whole area, as the latest round's own result has it."""
        return self.shared == self.asked

    @property
    def step(self) -> float | None:
        """How far the room's own level has moved, in tenths as it is shown; none where it cannot be said."""
        return _step(self.levels)


@dataclass(frozen=True)
class LineComparison:
    """A question (or what a split one became) in every round."""

    line: QuestionLine
    levels: tuple[float | None, ...]
    change: RoundChange

    @property
    def step(self) -> float | None:
        """How far the room's own level has moved."""
        return _step(self.levels)


def _step(levels: Sequence[float | None]) -> float | None:
    first, last = levels[0], levels[-1]
    return None if first is None or last is None else round(round(last, 1) - round(first, 1), 1)


@dataclass(frozen=True)
class TargetOutcome:
    """A target that was set in the first round, and where the room is now."""

    area: Area
    target: int
    level: float | None

    @property
    def is_met(self) -> bool | None:
        """Whether the level, as it is shown, has reached it; none where there is no level that can be compared."""
        return None if self.level is None else round(self.level, 1) >= self.target


@dataclass(frozen=True)
class Comparison:
    """The rounds, oldest first, seen from the latest. Change is from the first of them to the latest."""

    rounds: tuple[Round, ...]
    matched: MatchedRounds

    @property
    def first(self) -> Round:
        """The round that is compared with."""
        return self.rounds[0]

    @property
    def latest(self) -> Round:
        """The round that is compared."""
        return self.rounds[-1]

    @cached_property
    def areas(self) -> tuple[AreaComparison, ...]:
        """The latest round's areas. What is said of all of them is strict: few by chance."""
        found = [self._area(area) for area in self.latest.content.areas if area.key in self.latest.asked]
        said = with_multiplicity_correction({place: one.change for place, one in enumerate(found)})
        return tuple(replace(one, change=said[place]) for place, one in enumerate(found))

    def _area(self, area: Area) -> AreaComparison:
        is_steady = self.matched.steady[0].get(area.key, False)
        lines = self._shared_lines(area)
        levels = tuple(line_levels(lines, self.rounds, place) for place in range(len(self.rounds)))
        before, after = (one.half_levels.get(area.key) for one in (self.first, self.latest))
        found = round_change(before, after) if is_steady and before and after else NOTHING
        shared = sum(len(line.keys) for line in lines if line.origins[0].is_comparable)
        return AreaComparison(area, levels, is_steady, found, shared, len(self.latest.asked[area.key]))

    def _shared_lines(self, area: Area) -> list[QuestionLine]:
        """The area's questions that every round asked; rounds that asked none of them are left aside."""
        lines = [line for line in self.matched.lines if line.area == area.key]
        asking = [n for n in range(len(self.rounds)) if any(line.origins[n].is_comparable for line in lines)]
        return [line for line in lines if all(line.origins[n].is_comparable for n in asking)]

    @cached_property
    def lines(self) -> tuple[LineComparison, ...]:
        """The latest round's questions, strictly too."""
        found = [self._line(line) for line in self.matched.lines]
        said = with_multiplicity_correction({place: one.change for place, one in enumerate(found)})
        return tuple(replace(one, change=said[place]) for place, one in enumerate(found))

    def _line(self, line: QuestionLine) -> LineComparison:
        levels = tuple(line.level(self.rounds, place) for place in range(len(self.rounds)))
        if not line.is_one_to_one(0):
            return LineComparison(line, levels, NOTHING)
        tallies = self.first.tallies.get(line.origins[0].keys[0]), self.latest.tallies.get(line.keys[0])
        return LineComparison(line, levels, change_between(*tallies))

    @cached_property
    def moved_areas(self) -> list[AreaComparison]:
        """Those of the areas that may be said to have moved, the furthest first."""
        return [self.areas[place] for place in changed_keys({n: one.change for n, one in enumerate(self.areas)})]

    @cached_property
    def moved_lines(self) -> list[LineComparison]:
        """The questions whose ratings have moved, however many were compared."""
        return [self.lines[place] for place in changed_keys({n: one.change for n, one in enumerate(self.lines)})]

    @cached_property
    def aims(self) -> tuple[TargetOutcome, ...]:
        """What the first round wanted of areas that the latest still has; none where their questions are unrelated."""
        targets = self.first.area_targets
        return tuple(
            TargetOutcome(one.area, targets[one.area.key], one.levels[-1] if one.shared else None)
            for one in self.areas
            if one.area.key in targets and one.area.key in self.matched.steady[0]
        )

    @property
    def is_within_roles(self) -> bool:
        """Whether any question was drawn anew within roles."""
        return any(one.change.is_stratified for one in self.lines)

    @property
    def is_weighted(self) -> bool:
        """Whether roles were made to weigh alike for any question."""
        return any(one.change.is_weighted for one in self.lines)


def compare_rounds(rounds: Sequence[Round]) -> Comparison:
    """Set at least two rounds beside each other, oldest first. Raises ValueError for fewer."""
    if len(rounds) < 2:
        raise ValueError("a comparison needs two rounds")
    return Comparison(tuple(rounds), match_rounds(rounds))


def change_between(before: ReleaseFigures | None, after: ReleaseFigures | None) -> RoundChange:
    """What two releases of a question can carry; within roles where both kept people per level for both sides."""
    if before is None or after is None or before.counts is None or after.counts is None:
        return NOTHING
    old, new = _by_role(before), _by_role(after)
    if old is None or new is None:
        return round_change(before.counts, after.counts)
    return round_change_within(old, new)


def _by_role(tally: ReleaseFigures) -> list[Sequence[int]] | None:
    """People per level of politicians and managers, and of officials; none where a side is rounded or hidden."""
    sides: Mapping[str, object] = {"leading": tally.leading, "official": tally.roles.get("official")}
    counts = [side.counts for side in sides.values() if isinstance(side, ExactCell)]
    return list(counts) if len(counts) == len(sides) else None


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
