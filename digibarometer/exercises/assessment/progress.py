"""How far the room has come in a step of the self-assessment: counted, never who answered what."""

from collections import Counter
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count

from digibarometer.exercises.assessment.models import GroupRating
from digibarometer.workshops.models import Attendance, PhaseKind
from digibarometer.workshops.now import Now
from digibarometer.workshops.people import taking_part


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


def of_people(here: Now) -> list[Progress]:
    """People who have answered every question of the step, by group."""
    done, answers = _answered(here)
    attending = taking_part(here)
    groups: list[int | None] = list(here.groups)
    if attending.get(None) or not groups:
        groups.append(None)
    questions = len(here.on_the_table)
    return [_of(group, done[group], attending.get(group, 0), answers[group], questions) for group in groups]


def of_group(here: Now, group: int) -> Progress:
    """The same for one group."""
    done, answers = _answered(here, group)
    people = Attendance.objects.filter(occasion=here.occasion, group=group, left_at=None).count()
    return _of(group, done[group], people, answers[group], len(here.on_the_table))


def _answered(here: Now, group: int | None = None) -> tuple[Counter[int | None], Counter[int | None]]:
    """People who have answered all, and answers, by group. Plain SQL: this is drawn after almost every rating."""
    questions = [question.pk for question in here.on_the_table]
    done: Counter[int | None] = Counter()
    answers: Counter[int | None] = Counter()
    if not questions:
        return done, answers
    of, which = ("workshop_id", here.pk) if group is None else ("group_id", group)
    places = ", ".join(["%s"] * len(questions))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT group_id, COUNT(*) FROM assessment_rating WHERE {of} = %s AND question_id IN ({places})"
            " GROUP BY participant_id, group_id",
            [which, *questions],
        )
        for whose, number in cursor.fetchall():
            done[whose] += number == len(questions)
            answers[whose] += number
    return done, answers


def _of(group: int | None, done: int, people: int, answers: int, questions: int) -> Progress:
    """A group's progress; who has left again does not make it more than whole."""
    return Progress(group, min(done, people), people, min(answers, people * questions), people * questions)


def of_groups(here: Now) -> list[Progress]:
    """Questions of the step that have a group level, by group."""
    questions = [question.pk for question in here.on_the_table]
    rows = GroupRating.objects.filter(workshop=here.pk, question__in=questions, level__isnull=False)
    done = dict(rows.values_list("group").annotate(Count("pk")))
    most = len(questions)
    return [Progress(group, done.get(group, 0), most, done.get(group, 0), most) for group in here.groups]


def progress(here: Now) -> list[Progress]:
    """What the phase counts: people while they rate alone, else group levels."""
    is_alone = here.phase is None or here.phase.kind == PhaseKind.ALONE
    return of_people(here) if is_alone or not here.groups else of_groups(here)


def together(parts: list[Progress]) -> Progress:
    """The whole room's."""
    figures = zip(*((part.done, part.all, part.answers, part.most) for part in parts), strict=True)
    done, everyone, answers, most = (sum(column) for column in figures) if parts else (0, 0, 0, 0)
    return Progress(None, done, everyone, answers, most)
