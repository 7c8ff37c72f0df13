"""A question before the whole room as a stair: the groups stand on its levels, and the room's people lie under them."""

from collections.abc import Sequence
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


class LevelStep(TypedDict):
    """A level with the groups that stand on it, the room's people (a dot each, or a number), and all of it in words."""

    level: int
    name: str
    groups: list[tuple[str, bool]]
    people: int
    dots: range
    is_agreed: bool
    told: str


class Stair(TypedDict):
    """The steps; the levels whose words the room compares; or what it agreed on, with its reason.

    `people` have chosen a level, as far as that is released; `paper` are groups whose level was keyed in.
    """

    steps: list[LevelStep]
    is_high: bool
    texts: list[tuple[int, str, str]]
    agreed: tuple[int, str, str] | None
    reason: str
    people: int
    paper: list[str]


def level_stair(snapshot: WorkshopSnapshot, question: Question, counts: Sequence[int] = ()) -> Stair:
    """How groups and room stand in a question; `counts` are the room's people at each level, where that is released."""
    questions = snapshot.content.question_set
    levels = [(level, questions.level_name(level), question.level_text(level)) for level in questions.levels]
    rated = list(GroupRating.objects.filter(workshop=snapshot.pk, question=question, level__isnull=False))
    stood = {row.group_id: row.level for row in rated if row.level is not None and row.group_id in snapshot.groups}
    settled = PlenaryRating.objects.filter(workshop=snapshot.pk, question=question).first()
    agreed = next((one for one in levels if settled and one[0] == settled.level), None)
    people = dict(zip(questions.levels, counts, strict=True)) if counts else {}
    steps = [
        _step(snapshot, (level, name), [pk for pk in snapshot.groups if stood.get(pk) == level], people, agreed)
        for level, name, _text in levels
    ]
    compared = compared_levels(list(stood.values()), levels[-1][0])
    paper = {row.group_id for row in rated if row.from_paper_at}
    return {
        "steps": steps,
        "is_high": any(len(step["groups"]) > ONE_ROW for step in steps),
        "texts": [] if agreed else [one for one in levels if one[0] in compared],
        "agreed": agreed,
        "reason": settled.motivation if settled else "",
        "people": sum(counts),
        "paper": [str(group) for pk, group in snapshot.groups.items() if pk in paper],
    }


def _step(
    snapshot: WorkshopSnapshot,
    level: tuple[int, str],
    on_it: list[int],
    people: dict[int, int],
    agreed: tuple[int, str, str] | None,
) -> LevelStep:
    number, name = level
    there, groups = people.get(number, 0), [snapshot.groups[pk] for pk in on_it]
    is_agreed = agreed is not None and agreed[0] == number
    told = [f"{number} {name}", *map(str, groups)]
    if there:
        told.append(ngettext("%(people)d person", "%(people)d people", there) % {"people": there})
    if is_agreed:
        told.append(gettext("We agree"))
    return {
        "level": number,
        "name": name,
        "groups": [_mark(group) for group in groups],
        "people": there,
        "dots": range(there if sum(people.values()) <= MAX_DOTS else 0),
        "is_agreed": is_agreed,
        "told": ". ".join(told),
    }


def _mark(group: Group) -> tuple[str, bool]:
    """What stands on the step for a group, and whether it is a name."""
    is_short = bool(group.name) and len(group.name) <= MAX_NAME
    return (group.name, True) if is_short else (str(group.number), False)
