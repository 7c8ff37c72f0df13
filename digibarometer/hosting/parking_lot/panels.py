"""What is seen of parked questions and decisions."""

from typing import TypedDict

from digibarometer.hosting.models import Decision, ParkedQuestion, ParkingLot, Projector
from digibarometer.live.panels import panel
from digibarometer.workshops.snapshot import WorkshopSnapshot


def _is_open(snapshot: WorkshopSnapshot) -> bool:
    return ParkingLot.objects.filter(workshop=snapshot.pk).exclude(opened_at=None).exists()


ParkingFormContext = TypedDict("ParkingFormContext", {"is_open": bool})


@panel
def room_parking(snapshot: WorkshopSnapshot) -> ParkingFormContext:
    """Where people park a question, while the leader lets them."""
    return {"is_open": _is_open(snapshot)}


class ParkingContext(TypedDict):
    """The parking lot as the desk looks after it."""

    waiting: list[ParkedQuestion]
    answered: list[ParkedQuestion]
    away: list[ParkedQuestion]
    is_open: bool
    is_shown: bool


@panel
def leader_parking(snapshot: WorkshopSnapshot) -> ParkingContext:
    """All that is parked, those that wait first; what was taken away can be put back."""
    rows = list(ParkedQuestion.objects.filter(workshop=snapshot.pk))
    shown = Projector.objects.filter(workshop=snapshot.pk, instead="parking").exists()
    return {
        "waiting": [one for one in rows if not one.answered_at and not one.away_at],
        "answered": [one for one in rows if one.answered_at],
        "away": [one for one in rows if one.away_at],
        "is_open": _is_open(snapshot),
        "is_shown": shown,
    }


DecisionsContext = TypedDict("DecisionsContext", {"decisions": list[Decision]})


@panel
def desk_decisions(snapshot: WorkshopSnapshot) -> DecisionsContext:
    """What the room has decided so far."""
    return {"decisions": list(Decision.objects.filter(workshop=snapshot.pk).exclude(text=""))}
