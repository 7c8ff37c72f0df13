"""What of the hosting outlives a workshop, and what does not."""

from digibarometer.hosting.models import Ask, AskAnswer, Hand, Message, Parked, Parking, Projector


def merge(stays: int, goes: int) -> None:
    """Two seats are one person: an answer goes along, unless the one that stays has answered too."""
    has = AskAnswer.objects.filter(participant=stays).values_list("ask", flat=True)
    AskAnswer.objects.filter(participant=goes).exclude(ask__in=list(has)).update(participant=stays)


def close(workshop: int) -> None:
    """Delete what was only for the moment: messages, hands, how the projector stood; and who parked a question."""
    for rows in (Message, Hand, Projector, Parking):
        rows.objects.filter(workshop=workshop).delete()
    AskAnswer.objects.filter(workshop=workshop, is_shown=False).delete()
    AskAnswer.objects.filter(workshop=workshop).update(sitting=None)
    Ask.objects.filter(workshop=workshop, closed_at=None).delete()
    Parked.objects.filter(workshop=workshop).exclude(away_at=None).delete()
    Parked.objects.filter(workshop=workshop).update(writer="")
