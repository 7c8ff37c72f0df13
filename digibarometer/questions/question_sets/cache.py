"""Question sets in memory: a frozen version never changes, so all rooms share one copy."""

import threading
from dataclasses import dataclass

from cachetools import LRUCache

from digibarometer.questions.models import Area, Question, QuestionSet

MAX_CACHED_SETS = 50  # versions in memory


@dataclass(frozen=True)
class LoadedQuestionSet:
    """A question set whole: its areas in order, and all its questions, the trial question too."""

    question_set: QuestionSet
    areas: tuple[Area, ...]
    questions: tuple[Question, ...]


_shelf: LRUCache[int, LoadedQuestionSet] = LRUCache(MAX_CACHED_SETS)
_one_at_a_time = threading.Lock()


def cached_question_set(question_set: int, edition: int) -> LoadedQuestionSet:
    """The question set of this number, from memory where it is frozen and of this edition.

    Raises QuestionSet.DoesNotExist.
    """
    with _one_at_a_time:
        kept = _shelf.get(question_set)
    if kept is not None and kept.question_set.edition == edition:
        return kept
    found = QuestionSet.objects.get(pk=question_set)
    areas = {area.pk: area for area in found.areas.order_by("order")}
    questions = list(found.questions.order_by("area__order", "order"))
    for question in questions:
        question.question_set = found
        if question.area_id:
            question.area = areas[question.area_id]
    for area in areas.values():
        area.question_set = found
    made = LoadedQuestionSet(found, tuple(areas.values()), tuple(questions))
    if found.frozen_at:
        with _one_at_a_time:
            _shelf[question_set] = made
    return made


def clear_cache() -> None:
    """Forget all: for tests, whose databases come and go."""
    _shelf.clear()
