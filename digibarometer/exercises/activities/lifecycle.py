"""What happens to weights when seats are merged, and what is left when the workshop is closed."""

from digibarometer.exercises.activities.models import EffectEffortVote
from digibarometer.exercises.activities.shortlist import open_weights
from digibarometer.workshops.snapshot import load_snapshot


def merge_seats(stays: int, goes: int) -> None:
    """Of weights of the same activity, those of the seat that stays."""
    held = list(EffectEffortVote.objects.filter(participant=stays).values_list("activity", flat=True))
    EffectEffortVote.objects.filter(participant=goes).exclude(activity__in=held).update(participant=stays)


def delete_at_closing(workshop: int) -> None:
    """Votes become figures, where enough have voted; the plan stays."""
    open_weights(load_snapshot(workshop))
    EffectEffortVote.objects.filter(workshop=workshop).delete()
