"""What is talked about first: lists of a step's questions, the least agreed on top, that lead to each of them."""

from typing import TypedDict

from django.utils.translation import gettext, ngettext

from digibarometer.exercises.assessment.models import GroupRating, Opening, PlenaryRating, Secretary, levels_by_group
from digibarometer.exercises.assessment.rules import discussion_sort_key, nearly_agree
from digibarometer.live.panels import panel
from digibarometer.measures.agreement import leik
from digibarometer.questions.models import Question
from digibarometer.workshops.models import Attendance, Group, Participant
from digibarometer.workshops.seats import Viewer
from digibarometer.workshops.snapshot import WorkshopSnapshot


class GroupDiscussionContext(TypedDict):
    """The group, its questions with the level of each, and how many have none."""

    group: Group
    questions: list[tuple[Question, int | None]]
    left: int


PenContext = TypedDict("PenContext", {"secretary": Participant | None, "is_me": bool})


@panel
def my_pen(snapshot: WorkshopSnapshot, viewer: Viewer) -> PenContext:
    """Who writes for the group: nobody takes over from themselves."""
    here = {"occasion": snapshot.occasion, "left_at": None, "participant": viewer.participant_id}
    group = Attendance.objects.filter(**here).values("group")
    secretary = Secretary.objects.filter(group__in=group).select_related("participant").first()
    writer = secretary.participant if secretary else None
    return {"secretary": writer, "is_me": writer is not None and writer.pk == viewer.participant_id}


@panel
def group_talk(snapshot: WorkshopSnapshot, group: int) -> GroupDiscussionContext:
    """The questions of the step as a small group takes them: least agreed first, and which have a level."""
    asked = least_agreed(snapshot, group)
    rows = GroupRating.objects.filter(group=group, question__in=[question.pk for question in asked])
    levels = dict(rows.values_list("question", "level"))
    questions = [(question, levels.get(question.pk)) for question in asked]
    return {
        "group": snapshot.groups[group],
        "questions": questions,
        "left": sum(level is None for _, level in questions),
    }


def least_agreed(snapshot: WorkshopSnapshot, group: int) -> list[Question]:
    """The step's questions, those where the group agrees least first; not yet opened ones last."""
    rows = Opening.objects.filter(group=group, hidden_at=None).values_list("question", "counts")
    agreement = {question: leik(counts) for question, counts in rows}

    def order(question: Question) -> float:
        return found if (found := agreement.get(question.pk)) is not None else 2.0

    return sorted(snapshot.current_questions, key=order)


class DiscussionRow(TypedDict):
    """A question with the groups' levels, how far they are apart in words, and what the room has agreed on."""

    question: Question
    levels: list[int]
    apart: str
    agreed: int | None


DiscussionContext = TypedDict("DiscussionContext", {"rows": list[DiscussionRow]})


@panel
def desk_talk(snapshot: WorkshopSnapshot) -> DiscussionContext:
    """The questions of the step in plenary: where the groups differ most first, and what the room has agreed on."""
    return {"rows": _discussed(snapshot)}


# How many questions have no level, how many of them the groups nearly agree on, and which to take next
RestContext = TypedDict("RestContext", {"left": int, "easy": int, "next": Question | None})


@panel
def desk_next_question(snapshot: WorkshopSnapshot) -> RestContext:
    """What is left to agree on in the area, and the way on."""
    left = [row for row in _discussed(snapshot) if row["agreed"] is None]
    return {
        "left": len(left),
        "easy": sum(nearly_agree(row["levels"]) for row in left),
        "next": next((row["question"] for row in left if row["question"].pk != snapshot.workshop.spot), None),
    }


def _discussed(snapshot: WorkshopSnapshot) -> list[DiscussionRow]:
    """The step's questions, those first on which the groups stand furthest apart."""
    asked = [question.pk for question in snapshot.current_questions]
    levels = {question: sorted(by.values()) for question, by in levels_by_group(snapshot.pk, asked).items()}
    held = PlenaryRating.objects.filter(workshop=snapshot.pk, question__in=asked, level__isnull=False)
    agreed = dict(held.values_list("question", "level"))
    return [
        {
            "question": question,
            "levels": levels[question.pk],
            "apart": _apart(levels[question.pk]),
            "agreed": agreed.get(question.pk),
        }
        for question in sorted(
            snapshot.current_questions, key=lambda question: discussion_sort_key(levels[question.pk])
        )
    ]


def _apart(levels: list[int]) -> str:
    """How far the groups stand from each other; nothing where only one has said where."""
    if len(levels) < 2:
        return ""
    steps = levels[-1] - levels[0]
    return ngettext("%(n)d step apart", "%(n)d steps apart", steps) % {"n": steps} if steps else gettext("all agree")
