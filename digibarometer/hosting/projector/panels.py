"""What covers the projector, and a quick question as it shows it."""

from typing import TypedDict

from digibarometer.hosting.models import ParkedQuestion, Projector, QuickAnswer, QuickQuestion
from digibarometer.i18n import reader_language
from digibarometer.live.panels import panel
from digibarometer.workshops import headcounts
from digibarometer.workshops.snapshot import WorkshopSnapshot


class BoardQuestion(TypedDict):
    """A quick question as the projector shows it."""

    ask: QuickQuestion | None
    answered: int
    bars: list[tuple[str, int]]
    most: int
    said: list[QuickAnswer]
    words: list[str]
    are_at_tables: bool


def question_for_board(ask: QuickQuestion | None) -> BoardQuestion:
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


class CoverContext(BoardQuestion):
    """What lies over the projector."""

    is_paused: bool
    frozen: str
    instead: str
    parked: list[ParkedQuestion]


@panel
def board_cover(snapshot: WorkshopSnapshot) -> CoverContext:
    """What covers the projector: a calm screen, or what it showed when it was told to stand still."""
    kept = Projector.objects.filter(workshop=snapshot.pk).first()
    shows_parking = bool(kept and kept.instead == "parking")
    asked = QuickQuestion.objects.filter(workshop=snapshot.pk).last() if kept and kept.instead == "answers" else None
    return {
        **question_for_board(asked),
        "is_paused": bool(kept and kept.paused_at),
        "frozen": kept.frozen.get(reader_language(), "") if kept else "",
        "instead": kept.instead if kept else "",
        "parked": list(ParkedQuestion.objects.filter(workshop=snapshot.pk, away_at=None)) if shows_parking else [],
    }
