"""What the projector shows of the self-assessment."""

from typing import TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.assessment import queries
from digibarometer.exercises.assessment.models import levels_by_group
from digibarometer.exercises.assessment.panels import level_choices
from digibarometer.exercises.assessment.stair import Stair, level_stairs
from digibarometer.live.panels import board_panel
from digibarometer.questions.models import Question
from digibarometer.workshops.models import Group
from digibarometer.workshops.phase_clock import RingContext, phase_ring
from digibarometer.workshops.snapshot import WorkshopSnapshot

MOST_DOTS = 120  # people, each a dot; more are a bar


class BoardProgressContext(RingContext):
    """What is rated, and how many are done: as dots in no order of people, or none where they are too many.

    A question that is alone in its step has its levels in words.
    """

    question: Question | None
    levels: list[tuple[int, str, str]]
    part: queries.Progress
    dots: list[bool]


@board_panel(_("How many have answered"))
def board_progress(snapshot: WorkshopSnapshot) -> BoardProgressContext:
    """While people rate alone: what it is about, what to do, the time left and how many have answered everything."""
    part = queries.total_progress(queries.people_progress(snapshot))
    question = _alone_in_its_step(snapshot)
    return {
        **phase_ring(snapshot),
        "question": question,
        "levels": level_choices(snapshot, question) if question else [],
        "part": part,
        "dots": [number < part.done for number in range(part.all)] if part.all <= MOST_DOTS else [],
    }


def _alone_in_its_step(snapshot: WorkshopSnapshot) -> Question | None:
    """The question of a step that has only one, as the trial question's."""
    asked = snapshot.current_questions
    return asked[0] if len(asked) == 1 else None


class GroupTile(TypedDict):
    """How far a group has come: how many questions have a level, and which of them."""

    group: Group
    done: int
    questions: list[tuple[int, bool]]
    told: str


class BoardGroupsContext(RingContext):
    """The questions that the groups talk of, and how far each group has come."""

    question: Question | None
    questions: list[Question]
    tiles: list[GroupTile]


@board_panel(_("How far the groups have come"))
def board_groups(snapshot: WorkshopSnapshot) -> BoardGroupsContext:
    """While the groups talk: the task, the questions, the time left, and which questions each has set a level on."""
    asked = snapshot.current_questions
    levels = levels_by_group(snapshot.pk, [question.pk for question in asked])
    return {
        **phase_ring(snapshot),
        "question": _alone_in_its_step(snapshot),
        "questions": asked,
        "tiles": [
            _tile(group, [pk in levels[question.pk] for question in asked]) for pk, group in snapshot.groups.items()
        ],
    }


def _tile(group: Group, has_level: list[bool]) -> GroupTile:
    numbered = list(enumerate(has_level, start=1))
    named = "; ".join(str(number) for number, is_set in numbered if is_set)
    return {
        "group": group,
        "done": sum(has_level),
        "questions": numbered,
        "told": gettext("Level set on question %(numbers)s") % {"numbers": named} if named else gettext("No level yet"),
    }


class BoardPlenaryContext(TypedDict):
    """The area's questions as the groups and the room stand in them, and how many the room has a level on."""

    levels: list[tuple[int, str, str]]
    rows: list[tuple[Question, Stair]]
    settled: int


@board_panel(_("The area's questions"))
def board_plenary(snapshot: WorkshopSnapshot) -> BoardPlenaryContext:
    """The area's questions on one scale: where the groups stand, how far apart, and what the room has agreed on."""
    asked = snapshot.current_questions
    stairs = level_stairs(snapshot, asked)
    return {
        "levels": level_choices(snapshot, asked[0]) if asked else [],
        "rows": list(zip(asked, stairs, strict=True)),
        "settled": sum(stair["agreed"] is not None for stair in stairs),
    }
