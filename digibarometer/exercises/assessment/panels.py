"""What people see of the self-assessment."""

from datetime import date
from typing import TypedDict

from django.db.models import Count
from django.utils.translation import gettext

from digibarometer.exercises.assessment import audit_trail, publication_log, queries
from digibarometer.exercises.assessment.models import (
    GroupRating,
    MotivationChange,
    Opening,
    OwnReason,
    PlenaryChange,
    PlenaryRating,
    Rating,
)
from digibarometer.exercises.assessment.rules import (
    MIN_ANSWERS,
    compared_levels,
    expand_counts,
    lower_median,
    nearly_agree,
    suggested_level,
)
from digibarometer.live.panels import panel
from digibarometer.questions.models import Area, Question
from digibarometer.workshops.models import ELSEWHERE, Attendance, Group, Participant, PhaseKind
from digibarometer.workshops.seats import Viewer
from digibarometer.workshops.snapshot import WorkshopSnapshot


class OwnQuestionsContext(queries.QuestionsContext):
    """The questions of the step; folded up while the groups talk. Who answers alone says that they are done."""

    is_folded: bool
    is_alone: bool


@panel
def room_questions(snapshot: WorkshopSnapshot, in_private: int = 0) -> OwnQuestionsContext:
    """The questions of the step, to be rated one at a time; the same for all, each one's answers lie beside.

    While the groups talk they are folded up, but not (1) on a screen that somebody has been handed to answer on.
    """
    is_folded = snapshot.phase is not None and snapshot.phase.kind == PhaseKind.GROUPS and not in_private
    return {
        **queries.question_context(snapshot, snapshot.step.area_id if snapshot.step else None),
        "is_folded": is_folded,
        "is_alone": snapshot.phase is not None and snapshot.phase.kind == PhaseKind.ALONE,
    }


def level_choices(snapshot: WorkshopSnapshot, question: Question) -> list[tuple[int, str, str]]:
    """The levels that can be chosen: number, name, and how this question describes it."""
    name = snapshot.content.question_set.level_name
    return [(level, name(level), question.level_text(level)) for level in snapshot.content.question_set.levels]


class OwnRatingsContext(TypedDict):
    """Somebody's answers: each question, whether it is answered, and with what; own reasons as they are read."""

    who: int
    elsewhere: int
    asked: int
    reasons: list[tuple[int, str, bool]]
    ratings: list[tuple[int, bool, int | str | None]]


@panel
def my_ratings(snapshot: WorkshopSnapshot, viewer: Viewer) -> OwnRatingsContext:
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


GroupProgressContext = TypedDict("GroupProgressContext", {"part": queries.Progress, "group": str})


@panel
def group_progress(snapshot: WorkshopSnapshot, group: int) -> GroupProgressContext:
    """How many in the group are done."""
    return {"part": queries.group_progress(snapshot, group), "group": str(snapshot.groups.get(group, "–"))}


# Why a spread is not open: how many answers are missing, and whether they may be done without
MissingAnswers = TypedDict("MissingAnswers", {"missing": int, "may_open": bool, "too_few": bool, "withheld": bool})


NOTHING_MISSING: MissingAnswers = {"missing": 0, "may_open": False, "too_few": False, "withheld": False}


# A level as a row to tap: its number, name and words, and as many dots as people in the group answered so
LevelRow = TypedDict("LevelRow", {"level": int, "name": str, "text": str, "people": range})


class GroupQuestionContext(MissingAnswers):
    """A question as a group talks about it: its levels in words, the spread, and what the group stands for."""

    question: Question
    levels: list[tuple[int, str, str]]
    rows: list[LevelRow]
    spread: bool
    dont_know: int
    hinted: int | None
    all_set: bool
    is_easy: bool
    said: GroupRating | None
    reasons: list[str]
    level: int | None
    level_text: str


@panel
def group_question(snapshot: WorkshopSnapshot, group: int, question: int) -> GroupQuestionContext:
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
        "rows": _level_rows(snapshot, asked, counts),
        "spread": opening is not None,
        "dont_know": opening.dont_know if opening else 0,
        "hinted": suggestion if said is None or said.level is None else None,
        "all_set": queries.has_every_level(snapshot, group),
        "is_easy": opening is not None and nearly_agree(expand_counts(counts, scale)),
        "said": said,
        "reasons": _shared(snapshot, group, question) if opening else [],
        "level": level,
        "level_text": asked.level_text(level) if level is not None else "",
        **(_missing(snapshot, group, question) if opening is None else NOTHING_MISSING),
    }


def _shared(snapshot: WorkshopSnapshot, group: int, question: int) -> list[str]:
    """What people have chosen to let this group read, in an order that says nothing of who wrote it.

    Whoever sits in another group by now wrote it for others than those who sit here.
    """
    moved = Attendance.objects.filter(occasion=snapshot.occasion, left_at=None).exclude(group=group)
    rows = OwnReason.objects.filter(group=group, question=question, is_shared=True).exclude(reason="")
    return sorted(rows.exclude(participant__in=moved.values("participant")).values_list("reason", flat=True))


def _level_rows(snapshot: WorkshopSnapshot, question: Question, counts: list[int]) -> list[LevelRow]:
    """The levels from the highest, each with as many dots as people, where the spread is open."""
    levels = level_choices(snapshot, question)
    people = counts or [0] * len(levels)
    rows: list[LevelRow] = [
        {"level": level, "name": name, "text": text, "people": range(number)}
        for (level, name, text), number in zip(levels, people, strict=False)
    ]
    return rows[::-1]


def _missing(snapshot: WorkshopSnapshot, group: int, question: int) -> MissingAnswers:
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


AgreedRow = TypedDict("AgreedRow", {"question": Question, "agreed": PlenaryRating | None})
AgreedContext = TypedDict("AgreedContext", {"rows": list[AgreedRow]})


@panel
def room_plenary(snapshot: WorkshopSnapshot) -> AgreedContext:
    """What the room talks about now, and the levels it has agreed on."""
    agreed = agreed_levels(snapshot)
    rows: list[AgreedRow] = [{"question": one, "agreed": agreed.get(one.pk)} for one in snapshot.current_questions]
    return {"rows": rows}


def agreed_levels(snapshot: WorkshopSnapshot) -> dict[int, PlenaryRating]:
    """What the room has said of the step's questions, by question."""
    rows = PlenaryRating.objects.filter(
        workshop=snapshot.pk, question__in=[question.pk for question in snapshot.current_questions]
    )
    return {row.question_id: row for row in rows}


# How far each group has come: its name, its share, and that in words
RoomProgressContext = TypedDict(
    "RoomProgressContext", {"rows": list[tuple[str, queries.Progress, str]], "all": queries.Progress, "is_alone": bool}
)


@panel
def desk_progress(snapshot: WorkshopSnapshot) -> RoomProgressContext:
    """How far each group has come."""
    parts = queries.room_progress(snapshot)
    rows = [(str(snapshot.groups[part.group]) if part.group else "–", part, _how_far(part)) for part in parts]
    is_alone = snapshot.phase is None or snapshot.phase.kind == PhaseKind.ALONE
    return {"rows": rows, "all": queries.total_progress(parts), "is_alone": is_alone}


def _how_far(part: queries.Progress) -> str:
    return gettext("%(done)s of %(of)s") % {"done": part.done, "of": part.all}


class DeskPlenaryContext(TypedDict):
    """A question in plenary as the leader sees it, with who changed what.

    `stands` is each level with its name and the groups that stand on it, `waiting` those that have none, `texts` what
    the levels mean that are worth reading out.
    """

    question: Question
    levels: list[tuple[int, str, str]]
    stands: list[tuple[int, list[Group]]]
    waiting: list[Group]
    texts: list[tuple[int, str]]
    words: list[tuple[Group, GroupRating]]
    suggested: int | None
    agreed: PlenaryRating | None
    changes: list[audit_trail.Revision]
    level_was: PlenaryChange | None
    words_were: MotivationChange | None


@panel
def desk_plenary(snapshot: WorkshopSnapshot, question: int) -> DeskPlenaryContext:
    """A question in plenary: where the groups stand, the suggested level, and what the room agrees on."""
    asked = snapshot.question_or_refuse(question)
    levels = level_choices(snapshot, asked)
    said = {row.group_id: row for row in GroupRating.objects.filter(workshop=snapshot.pk, question=question)}
    groups = [(group, said.get(pk)) for pk, group in snapshot.groups.items()]
    stood = [row.level for _, row in groups if row and row.level is not None]
    agreed = PlenaryRating.objects.filter(workshop=snapshot.pk, question=question).first()
    levels_were, words_were = (
        audit_trail.level_changes(snapshot.pk, question),
        audit_trail.motivation_changes(snapshot.pk, question),
    )
    return {
        "question": asked,
        "levels": levels,
        "stands": [(level, [one for one, row in groups if row and row.level == level]) for level, _, _ in levels],
        "waiting": [group for group, row in groups if row is None or row.level is None],
        "texts": [(level, text) for level, _, text in levels if level in compared_levels(stood, levels[-1][0])],
        "words": [(group, row) for group, row in groups if row and (row.reason or row.minority or row.from_paper_at)],
        "suggested": lower_median(stood),
        "agreed": agreed,
        "changes": audit_trail.merge_revisions(levels_were, words_were),
        "level_was": levels_were[0] if levels_were else None,
        "words_were": words_were[0] if words_were else None,
    }


# Before the day: everyone rates on their own, through all areas, with the same data and by the same rules.

AreasContext = TypedDict("AreasContext", {"areas": list[Area], "day": date | None})
PreworkContext = TypedDict("PreworkContext", {"came": int, "begun": int, "done": int})


@panel
def room_ahead(snapshot: WorkshopSnapshot) -> AreasContext:
    """All areas: the way to each, and how far one has come in it."""
    return {
        "areas": [area for area in snapshot.areas if snapshot.questions_of(area.pk)],
        "day": snapshot.occasions[0].on,
    }


@panel
def room_ahead_area(snapshot: WorkshopSnapshot, area: int) -> queries.QuestionsContext:
    """The questions of an area, one at a time."""
    return queries.question_context(snapshot, area)


@panel
def desk_ahead(snapshot: WorkshopSnapshot) -> PreworkContext:
    """How many have come in, begun and answered everything; never who."""
    rows = Rating.objects.filter(workshop=snapshot.pk, question__in=[question.pk for question in snapshot.questions])
    answers = list(rows.values("participant").annotate(number=Count("pk")).values_list("number", flat=True))
    return {
        "came": Participant.objects.filter(workshop=snapshot.pk).count(),
        "begun": len(answers),
        "done": sum(number >= len(snapshot.questions) for number in answers),
    }
