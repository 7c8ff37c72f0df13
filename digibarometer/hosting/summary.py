"""What of the hosting goes into the result: decisions, and questions that were parked. Nobody's name is on them."""

from digibarometer.hosting.models import Decision, ParkedQuestion, QuickAnswer, QuickQuestion
from digibarometer.workshops.snapshot import WorkshopSnapshot


def decisions(snapshot: WorkshopSnapshot) -> list[str]:
    """What the room decided, in the order that it was written down."""
    return list(Decision.objects.filter(workshop=snapshot.pk).exclude(text="").values_list("text", flat=True))


def parked_questions(snapshot: WorkshopSnapshot) -> tuple[list[str], list[str]]:
    """Questions that still wait, and those that were answered."""
    rows = list(ParkedQuestion.objects.filter(workshop=snapshot.pk, away_at=None))
    return [one.text for one in rows if not one.answered_at], [one.text for one in rows if one.answered_at]


def quick_questions(snapshot: WorkshopSnapshot) -> list[tuple[str, list[str]]]:
    """Questions that the room was asked, with what was released of each: counts, or words that were let through."""
    words: dict[int, list[str]] = {}
    shown = QuickAnswer.objects.filter(workshop=snapshot.pk, is_shown=True).order_by("text")
    for ask, text in shown.values_list("ask", "text"):
        words.setdefault(ask, []).append(text)
    closed = QuickQuestion.objects.filter(workshop=snapshot.pk).exclude(closed_at=None)
    rows = [(ask.text, words.get(ask.pk) or _counted(ask)) for ask in closed]
    return [(text, told) for text, told in rows if told]


def _counted(ask: QuickQuestion) -> list[str]:
    return [f"{option}: {number}" for option, number in zip(ask.options, ask.counts, strict=True)] if ask.counts else []
