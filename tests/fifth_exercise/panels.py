"""What people see: the question and their own hand, how many have answered, and the spread once it is open."""

from collections.abc import Sequence
from typing import TypedDict

from django.utils.translation import gettext_lazy as _

from digibarometer.live.panels import Invalidation, board_panel, panel
from digibarometer.workshops import headcounts
from digibarometer.workshops.seats import Viewer
from digibarometer.workshops.snapshot import WorkshopSnapshot
from tests.fifth_exercise.models import Hand, Question
from tests.fifth_exercise.rules import MAX_QUESTION_LENGTH, NUMBERS


def progress_panels(snapshot: WorkshopSnapshot) -> list[Invalidation]:
    """What shows how many have answered."""
    return [each.ref(snapshot.pk) for each in (desk_fist, board_fist)]


class QuestionContext(TypedDict):
    """The question, and the spread once it is open: each number, how many show it, and as many dots."""

    question: Question | None
    spread: list[tuple[int, int, range]]


@panel
def room_question(snapshot: WorkshopSnapshot) -> QuestionContext:
    """The question, and the spread once it is open."""
    return _asked(snapshot)


class HandContext(TypedDict):
    """The numbers to choose from, and somebody's own in this sitting."""

    question: Question | None
    numbers: Sequence[int]
    fingers: int | None
    is_elsewhere: bool


@panel
def my_hand(snapshot: WorkshopSnapshot, viewer: Viewer) -> HandContext:
    """The numbers to choose from, and the one that was chosen on this screen."""
    question = _question(snapshot)
    mine = Hand.objects.filter(question=question, participant=viewer.participant_id).first() if question else None
    is_here = mine is not None and mine.sitting == viewer.sitting
    return {
        "question": question,
        "numbers": NUMBERS,
        "fingers": mine.fingers if mine and is_here else None,
        "is_elsewhere": mine is not None and not is_here,
    }


Progress = TypedDict("Progress", {"answered": int, "attending": int})


class BoardContext(QuestionContext, Progress):
    """The question, and how many of those who are here have answered."""


class DeskContext(BoardContext):
    """What the leader asks with."""

    longest: int


@panel
def desk_fist(snapshot: WorkshopSnapshot) -> DeskContext:
    """Asking, how many have answered, and opening the spread."""
    return {**_asked(snapshot), **_progress(snapshot), "longest": MAX_QUESTION_LENGTH}


@board_panel(_("Fist of five"))
def board_fist(snapshot: WorkshopSnapshot) -> BoardContext:
    """The question at ten metres: how many have answered, then the spread."""
    return {**_asked(snapshot), **_progress(snapshot)}


def _question(snapshot: WorkshopSnapshot) -> Question | None:
    return Question.objects.filter(step=snapshot.step).first() if snapshot.step else None


def _asked(snapshot: WorkshopSnapshot) -> QuestionContext:
    question = _question(snapshot)
    counts = question.counts if question else None
    return {"question": question, "spread": [(n, people, range(people)) for n, people in enumerate(counts or [])]}


def _progress(snapshot: WorkshopSnapshot) -> Progress:
    return {
        "answered": Hand.objects.filter(question__step=snapshot.step).count(),
        "attending": sum(headcounts.headcount_by_group(snapshot).values()),
    }
