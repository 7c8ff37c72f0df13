"""What people see of the self-assessment."""

from typing import Any

from django.utils.translation import gettext

from digibarometer.exercises.assessment import audit_trail, progress, publication_log, question_context
from digibarometer.exercises.assessment.models import (
    GroupRating,
    Opening,
    OwnReason,
    PlenaryRating,
    Rating,
    levels_by_group,
)
from digibarometer.exercises.assessment.rules import FEWEST, chosen, is_easy, middle, suggested
from digibarometer.live.panels import panel
from digibarometer.questions.models import Question
from digibarometer.workshops.models import ELSEWHERE, Attendance, PhaseKind
from digibarometer.workshops.seats import Viewer
from digibarometer.workshops.snapshot import Now


@panel
def room_questions(now: Now, in_private: int = 0) -> dict[str, Any]:
    """The questions of the step, to be rated one at a time; the same for all, each one's answers lie beside.

    While the groups talk they are folded up, but not (1) on a screen that somebody has been handed to answer on.
    """
    is_folded = now.phase is not None and now.phase.kind == PhaseKind.GROUPS and not in_private
    return {**question_context.asked(now, now.step.area_id if now.step else None), "is_folded": is_folded}


def described(now: Now, question: Question) -> list[tuple[int, str, str]]:
    """The levels that can be chosen: number, name, and how this question describes it."""
    name = now.content.question_set.level_name
    return [(level, name(level), question.level_text(level)) for level in now.content.question_set.levels]


@panel
def my_ratings(now: Now, viewer: Viewer) -> dict[str, Any]:
    """What this person has answered in this sitting; the script marks it on the questions.

    Of what was answered in another one it says only that it has been.
    """
    asked = [question.pk for question in now.on_the_table]
    said = Rating.objects.said(viewer, asked)
    return {
        "who": viewer.sitting,
        "elsewhere": sum(answer == ELSEWHERE for answer in said.values()),
        "asked": len(asked),
        "reasons": OwnReason.objects.said(viewer, asked),
        "ratings": [(question, question in said, said.get(question)) for question in asked],
    }


@panel
def group_progress(now: Now, group: int) -> dict[str, Any]:
    """How many in the group are done."""
    return {"part": progress.of_group(now, group), "group": str(now.groups.get(group, "–"))}


@panel
def group_question(now: Now, group: int, question: int) -> dict[str, Any]:
    """A question as the group talks about it: its spread once opened, and the level it stands for."""
    asked, scale = now.question_or_refuse(question), now.content.question_set.levels
    opening = Opening.objects.filter(group=group, question=question, hidden_at=None).first()
    said = GroupRating.objects.filter(group=group, question=question).first()
    counts = opening.counts if opening else []
    suggestion = suggested(counts, scale) if opening else None
    level = said.level if said and said.level is not None else suggestion
    return {
        "question": asked,
        "levels": described(now, asked),
        "spread": _spread(now, counts),
        "dont_know": opening.dont_know if opening else 0,
        "suggested": suggestion,
        "is_easy": opening is not None and is_easy(chosen(counts, scale)),
        "said": said,
        "reasons": _shared(group, question) if opening else [],
        "level": level,
        "level_text": asked.level_text(level) if level is not None else "",
        **({} if opening else _missing(now, group, question)),
    }


def _shared(group: int, question: int) -> list[str]:
    """What people in the group have chosen to let it read, in an order that says nothing of who wrote it."""
    rows = OwnReason.objects.filter(group=group, question=question, is_shared=True).exclude(reason="")
    return sorted(rows.values_list("reason", flat=True))


def _spread(now: Now, counts: list[int]) -> list[tuple[int, str, range]]:
    """The levels from the highest, each with its name and as many dots as people."""
    of = now.content.question_set
    rows = [(level, of.level_name(level), range(people)) for level, people in zip(of.levels, counts, strict=False)]
    return rows[::-1]


def _missing(now: Now, group: int, question: int) -> dict[str, Any]:
    answers = publication_log.given_in(group, question)
    attending = list(
        Attendance.objects.filter(occasion=now.occasion, group=group, left_at=None).values_list(
            "participant", flat=True
        )
    )
    given = Rating.objects.filter(question=question, participant__in=attending).count()
    hidden = Opening.objects.filter(group=group, question=question)
    missing, is_enough = max(len(attending) - max(given, len(answers)), 0), publication_log.hands(answers) >= FEWEST
    return {
        "missing": missing,
        "may_open": is_enough,
        "too_few": len(attending) < FEWEST,
        "withheld": not missing or hidden.exists(),  # all have answered, and yet it is not open
    }


@panel
def room_plenary(now: Now) -> dict[str, Any]:
    """What the room talks about now, and the levels it has agreed on."""
    agreed = _agreed(now)
    rows = [{"question": question, "agreed": agreed.get(question.pk)} for question in now.on_the_table]
    return {"rows": rows, "spot": now.workshop.spot, **question_context.scale(now)}


def _agreed(now: Now) -> dict[int, PlenaryRating]:
    rows = PlenaryRating.objects.filter(workshop=now.pk, question__in=[question.pk for question in now.on_the_table])
    return {row.question_id: row for row in rows}


@panel
def desk_progress(now: Now) -> dict[str, Any]:
    """How far each group has come."""
    parts = progress.progress(now)
    rows = [(str(now.groups[part.group]) if part.group else "–", part, _how_far(part)) for part in parts]
    is_alone = now.phase is None or now.phase.kind == PhaseKind.ALONE
    return {"rows": rows, "all": progress.together(parts), "is_alone": is_alone}


def _how_far(part: progress.Progress) -> str:
    return gettext("%(done)s of %(of)s") % {"done": part.done, "of": part.all}


@panel
def desk_plenary(now: Now, question: int) -> dict[str, Any]:
    """A question in plenary: the groups' levels side by side, the suggested one, and what the room agrees on."""
    asked = now.question_or_refuse(question)
    said = {row.group_id: row for row in GroupRating.objects.filter(workshop=now.pk, question=question)}
    groups = [(group, said.get(pk)) for pk, group in now.groups.items()]
    levels = [row.level for _, row in groups if row and row.level is not None]
    agreed = PlenaryRating.objects.filter(workshop=now.pk, question=question).first()
    level = agreed.level if agreed and agreed.level is not None else middle(levels)
    levels_were, words_were = (
        audit_trail.level_changes(now.pk, question),
        audit_trail.motivation_changes(now.pk, question),
    )
    return {
        "question": asked,
        "levels": described(now, asked),
        "groups": groups,
        "words": [(group, row) for group, row in groups if row and (row.reason or row.minority)],
        "suggested": middle(levels),
        "is_easy": is_easy(levels),
        "agreed": agreed,
        "level": level,
        "level_text": asked.level_text(level) if level is not None else "",
        "is_spot": now.workshop.spot == question,
        "changes": audit_trail.together(levels_were, words_were),
        "level_was": levels_were[0] if levels_were else None,
        "words_were": words_were[0] if words_were else None,
    }


@panel
def board_progress(now: Now) -> dict[str, Any]:
    """How many are done, large; while they rate alone also what the levels are called."""
    part = progress.together(progress.progress(now))
    is_alone = now.phase is None or now.phase.kind == PhaseKind.ALONE
    return {"part": part, "is_alone": is_alone, "step": now.step, "phase": now.phase, **question_context.scale(now)}


@panel
def board_plenary(now: Now) -> dict[str, Any]:
    """The area's questions with the groups' levels and what the room has agreed on."""
    agreed, levels = _agreed(now), levels_by_group(now.pk, [question.pk for question in now.on_the_table])
    held = GroupRating.objects.filter(workshop=now.pk, question__in=levels, from_paper_at__isnull=False)
    on_paper = set(held.values_list("question", "group"))
    rows: list[dict[str, Any]] = [
        {
            "question": question,
            "levels": [
                (group, levels[question.pk].get(pk), (question.pk, pk) in on_paper) for pk, group in now.groups.items()
            ],
            "agreed": agreed.get(question.pk),
        }
        for question in now.on_the_table
    ]
    spot = next((row for row in rows if row["question"].pk == now.workshop.spot), None)
    return {
        "rows": rows,
        "spot": spot,
        "has_paper": bool(on_paper),
        "area": now.step.area if now.step else None,
        **question_context.scale(now),
    }
