"""Which questions and areas of the rounds may be set beside each other; what may not, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from digibarometer.measures.averages import area_index
from digibarometer.questions.question_sets.lineage import changes_between
from digibarometer.questions.question_sets.version_mapping import QuestionChange, unchanged_areas
from digibarometer.results.rounds.round_loader import Round

Fit = Literal["same", "reworded", "split", "merged", "new", "other_scale", "unrelated"]
CLOSEST_LAST: tuple[Fit, ...] = ("split", "merged", "reworded", "same")


@dataclass(frozen=True)
class LineOrigin:
    """Where a line's questions come from in one earlier round: how they fit, and their addresses there."""

    fit: Fit
    keys: tuple[str, ...] = ()

    @property
    def is_comparable(self) -> bool:
        """Whether the levels may be set beside each other."""
        return bool(self.keys)


@dataclass(frozen=True)
class QuestionLine:
    """A question of the latest round (or several, where one was split), and where it comes from in each round."""

    area: str
    keys: tuple[str, ...]
    origins: tuple[LineOrigin, ...]  # one a round, the latest last

    def level(self, rounds: Sequence[Round], place: int) -> float | None:
        """The room's own level in a round: the mean, where several questions stand for it."""
        keys = self.origins[place].keys
        levels = [rounds[place].plenary.get(key) for key in keys]
        return area_index(levels) if levels else None

    def is_one_to_one(self, place: int) -> bool:
        """Whether people's ratings of that round can be set beside the latest: one question beside one."""
        return len(self.keys) == 1 and len(self.origins[place].keys) == 1


def line_levels(lines: Sequence[QuestionLine], rounds: Sequence[Round], place: int) -> float | None:
    """The room's own level of these questions together in a round; none where too few of them have one."""
    return area_index([rounds[place].plenary.get(key) for line in lines for key in line.origins[place].keys])


@dataclass(frozen=True)
class MatchedRounds:
    """Every question of the latest round on a line; for each earlier round which areas are steady, and what is gone."""

    lines: tuple[QuestionLine, ...]
    steady: tuple[Mapping[str, bool], ...]  # a round: area → whether it still asks for the same
    gone: tuple[tuple[str, ...], ...]  # a round: questions that the latest does not ask


def match_rounds(rounds: Sequence[Round]) -> MatchedRounds:
    """Set the rounds, the latest last, beside the latest one's questions."""
    latest, known = rounds[-1], _between(rounds)
    found = [_asked(known.get(one.question_set.pk), one, latest) for one in rounds]
    area_of = {key: area for area, keys in latest.asked.items() for key in keys}
    lines = tuple(
        QuestionLine(
            area_of[bundle[0]],
            bundle,
            tuple(map(_origin, [bundle] * len(rounds), rounds, [latest] * len(rounds), found)),
        )
        for bundle in _bundles(latest.keys, [change for changes in found for change in changes or ()])
    )
    used = [{key for line in lines for key in line.origins[place].keys} for place in range(len(rounds))]
    return MatchedRounds(
        lines,
        tuple(_steady(of, one, latest) for one, of in zip(rounds, found, strict=True)),
        tuple(tuple(key for key in one.keys if key not in of) for one, of in zip(rounds, used, strict=True)),
    )


def _between(rounds: Sequence[Round]) -> dict[int, list[QuestionChange] | None]:
    """What became of each version's questions in the latest one: asked once for each version, not for each round."""
    latest = rounds[-1].question_set
    sets = {one.question_set.pk: one.question_set for one in rounds if one.question_set.pk != latest.pk}
    every = [one.key for one in rounds[-1].content.questions if one.area_id]
    same: list[QuestionChange] | None = [QuestionChange("same", (key,), (key,)) for key in every]
    return {latest.pk: same} | {pk: changes_between(one, latest) for pk, one in sets.items()}


def _asked(changes: Sequence[QuestionChange] | None, one: Round, latest: Round) -> list[QuestionChange] | None:
    """The changes without what one of the rounds did not ask: half of a split question is not the question."""
    if changes is None:
        return None
    old, new = set(one.keys), set(latest.keys)
    return [cut for change in changes if (cut := _cut(change, old, new))]


def _cut(change: QuestionChange, old: set[str], new: set[str]) -> QuestionChange | None:
    before = tuple(key for key in change.before if key in old)
    after = tuple(key for key in change.after if key in new)
    if (before, after) == (change.before, change.after):
        return change
    if after:
        return QuestionChange("new", after=after)
    return QuestionChange("gone", before=before) if before else None


def _bundles(keys: Sequence[str], changes: Sequence[QuestionChange]) -> list[tuple[str, ...]]:
    """The latest questions, together where any change has made several of one."""
    holds = {key: {key} for key in keys}
    for change in changes:
        if change.kind == "split":
            joined = set().union(*(holds[key] for key in change.after))
            for key in joined:
                holds[key] = joined
    seen: list[tuple[str, ...]] = []
    for key in keys:
        bundle = tuple(one for one in keys if one in holds[key])
        if bundle not in seen:
            seen.append(bundle)
    return seen


def _origin(bundle: Sequence[str], one: Round, latest: Round, changes: Sequence[QuestionChange] | None) -> LineOrigin:
    if one.scale != latest.scale:
        return LineOrigin("other_scale")
    if changes is None:
        return LineOrigin("unrelated")
    touching = [change for change in changes if set(change.after) & set(bundle)]
    if not touching or not all(change.is_comparable for change in touching):
        return LineOrigin("new")
    kinds = {change.kind for change in touching}
    keys = tuple(dict.fromkeys(key for change in touching for key in change.before))
    return LineOrigin(next(fit for fit in CLOSEST_LAST if fit in kinds), keys)


def _steady(changes: Sequence[QuestionChange] | None, one: Round, latest: Round) -> dict[str, bool]:
    if changes is None or one.scale != latest.scale:
        return {}
    return unchanged_areas(changes, one.asked, latest.asked)
