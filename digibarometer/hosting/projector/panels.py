"""What covers the projector."""

from typing import Any

from digibarometer.hosting.models import ParkedQuestion, Projector, QuickQuestion
from digibarometer.hosting.projector.quick_question import question_for_board
from digibarometer.i18n import reader_language
from digibarometer.live.panels import panel
from digibarometer.workshops.snapshot import WorkshopSnapshot


@panel
def board_cover(snapshot: WorkshopSnapshot) -> dict[str, Any]:
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
