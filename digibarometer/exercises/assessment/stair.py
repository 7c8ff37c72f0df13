"""A question before the whole room as a stair: the groups stand on its levels, and the room's people lie under them."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypedDict

from django.utils.translation import gettext, ngettext

from digibarometer.exercises.assessment.models import GroupRating, PlenaryRating
from digibarometer.exercises.assessment.rules import compared_levels
from digibarometer.questions.models import Question
from digibarometer.workshops.models import Group
from digibarometer.workshops.snapshot import WorkshopSnapshot

MAX_NAME = 12  # characters of a group's name that stand on a step; of a longer one only its number
MAX_DOTS = 60  # people who each have a dot; of more only the numbers
ONE_ROW = 4  # groups on a step, side by side
NO_COUNTS: Mapping[int, Sequence[int]] = MappingProxyType({})


class LevelStep(TypedDict):
    """A level with the groups that stand on it, the room's people (a dot each, or a number), and all of it in words.

    `up` is its height, in twelfths of the way to the highest; `line` is where it lies between the lowest group and the
    highest: "from", "in", "to", or nothing.
    """

    level: int
    name: str
    groups: list[tuple[str, bool]]
    people: int
    dots: range
    is_agreed: bool
    up: int
    line: str
    told: str


class Stair(TypedDict):
    """The steps; how far apart the groups stand, in words; what the room compares, or agreed on with its reason.

    `people` have chosen a level, as far as that is released; `paper` are groups whose level was keyed in.
    """

    steps: list[LevelStep]
    is_high: bool
    apart: str
    texts: list[tuple[int, str, str]]
    agreed: tuple[int, str, str] | None
    reason: str
    people: int
    paper: list[str]


def level_stairs(
    snapshot: WorkshopSnapshot, questions: Sequence[Question], counts: Mapping[int, Sequence[int]] = NO_COUNTS
) -> list[Stair]:
    """How groups and room stand in each of the questions.

    `counts` are the room's people at each level, by question, where that is released.
    """
    of = {"workshop": snapshot.pk, "question__in": questions, "level__isnull": False}
    rated: dict[int, list[GroupRating]] = {question.pk: [] for question in questions}
    for row in GroupRating.objects.filter(**of, group__in=snapshot.groups):
        rated[row.question_id].append(row)
    settled = {row.question_id: row for row in PlenaryRating.objects.filter(**of)}
    return [
        _stair(snapshot, question, rated[question.pk], settled.get(question.pk), counts.get(question.pk, ()))
        for question in questions
    ]


def _stair(
    snapshot: WorkshopSnapshot,
    question: Question,
    rated: Sequence[GroupRating],
    settled: PlenaryRating | None,
    counts: Sequence[int],
) -> Stair:
    of = snapshot.content.question_set
    levels = [(level, of.level_name(level), question.level_text(level)) for level in of.levels]
    stood = {row.group_id: row.level for row in rated if row.level is not None}
    agreed = next((one for one in levels if settled and one[0] == settled.level), None)
    people = dict(zip(of.levels, counts, strict=True)) if counts else {}
    steps: list[LevelStep] = []
    for place, (level, name, _text) in enumerate(levels):
        groups = [group for pk, group in snapshot.groups.items() if stood.get(pk) == level]
        there, is_agreed = people.get(level, 0), agreed is not None and agreed[0] == level
        steps.append(
            {
                "level": level,
                "name": name,
                "groups": [_mark(group) for group in groups],
                "people": there,
                "dots": range(there if sum(counts) <= MAX_DOTS else 0),
                "is_agreed": is_agreed,
                "up": round(12 * place / max(1, len(levels) - 1)),
                "line": _line(level, list(stood.values())),
                "told": _in_words(f"{level} {name}", groups, there, is_agreed),
            }
        )
    compared = compared_levels(list(stood.values()), levels[-1][0])
    paper = {row.group_id for row in rated if row.from_paper_at}
    return {
        "steps": steps,
        "is_high": any(len(step["groups"]) > ONE_ROW for step in steps),
        "apart": _apart(list(stood.values())),
        "texts": [] if agreed else [one for one in levels if one[0] in compared],
        "agreed": agreed,
        "reason": settled.motivation if settled else "",
        "people": sum(counts),
        "paper": [str(group) for pk, group in snapshot.groups.items() if pk in paper],
    }


def _line(level: int, stood: Sequence[int]) -> str:
    lowest, highest = min(stood, default=0), max(stood, default=0)
    if lowest == highest or not lowest <= level <= highest:
        return ""
    return "from" if level == lowest else "to" if level == highest else "in"


def _apart(stood: Sequence[int]) -> str:
    """How far the groups are apart; empty where fewer than two have a level."""
    if len(stood) < 2:
        return ""
    steps = max(stood) - min(stood)
    if steps == 0:
        return gettext("All agree")
    return ngettext("%(steps)d step apart", "%(steps)d steps apart", steps) % {"steps": steps}


def _in_words(level: str, groups: Sequence[Group], people: int, is_agreed: bool) -> str:
    told = [level, *map(str, groups)]
    if people:
        told.append(ngettext("%(people)d person", "%(people)d people", people) % {"people": people})
    if is_agreed:
        told.append(gettext("We agree"))
    return ". ".join(told)


def _mark(group: Group) -> tuple[str, bool]:
    """What stands on the step for a group, and whether it is a name."""
    is_short = bool(group.name) and len(group.name) <= MAX_NAME
    return (group.name, True) if is_short else (str(group.number), False)
