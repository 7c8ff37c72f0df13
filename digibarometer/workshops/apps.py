"""Workshops as a Django app."""

from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    """The workshop, its agenda and its people."""

    name = "digibarometer.workshops"
    label = "workshops"

    def ready(self) -> None:
        """Who signs out loses the desks that are open."""
        from digibarometer.workshops import session_end

        session_end.connect()
