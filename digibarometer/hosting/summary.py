"""What of the hosting goes into the result: decisions, and questions that were parked. Nobody's name is on them."""

from digibarometer.hosting.models import Ask, AskAnswer, Decision, Parked
from digibarometer.workshops.snapshot import Now


def decisions(here: Now) -> list[str]:
    """What the room decided, in the order that it was written down."""
    return list(Decision.objects.filter(workshop=here.pk).exclude(text="").values_list("text", flat=True))


def parked(here: Now) -> tuple[list[str], list[str]]:
    """Questions that still wait, and those that were answered."""
    rows = list(Parked.objects.filter(workshop=here.pk, away_at=None))
    return [one.text for one in rows if not one.answered_at], [one.text for one in rows if one.answered_at]


def asked(here: Now) -> list[tuple[str, list[str]]]:
    """Questions that the room was asked, with what was released of each: counts, or words that were let through."""
    words: dict[int, list[str]] = {}
    shown = AskAnswer.objects.filter(workshop=here.pk, is_shown=True).order_by("text")
    for ask, text in shown.values_list("ask", "text"):
        words.setdefault(ask, []).append(text)
    closed = Ask.objects.filter(workshop=here.pk).exclude(closed_at=None)
    rows = [(ask.text, words.get(ask.pk) or _counted(ask)) for ask in closed]
    return [(text, told) for text, told in rows if told]


def _counted(ask: Ask) -> list[str]:
    return [f"{option}: {number}" for option, number in zip(ask.options, ask.counts, strict=True)] if ask.counts else []
