"""The self-assessment as panels read it: the questions of an area, and how far the room has come, counted."""

from dataclasses import dataclass
from typing import TypedDict

from django.db import connection
from django.db.models import Count

from digibarometer.exercises.assessment.models import GroupRating
from digibarometer.questions.models import Area, Question
from digibarometer.workshops.models import PhaseKind
from digibarometer.workshops.snapshot import WorkshopSnapshot


@dataclass(frozen=True)
class Progress:
    """A group's (or the room's) share of what there is to do: `done` of `all`, in people or in group levels.

    `answers` of `most` are what the bar shows: while people rate alone, each answer moves it.
    """

    group: int | None
    done: int
    all: int
    answers: int
    most: int


def people_progress(snapshot: WorkshopSnapshot) -> list[Progress]:
    """People who have answered every question of the step, by group; last those without a group, if any."""
    counted = _answered(snapshot)
    groups: list[int | None] = list(snapshot.groups)
    if None in counted or not groups:
        groups.append(None)
    return [counted.get(group, Progress(group, 0, 0, 0, 0)) for group in groups]


def group_progress(snapshot: WorkshopSnapshot, group: int) -> Progress:
    """How far one group has come."""
    return _answered(snapshot, group).get(group, Progress(group, 0, 0, 0, 0))


def _answered(snapshot: WorkshopSnapshot, group: int | None = None) -> dict[int | None, Progress]:
    """Each group's people who take part, those who have answered all, and their answers.

    One plain statement, because this is drawn after almost every rating.
    """
    questions = [question.pk for question in snapshot.current_questions]
    if not questions:
        return {}
    asked, of_group = ", ".join(["%s"] * len(questions)), " AND a.group_id = %s" if group else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT group_id, COUNT(*), SUM(CASE WHEN answers = %s THEN 1 ELSE 0 END), SUM(answers) FROM ("
            "SELECT a.group_id AS group_id, COUNT(r.id) AS answers FROM workshops_attendance a"
            f" LEFT JOIN assessment_rating r ON r.participant_id = a.participant_id AND r.question_id IN ({asked})"
            f" WHERE a.occasion_id = %s AND a.left_at IS NULL{of_group} GROUP BY a.participant_id, a.group_id"
            ") each GROUP BY group_id",
            [len(questions), *questions, snapshot.occasion.pk, *([group] if group else [])],
        )
        return {
            of: Progress(of, int(done), people, int(answers), people * len(questions))
            for of, people, done, answers in cursor.fetchall()
        }


def groups_progress(snapshot: WorkshopSnapshot) -> list[Progress]:
    """Questions of the step that have a group level, by group."""
    questions = [question.pk for question in snapshot.current_questions]
    rows = GroupRating.objects.filter(workshop=snapshot.pk, question__in=questions, level__isnull=False)
    done = dict(rows.values_list("group").annotate(Count("pk")))
    most = len(questions)
    return [Progress(group, done.get(group, 0), most, done.get(group, 0), most) for group in snapshot.groups]


def room_progress(snapshot: WorkshopSnapshot) -> list[Progress]:
    """What the phase counts: people while they rate alone, else group levels."""
    is_alone = snapshot.phase is None or snapshot.phase.kind == PhaseKind.ALONE
    return people_progress(snapshot) if is_alone or not snapshot.groups else groups_progress(snapshot)


def total_progress(parts: list[Progress]) -> Progress:
    """The whole room's."""
    figures = zip(*((part.done, part.all, part.answers, part.most) for part in parts), strict=True)
    done, everyone, answers, most = (sum(column) for column in figures) if parts else (0, 0, 0, 0)
    return Progress(None, done, everyone, answers, most)


# An area's questions with what stands around them; `number` is the area's place of all `areas`
QuestionsContext = TypedDict(
    "QuestionsContext", {"questions": list[Question], "number": int | None, "areas": int, "area": Area | None}
)


def question_context(snapshot: WorkshopSnapshot, area: int | None) -> QuestionsContext:
    """An area's questions with what stands around them; of none, the trial question."""
    places = {each.pk: number for number, each in enumerate(snapshot.areas, start=1)}
    return {
        "questions": snapshot.questions_of(area),
        "number": places.get(area or 0),
        "areas": len(snapshot.areas),
        "area": snapshot.areas[places[area] - 1] if area in places else None,
    }


def has_every_level(snapshot: WorkshopSnapshot, group: int) -> bool:
    """Whether the group has set a level on every question of the step."""
    asked = [question.pk for question in snapshot.current_questions]
    return GroupRating.objects.filter(group=group, question__in=asked, level__isnull=False).count() == len(asked)
