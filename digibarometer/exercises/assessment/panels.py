"""What people see of the self-assessment."""

from typing import Any

from digibarometer.exercises.assessment import progress
from digibarometer.exercises.assessment.models import (
    GroupRating,
    Opening,
    PlenaryRating,
    Rating,
    levels_by_group,
)
from digibarometer.exercises.assessment.rules import FEWEST, is_easy, middle, suggested
from digibarometer.live.panels import panel
from digibarometer.questions.models import Question
from digibarometer.workshops.models import Attendance, PhaseKind
from digibarometer.workshops.now import Now


@panel
def room_questions(now: Now) -> dict[str, Any]:
    """The questions of the step, to be rated one at a time; the same for all, each one's answers lie beside."""
    area = now.step.area if now.step else None
    number = now.areas.index(area) + 1 if area in now.areas else None
    return {"questions": now.on_the_table, "area": area, "number": number, "areas": len(now.areas), **_scale(now)}


def _scale(now: Now) -> dict[str, Any]:
    return {"question_set": now.content.question_set, "scale": now.content.question_set.levels}


@panel
def my_ratings(now: Now, person: int) -> dict[str, Any]:
    """What this person has answered; the script marks it on the questions."""
    asked = [question.pk for question in now.on_the_table]
    said = dict(Rating.objects.filter(participant=person, question__in=asked).values_list("question", "level"))
    return {"ratings": [(question, question in said, said.get(question)) for question in asked]}


@panel
def group_progress(now: Now, group: int) -> dict[str, Any]:
    """How many in the group are done."""
    return {"part": progress.of_group(now, group), "group": now.groups.get(group)}


@panel
def group_question(now: Now, group: int, question: int) -> dict[str, Any]:
    """A question as the group talks about it: its spread once opened, and the level it stands for."""
    asked = now.question_or_refuse(question)
    opening = Opening.objects.filter(group=group, question=question).first()
    said = GroupRating.objects.filter(group=group, question=question).first()
    counts = opening.counts if opening else []
    return {
        "question": asked,
        "spread": _spread(asked, counts),
        "dont_know": opening.dont_know if opening else 0,
        "suggested": suggested(counts, asked.question_set.levels) if opening else None,
        "said": said,
        "group": group,
        **_scale(now),
        **({} if opening else _missing(now, group, question)),
    }


def _spread(question: Question, counts: list[int]) -> list[tuple[int, range]]:
    """The levels from the highest, each with as many dots as people."""
    return [(level, range(people)) for level, people in zip(question.question_set.levels, counts, strict=False)][::-1]


def _missing(now: Now, group: int, question: int) -> dict[str, Any]:
    answered = Rating.objects.filter(group=group, question=question).count()
    attending = Attendance.objects.filter(occasion=now.occasion, group=group, left_at=None).count()
    return {"missing": max(attending - answered, 0), "may_open": answered >= FEWEST, "too_few": attending < FEWEST}


@panel
def room_plenary(now: Now) -> dict[str, Any]:
    """What the room talks about now, and the levels it has agreed on."""
    agreed = _agreed(now)
    rows = [{"question": question, "agreed": agreed.get(question.pk)} for question in now.on_the_table]
    return {"rows": rows, "spot": now.workshop.spot, **_scale(now)}


def _agreed(now: Now) -> dict[int, PlenaryRating]:
    rows = PlenaryRating.objects.filter(workshop=now.pk, question__in=[question.pk for question in now.on_the_table])
    return {row.question_id: row for row in rows}


@panel
def desk_progress(now: Now) -> dict[str, Any]:
    """How far each group has come."""
    parts = progress.progress(now)
    rows = [{"group": now.groups.get(part.group) if part.group else None, "part": part} for part in parts]
    is_alone = now.phase is None or now.phase.kind == PhaseKind.ALONE
    return {"rows": rows, "all": progress.together(parts), "is_alone": is_alone}


@panel
def desk_easy(now: Now) -> dict[str, Any]:
    """One tap accepts where groups agree."""
    return {"area": now.step.area_id if now.step else None}


@panel
def desk_plenary(now: Now, question: int) -> dict[str, Any]:
    """A question in plenary: the groups' levels, the suggested one, and what the room agrees on."""
    asked = now.question_or_refuse(question)
    levels = levels_by_group(now.pk, [question])[question]
    said = {row.group_id: row for row in GroupRating.objects.filter(workshop=now.pk, question=question)}
    return {
        "question": asked,
        "groups": [(group, levels.get(pk), said.get(pk)) for pk, group in now.groups.items()],
        "suggested": middle(levels.values()),
        "is_easy": is_easy(levels.values()),
        "agreed": PlenaryRating.objects.filter(workshop=now.pk, question=question).first(),
        "is_spot": now.workshop.spot == question,
        **_scale(now),
    }


@panel
def board_progress(now: Now) -> dict[str, Any]:
    """How many are done, large; while they rate alone also what the levels are called."""
    part = progress.together(progress.progress(now))
    is_alone = now.phase is None or now.phase.kind == PhaseKind.ALONE
    return {"part": part, "is_alone": is_alone, "step": now.step, "phase": now.phase, **_scale(now)}


@panel
def board_plenary(now: Now) -> dict[str, Any]:
    """The area's questions with the groups' levels and what the room has agreed on."""
    agreed, levels = _agreed(now), levels_by_group(now.pk, [question.pk for question in now.on_the_table])
    rows: list[dict[str, Any]] = [
        {
            "question": question,
            "levels": [(group, levels[question.pk].get(pk)) for pk, group in now.groups.items()],
            "agreed": agreed.get(question.pk),
        }
        for question in now.on_the_table
    ]
    spot = next((row for row in rows if row["question"].pk == now.workshop.spot), None)
    return {"rows": rows, "spot": spot, "area": now.step.area if now.step else None, **_scale(now)}
