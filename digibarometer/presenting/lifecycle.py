"""What a guest has shown is the guest's: it does not outlive the workshop."""

from digibarometer.presenting.models import Presentation


def delete_at_closing(workshop: int) -> None:
    """Delete every presentation with its pages."""
    Presentation.objects.filter(workshop=workshop).delete()
