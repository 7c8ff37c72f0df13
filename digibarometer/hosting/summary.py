"""What of the hosting goes into the result: decisions, and questions that were parked. Nobody's name is on them."""

from digibarometer.hosting.models import Decision, Parked
from digibarometer.workshops.now import Now


def decisions(here: Now) -> list[str]:
    """What the room decided, in the order that it was written down."""
    return list(Decision.objects.filter(workshop=here.pk).exclude(text="").values_list("text", flat=True))


def parked(here: Now) -> tuple[list[str], list[str]]:
    """Questions that still wait, and those that were answered."""
    rows = list(Parked.objects.filter(workshop=here.pk, away_at=None))
    return [one.text for one in rows if not one.answered_at], [one.text for one in rows if one.answered_at]
