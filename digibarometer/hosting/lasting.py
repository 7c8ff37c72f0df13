"""What of the hosting outlives a workshop, and what does not."""

from digibarometer.hosting.models import Hand, Message, Parked, Parking, Projector


def close(workshop: int) -> None:
    """Delete what was only for the moment: messages, hands, how the projector stood; and who parked a question."""
    for rows in (Message, Hand, Projector, Parking):
        rows.objects.filter(workshop=workshop).delete()
    Parked.objects.filter(workshop=workshop).exclude(away_at=None).delete()
    Parked.objects.filter(workshop=workshop).update(writer="")
