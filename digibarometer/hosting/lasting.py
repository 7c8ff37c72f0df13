"""What of the hosting outlives a workshop, and what does not."""

from digibarometer.hosting.models import Hand, Message, Projector


def close(workshop: int) -> None:
    """Delete what was only for the moment: messages, hands, and what the projector was left showing."""
    for rows in (Message, Hand, Projector):
        rows.objects.filter(workshop=workshop).delete()
