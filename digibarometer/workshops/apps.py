"""Workshops as a Django app."""

from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    """The workshop, its agenda and its people."""

    name = "digibarometer.workshops"
    label = "workshops"

    def ready(self) -> None:
        """Who signs out loses the desks that are open. Raises ImproperlyConfigured where a part is ill declared."""
        from digibarometer.workshops import composition, seat_transfer

        composition.check_declarations()
        seat_transfer.connect()
