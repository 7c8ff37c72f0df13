"""What happens to signals when seats are merged, and what is left of them when the workshop is closed."""

from digibarometer.exercises.horizon.models import Placement, Signal


def merge_seats(stays: int, goes: int) -> None:
    """What someone wrote on two phones is one person's."""
    Signal.objects.filter(author=goes).update(author=stays)


def delete_at_closing(workshop: int) -> None:
    """Cut who wrote what, and delete what was taken away."""
    Placement.objects.filter(workshop=workshop, signal__removed_at__isnull=False).delete()
    Signal.objects.filter(workshop=workshop, removed_at__isnull=False).delete()
    Signal.objects.filter(workshop=workshop).update(author=None, sitting=None)
