"""What is talked about first: lists of a step's questions, the least agreed on top, that lead to each of them."""

from typing import TypedDict

from digibarometer.exercises.assessment.models import GroupRating, Opening, PlenaryRating, Secretary, levels_by_group
from digibarometer.exercises.assessment.rules import discussion_sort_key, nearly_agree
from digibarometer.live.panels import panel
from digibarometer.measures.agreement import leik
from digibarometer.questions.models import Question
from digibarometer.workshops.models import Group, Participant
from digibarometer.workshops.snapshot import WorkshopSnapshot


class GroupDiscussionContext(TypedDict):
    """The group, its questions with the level of each, how many have none, and who writes."""

    group: Group
    questions: list[tuple[Question, int | None]]
    left: int
    secretary: Participant | None


@panel
def group_talk(snapshot: WorkshopSnapshot, group: int) -> GroupDiscussionContext:
    """The questions of the step as a small group takes them: least agreed first, and which have a level."""
    asked = least_agreed(snapshot, group)
    rows = GroupRating.objects.filter(group=group, question__in=[question.pk for question in asked])
    levels = dict(rows.values_list("question", "level"))
    questions = [(question, levels.get(question.pk)) for question in asked]
    secretary = Secretary.objects.filter(group=group).select_related("participant").first()
    return {
        "group": snapshot.groups[group],
        "questions": questions,
        "left": sum(level is None for _, level in questions),
        "secretary": secretary.participant if secretary else None,
    }


def least_agreed(snapshot: WorkshopSnapshot, group: int) -> list[Question]:
    """The step's questions, those where the group agrees least first; not yet opened ones last."""
    rows = Opening.objects.filter(group=group, hidden_at=None).values_list("question", "counts")
    agreement = {question: leik(counts) for question, counts in rows}

    def order(question: Question) -> float:
        return found if (found := agreement.get(question.pk)) is not None else 2.0

    return sorted(snapshot.current_questions, key=order)


# A question with the groups' levels, and what the room has agreed on
DiscussionRow = TypedDict(
    "DiscussionRow", {"question": Question, "levels": list[int], "agreed": int | None, "is_easy": bool}
)


# The questions to talk about; `easy` is how many the groups nearly agree on, `next` what to take now
DiscussionContext = TypedDict(
    "DiscussionContext", {"rows": list[DiscussionRow], "left": int, "easy": int, "next": Question | None}
)


@panel
def desk_talk(snapshot: WorkshopSnapshot) -> DiscussionContext:
    """The questions of the step in plenary: where the groups differ most first, and what the room has agreed on."""
    asked = [question.pk for question in snapshot.current_questions]
    levels = {question: sorted(by.values()) for question, by in levels_by_group(snapshot.pk, asked).items()}
    held = PlenaryRating.objects.filter(workshop=snapshot.pk, question__in=asked, level__isnull=False)
    agreed = dict(held.values_list("question", "level"))
    rows: list[DiscussionRow] = [
        {
            "question": question,
            "levels": levels[question.pk],
            "agreed": agreed.get(question.pk),
            "is_easy": question.pk not in agreed and nearly_agree(levels[question.pk]),
        }
        for question in sorted(
            snapshot.current_questions, key=lambda question: discussion_sort_key(levels[question.pk])
        )
    ]
    left = [row for row in rows if row["agreed"] is None]
    return {
        "rows": rows,
        "left": len(left),
        "easy": sum(row["is_easy"] for row in rows),
        "next": next((row["question"] for row in left if row["question"].pk != snapshot.workshop.spot), None),
    }
