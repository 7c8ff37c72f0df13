"""What is seen of an instant question, and what is released of one that is closed."""

from collections.abc import Iterable
from typing import TypedDict

from django.utils import timezone

from digibarometer.hosting.models import Projector, QuickAnswer, QuickQuestion
from digibarometer.hosting.projector.panels import BoardQuestion, question_for_board
from digibarometer.live.panels import Invalidation, panel
from digibarometer.measures import disclosure_control
from digibarometer.workshops import headcounts
from digibarometer.workshops.seats import Viewer
from digibarometer.workshops.snapshot import WorkshopSnapshot, cached_per_version


@cached_per_version
def open_question(snapshot: WorkshopSnapshot) -> QuickQuestion | None:
    """The question that people answer now. Opening and closing one raises the workshop's version."""
    return QuickQuestion.objects.filter(workshop=snapshot.pk, closed_at=None).first()


def release_answers(ask: QuickQuestion, threshold: int) -> None:
    """Close a question: counts only where enough have answered, and words only then; who said what is deleted."""
    answers = QuickAnswer.objects.filter(ask=ask)
    said = dict(answers.values_list("participant", "value"))
    are_enough = headcounts.minimum_people(said) >= threshold
    ask.closed_at = timezone.now()
    if ask.kind == QuickQuestion.Kind.WORDS:
        texts = sorted(answers.values_list("text", flat=True)) if are_enough else []
        answers.delete()  # made anew in the order of their text: their numbers would tell who answered first
        QuickAnswer.objects.bulk_create(QuickAnswer(workshop=ask.workshop, ask=ask, text=text) for text in texts)
    else:
        given = [disclosure_control.Answer("official", None, value) for value in said.values()]
        counts = disclosure_control.release_figures(given, len(ask.options), threshold).counts if are_enough else None
        ask.counts = list(counts) if counts else None
        answers.delete()
    ask.save(update_fields=["closed_at", "counts"])


class OwnAnswerContext(TypedDict):
    """A question that is open, and what somebody has answered in this sitting."""

    ask: QuickQuestion | None
    mine: QuickAnswer | None
    is_elsewhere: bool
    options: list[tuple[int, str]]


@panel
def my_ask(snapshot: WorkshopSnapshot, viewer: Viewer) -> OwnAnswerContext:
    """The question that is open, and what I have answered."""
    ask = open_question(snapshot)
    said = QuickAnswer.objects.filter(ask=ask, participant=viewer.participant_id).first() if ask else None
    mine = said if said and said.sitting == viewer.sitting else None
    return {
        "ask": ask,
        "mine": mine,
        "is_elsewhere": said is not None and mine is None,
        "options": list(enumerate(ask.options, start=1)) if ask else [],
    }


class QuickQuestionContext(TypedDict):
    """The question that is open, and the one before it."""

    ask: QuickQuestion | None
    answered: int
    before: BoardQuestion
    attending: int
    is_on_board: bool


@panel
def leader_ask(snapshot: WorkshopSnapshot) -> QuickQuestionContext:
    """Asking the room: a new question, how many have answered, and what came of the last one."""
    asked = list(QuickQuestion.objects.filter(workshop=snapshot.pk).order_by("-pk"))
    ask = next((one for one in asked if one.closed_at is None), None)
    before = next((one for one in asked if one.closed_at is not None), None)
    shown = Projector.objects.filter(workshop=snapshot.pk, instead="answers")
    return {
        "ask": ask,
        "answered": QuickAnswer.objects.filter(ask=ask).count() if ask else 0,
        "before": question_for_board(before),
        "attending": headcounts.attending_count(snapshot) if ask else 0,
        "is_on_board": bool(asked) and shown.exists(),
    }


def people_changed(snapshot: WorkshopSnapshot) -> Iterable[Invalidation]:
    """Somebody has come or gone: of how many the answers are."""
    return [leader_ask.ref(snapshot.pk)]
