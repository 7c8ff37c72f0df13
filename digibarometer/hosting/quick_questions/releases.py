"""The question that is open, and what is released of one that is closed."""

from django.utils import timezone

from digibarometer.hosting.models import Ask, AskAnswer
from digibarometer.measures import disclosure_control
from digibarometer.workshops import headcounts
from digibarometer.workshops.snapshot import Now, once_a_version


@once_a_version
def open_ask(here: Now) -> Ask | None:
    """The question that people answer now. Opening and closing one raises the workshop's version."""
    return Ask.objects.filter(workshop=here.pk, closed_at=None).first()


def release(ask: Ask, threshold: int) -> None:
    """Close a question: counts only where enough have answered, and words only then; who said what is deleted."""
    answers = AskAnswer.objects.filter(ask=ask)
    said = dict(answers.values_list("participant", "value"))
    are_enough = headcounts.minimum_people(said) >= threshold
    ask.closed_at = timezone.now()
    if ask.kind == Ask.Kind.WORDS:
        texts = sorted(answers.values_list("text", flat=True)) if are_enough else []
        answers.delete()  # made anew in the order of their text: their numbers would tell who answered first
        AskAnswer.objects.bulk_create(AskAnswer(workshop=ask.workshop, ask=ask, text=text) for text in texts)
    else:
        given = [disclosure_control.Answer("official", None, value) for value in said.values()]
        counts = disclosure_control.tally(given, len(ask.options), threshold).counts if are_enough else None
        ask.counts = list(counts) if counts else None
        answers.delete()
    ask.save(update_fields=["closed_at", "counts"])
