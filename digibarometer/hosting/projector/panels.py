"""What covers the projector."""

from typing import Any

from django.utils.translation import get_language

from digibarometer.hosting.models import Ask, Parked, Projector
from digibarometer.hosting.projector.quick_question import of_board
from digibarometer.live.panels import panel
from digibarometer.workshops.snapshot import Now


@panel
def board_cover(now: Now) -> dict[str, Any]:
    """What covers the projector: a calm screen, or what it showed when it was told to stand still."""
    kept = Projector.objects.filter(workshop=now.pk).first()
    language = "en" if (get_language() or "").startswith("en") else "sv"
    shows_parking = bool(kept and kept.instead == "parking")
    asked = Ask.objects.filter(workshop=now.pk).last() if kept and kept.instead == "answers" else None
    return {
        **of_board(asked),
        "is_paused": bool(kept and kept.paused_at),
        "frozen": kept.frozen.get(language, "") if kept else "",
        "instead": kept.instead if kept else "",
        "parked": list(Parked.objects.filter(workshop=now.pk, away_at=None)) if shows_parking else [],
    }
