"""The question that is open, and what is released of one that is closed."""

from django.utils import timezone

from digibarometer.hosting.models import QuickAnswer, QuickQuestion
from digibarometer.measures import disclosure_control
from digibarometer.workshops import headcounts
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
