"""What is seen of parked questions and decisions."""

from typing import Any

from digibarometer.hosting.models import Decision, Parked, Parking, Projector
from digibarometer.live.panels import panel
from digibarometer.workshops.snapshot import Now


def _is_open(here: Now) -> bool:
    return Parking.objects.filter(workshop=here.pk).exclude(opened_at=None).exists()


@panel
def room_parking(now: Now) -> dict[str, Any]:
    """Where people park a question, while the leader lets them."""
    return {"is_open": _is_open(now)}


@panel
def desk_parking(now: Now) -> dict[str, Any]:
    """All that is parked, those that wait first; what was taken away can be put back."""
    rows = list(Parked.objects.filter(workshop=now.pk))
    shown = Projector.objects.filter(workshop=now.pk, instead="parking").exists()
    return {
        "waiting": [one for one in rows if not one.answered_at and not one.away_at],
        "answered": [one for one in rows if one.answered_at],
        "away": [one for one in rows if one.away_at],
        "is_open": _is_open(now),
        "is_shown": shown,
    }


@panel
def desk_decisions(now: Now) -> dict[str, Any]:
    """What the room has decided so far."""
    return {"decisions": list(Decision.objects.filter(workshop=now.pk).exclude(text=""))}
