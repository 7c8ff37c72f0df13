"""What happens to weights when seats are merged, and what is left when the workshop is closed."""

from digibarometer.exercises.activities.models import Weight
from digibarometer.exercises.activities.shortlist import open_weights
from digibarometer.workshops.snapshot import read


def merge(stays: int, goes: int) -> None:
    """Of weights of the same activity, those of the seat that stays."""
    held = list(Weight.objects.filter(participant=stays).values_list("activity", flat=True))
    Weight.objects.filter(participant=goes).exclude(activity__in=held).update(participant=stays)


def close(workshop: int) -> None:
    """Votes become figures, where enough have voted; the plan stays."""
    open_weights(read(workshop))
    Weight.objects.filter(workshop=workshop).delete()
