"""What a fist of five came to: opened spreads only."""

from collections.abc import Iterator

from django.utils.translation import gettext

from digibarometer.i18n import format_number
from digibarometer.workshops.models import Step
from digibarometer.workshops.snapshot import WorkshopSnapshot
from tests.fifth_exercise.models import Question
from tests.fifth_exercise.rules import mean


def summarize(snapshot: WorkshopSnapshot) -> list[Question]:
    """The questions whose spread everyone has seen, in the agenda's order."""
    opened = Question.objects.filter(workshop=snapshot.pk, counts__isnull=False).select_related("step")
    return sorted(opened, key=lambda question: snapshot.steps.index(question.step))


def recap(snapshot: WorkshopSnapshot, step: Step) -> Iterator[str]:
    """Where the room stood, for those who were not there."""
    for question in summarize(snapshot):
        if question.step_id == step.pk:
            yield sentence(question)


def sentence(question: Question) -> str:
    """The question, and how many fingers the room showed on average."""
    said = {"question": question.text, "mean": format_number(mean(question.counts))}
    return gettext("“%(question)s” %(mean)s of five fingers.") % said
