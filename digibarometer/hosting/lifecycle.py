"""What of the hosting outlives a workshop, and what does not."""

from digibarometer.hosting.models import (
    Hand,
    Message,
    ParkedQuestion,
    ParkingLot,
    Projector,
    QuickAnswer,
    QuickQuestion,
)


def merge_seats(stays: int, goes: int) -> None:
    """Two seats are one person: an answer goes along, unless the one that stays has answered too."""
    has = QuickAnswer.objects.filter(participant=stays).values_list("ask", flat=True)
    QuickAnswer.objects.filter(participant=goes).exclude(ask__in=list(has)).update(participant=stays)


def delete_at_closing(workshop: int) -> None:
    """Delete what was only for the moment: messages, hands, how the projector stood; and who parked a question."""
    for rows in (Message, Hand, Projector, ParkingLot):
        rows.objects.filter(workshop=workshop).delete()
    QuickAnswer.objects.filter(workshop=workshop, is_shown=False).delete()
    QuickAnswer.objects.filter(workshop=workshop).update(sitting=None)
    QuickQuestion.objects.filter(workshop=workshop, closed_at=None).delete()
    ParkedQuestion.objects.filter(workshop=workshop).exclude(away_at=None).delete()
    ParkedQuestion.objects.filter(workshop=workshop).update(writer="")
