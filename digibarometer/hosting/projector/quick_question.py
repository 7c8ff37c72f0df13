"""A quick question as the projector shows it."""

from typing import Any

from digibarometer.hosting.models import QuickAnswer, QuickQuestion
from digibarometer.workshops import headcounts


def question_for_board(ask: QuickQuestion | None) -> dict[str, Any]:
    """A question as the projector shows it: how many have answered, then what was released."""
    if ask is None:
        return {"ask": None, "answered": 0, "bars": [], "words": [], "said": [], "most": 1, "are_at_tables": False}
    said = list(QuickAnswer.objects.filter(ask=ask).order_by("text", "pk"))
    bars = list(zip(ask.options, ask.counts, strict=True)) if ask.counts else []
    return {
        "ask": ask,
        "answered": sum(ask.counts) if ask.counts else len(said),
        "bars": bars,
        "most": max((number for _, number in bars), default=1) or 1,
        "said": said if ask.kind == QuickQuestion.Kind.WORDS else [],
        "words": [one.text for one in said if one.is_shown],
        "are_at_tables": not bars and not said and headcounts.some_have_no_phone(ask.workshop_id),
    }
