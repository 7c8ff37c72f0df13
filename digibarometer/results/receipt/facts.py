"""What a receipt is made of, as plain values: the two rounds, the plan between them, and the next targets."""

from collections.abc import Sequence
from dataclasses import dataclass

from digibarometer.i18n import localized
from digibarometer.measures.round_change import ChangeWord
from digibarometer.results.followup.models import FollowUpStatus
from digibarometer.results.followup.queries import earlier_plan, followed_activities
from digibarometer.results.rounds.round_comparison import AreaComparison, Comparison, compare_rounds, previous_workshop
from digibarometer.results.rounds.round_loader import load_round
from digibarometer.workshops.models import Workshop


@dataclass(frozen=True)
class AreaFact:
    """An area: the room's levels then and now in tenths (None: none that can be compared), targets, and the ratings."""

    name: str
    then: float | None
    now: float | None
    aimed: int | None = None  # the target that was set then
    ratings: ChangeWord = "too_few"
    next_target: int | None = None
    whole: float | None = None  # the level of all that was asked now, where it is not only what was asked then too

    @property
    def step(self) -> float | None:
        """How far the room's level has moved; none where one of them is missing."""
        return None if self.then is None or self.now is None else round(self.now - self.then, 1)

    @property
    def has_met(self) -> bool:
        """Whether the room's level has reached the target that was set then."""
        return self.aimed is not None and self.now is not None and self.now >= self.aimed

    @property
    def left(self) -> float | None:
        """Levels to the next target; none where it is reached or missing."""
        level = self.now if self.whole is None else self.whole
        if self.next_target is None or level is None or level >= self.next_target:
            return None
        return round(self.next_target - level, 1)


@dataclass(frozen=True)
class ActivityFact:
    """An activity of the plan before."""

    name: str
    became: FollowUpStatus
    meant: str = ""  # the question that it was to move
    led_to: str = ""  # in the room's own words


@dataclass(frozen=True)
class Facts:
    """All of it. `then` and `now` are the rounds' names."""

    then: str
    now: str
    areas: Sequence[AreaFact]
    activities: Sequence[ActivityFact] = ()
    target_year: int | None = None


def facts_of(workshop: Workshop) -> Facts | None:
    """What the receipt of this workshop is made of; none where no round came before it."""
    earlier = previous_workshop(workshop)
    if earlier is None:
        return None
    found = compare_rounds(load_round([earlier, workshop]))
    activities = [
        ActivityFact(each.activity.name, each.became, each.meant, each.led_to)
        for each in followed_activities(workshop, earlier_plan(workshop))
    ]
    areas = [_area(found, one) for one in found.areas]
    return Facts(found.first.name, found.latest.name, areas, activities, workshop.target_year)


def _area(found: Comparison, one: AreaComparison) -> AreaFact:
    key = one.area.key
    return AreaFact(
        localized(one.area.short),
        _in_tenths(one.levels[0]),
        _in_tenths(one.levels[-1]),
        found.first.area_targets.get(key) if one.shared else None,
        one.change.word,
        found.latest.area_targets.get(key),
        None if one.is_whole else _in_tenths(found.latest.area_level(key)),
    )


def _in_tenths(level: float | None) -> float | None:
    return None if level is None else round(level, 1)
