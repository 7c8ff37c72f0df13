"""What people see of the self-assessment."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.assessment import audit_trail, publication_log, queries
from digibarometer.exercises.assessment.models import (
    GroupRating,
    Opening,
    OwnReason,
    PlenaryRating,
    Rating,
    levels_by_group,
)
from digibarometer.exercises.assessment.rules import (
    MIN_ANSWERS,
    expand_counts,
    lower_median,
    nearly_agree,
    suggested_level,
)
from digibarometer.live.panels import board_panel, panel
from digibarometer.questions.models import Question
from digibarometer.workshops.models import ELSEWHERE, Attendance, PhaseKind
from digibarometer.workshops.seats import Viewer
from digibarometer.workshops.snapshot import WorkshopSnapshot


@panel
def room_questions(snapshot: WorkshopSnapshot, in_private: int = 0) -> dict[str, Any]:
    """The questions of the step, to be rated one at a time; the same for all, each one's answers lie beside.

    While the groups talk they are folded up, but not (1) on a screen that somebody has been handed to answer on.
    """
    is_folded = snapshot.phase is not None and snapshot.phase.kind == PhaseKind.GROUPS and not in_private
    return {
        **queries.question_context(snapshot, snapshot.step.area_id if snapshot.step else None),
        "is_folded": is_folded,
    }


def level_choices(snapshot: WorkshopSnapshot, question: Question) -> list[tuple[int, str, str]]:
    """The levels that can be chosen: number, name, and how this question describes it."""
    name = snapshot.content.question_set.level_name
    return [(level, name(level), question.level_text(level)) for level in snapshot.content.question_set.levels]


@panel
def my_ratings(snapshot: WorkshopSnapshot, viewer: Viewer) -> dict[str, Any]:
    """What this person has answered in this sitting; the script marks it on the questions.

    Of what was answered in another one it says only that it has been.
    """
    asked = [question.pk for question in snapshot.current_questions]
    said = Rating.objects.answers_of(viewer, asked)
    return {
        "who": viewer.sitting,
        "elsewhere": sum(answer == ELSEWHERE for answer in said.values()),
        "asked": len(asked),
        "reasons": OwnReason.objects.reasons_of(viewer, asked),
        "ratings": [(question, question in said, said.get(question)) for question in asked],
    }


@panel
def group_progress(snapshot: WorkshopSnapshot, group: int) -> dict[str, Any]:
    """How many in the group are done."""
    return {"part": queries.group_progress(snapshot, group), "group": str(snapshot.groups.get(group, "–"))}


@panel
def group_question(snapshot: WorkshopSnapshot, group: int, question: int) -> dict[str, Any]:
    """A question as the group talks about it: its spread once opened, and the level it stands for."""
    asked, scale = snapshot.question_or_refuse(question), snapshot.content.question_set.levels
    opening = Opening.objects.filter(group=group, question=question, hidden_at=None).first()
    said = GroupRating.objects.filter(group=group, question=question).first()
    counts = opening.counts if opening else []
    suggestion = suggested_level(counts, scale) if opening else None
    level = said.level if said and said.level is not None else suggestion
    return {
        "question": asked,
        "levels": level_choices(snapshot, asked),
        "spread": _spread(snapshot, counts),
        "dont_know": opening.dont_know if opening else 0,
        "suggested": suggestion,
        "is_easy": opening is not None and nearly_agree(expand_counts(counts, scale)),
        "said": said,
        "reasons": _shared(group, question) if opening else [],
        "level": level,
        "level_text": asked.level_text(level) if level is not None else "",
        **({} if opening else _missing(snapshot, group, question)),
    }


def _shared(group: int, question: int) -> list[str]:
    """What people in the group have chosen to let it read, in an order that says nothing of who wrote it."""
    rows = OwnReason.objects.filter(group=group, question=question, is_shared=True).exclude(reason="")
    return sorted(rows.values_list("reason", flat=True))


def _spread(snapshot: WorkshopSnapshot, counts: list[int]) -> list[tuple[int, str, range]]:
    """The levels from the highest, each with its name and as many dots as people."""
    of = snapshot.content.question_set
    rows = [(level, of.level_name(level), range(people)) for level, people in zip(of.levels, counts, strict=False)]
    return rows[::-1]


def _missing(snapshot: WorkshopSnapshot, group: int, question: int) -> dict[str, Any]:
    answers = publication_log.given_in(group, question)
    attending = list(
        Attendance.objects.filter(occasion=snapshot.occasion, group=group, left_at=None).values_list(
            "participant", flat=True
        )
    )
    given = Rating.objects.filter(question=question, participant__in=attending).count()
    hidden = Opening.objects.filter(group=group, question=question)
    missing, is_enough = (
        max(len(attending) - max(given, len(answers)), 0),
        publication_log.hands(answers) >= MIN_ANSWERS,
    )
    return {
        "missing": missing,
        "may_open": is_enough,
        "too_few": len(attending) < MIN_ANSWERS,
        "withheld": not missing or hidden.exists(),  # all have answered, and yet it is not open
    }


@panel
def room_plenary(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """What the room talks about now, and the levels it has agreed on."""
    agreed = _agreed(snapshot)
    rows = [{"question": question, "agreed": agreed.get(question.pk)} for question in snapshot.current_questions]
    return {"rows": rows, "spot": snapshot.workshop.spot, **queries.scale_context(snapshot)}


def _agreed(snapshot: WorkshopSnapshot) -> dict[int, PlenaryRating]:
    rows = PlenaryRating.objects.filter(
        workshop=snapshot.pk, question__in=[question.pk for question in snapshot.current_questions]
    )
    return {row.question_id: row for row in rows}


@panel
def desk_progress(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """How far each group has come."""
    parts = queries.room_progress(snapshot)
    rows = [(str(snapshot.groups[part.group]) if part.group else "–", part, _how_far(part)) for part in parts]
    is_alone = snapshot.phase is None or snapshot.phase.kind == PhaseKind.ALONE
    return {"rows": rows, "all": queries.total_progress(parts), "is_alone": is_alone}


def _how_far(part: queries.Progress) -> str:
    return gettext("%(done)s of %(of)s") % {"done": part.done, "of": part.all}


@panel
def desk_plenary(snapshot: WorkshopSnapshot, question: int) -> dict[str, Any]:
    """A question in plenary: the groups' levels side by side, the suggested one, and what the room agrees on."""
    asked = snapshot.question_or_refuse(question)
    said = {row.group_id: row for row in GroupRating.objects.filter(workshop=snapshot.pk, question=question)}
    groups = [(group, said.get(pk)) for pk, group in snapshot.groups.items()]
    levels = [row.level for _, row in groups if row and row.level is not None]
    agreed = PlenaryRating.objects.filter(workshop=snapshot.pk, question=question).first()
    level = agreed.level if agreed and agreed.level is not None else lower_median(levels)
    levels_were, words_were = (
        audit_trail.level_changes(snapshot.pk, question),
        audit_trail.motivation_changes(snapshot.pk, question),
    )
    return {
        "question": asked,
        "levels": level_choices(snapshot, asked),
        "groups": groups,
        "words": [(group, row) for group, row in groups if row and (row.reason or row.minority)],
        "suggested": lower_median(levels),
        "is_easy": nearly_agree(levels),
        "agreed": agreed,
        "level": level,
        "level_text": asked.level_text(level) if level is not None else "",
        "is_spot": snapshot.workshop.spot == question,
        "changes": audit_trail.merge_revisions(levels_were, words_were),
        "level_was": levels_were[0] if levels_were else None,
        "words_were": words_were[0] if words_were else None,
    }


@board_panel(_("How many have answered"))
def board_progress(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """How many are done, large; while they rate alone also what the levels are called."""
    part = queries.total_progress(queries.room_progress(snapshot))
    is_alone = snapshot.phase is None or snapshot.phase.kind == PhaseKind.ALONE
    return {
        "part": part,
        "is_alone": is_alone,
        "step": snapshot.step,
        "phase": snapshot.phase,
        **queries.scale_context(snapshot),
    }


@board_panel(_("The area's questions"))
def board_plenary(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """The area's questions with the groups' levels and what the room has agreed on."""
    agreed, levels = (
        _agreed(snapshot),
        levels_by_group(snapshot.pk, [question.pk for question in snapshot.current_questions]),
    )
    held = GroupRating.objects.filter(workshop=snapshot.pk, question__in=levels, from_paper_at__isnull=False)
    on_paper = set(held.values_list("question", "group"))
    rows: list[dict[str, Any]] = [
        {
            "question": question,
            "levels": [
                (group, levels[question.pk].get(pk), (question.pk, pk) in on_paper)
                for pk, group in snapshot.groups.items()
            ],
            "agreed": agreed.get(question.pk),
        }
        for question in snapshot.current_questions
    ]
    spot = next((row for row in rows if row["question"].pk == snapshot.workshop.spot), None)
    return {
        "rows": rows,
        "spot": spot,
        "has_paper": bool(on_paper),
        "area": snapshot.step.area if snapshot.step else None,
        **queries.scale_context(snapshot),
    }
