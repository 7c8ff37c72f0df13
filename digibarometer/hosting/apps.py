"""Hosting as a Django app."""

from django.apps import AppConfig


class HostingConfig(AppConfig):
    """Forgets what the projector was left showing when a workshop is closed."""

    name = "digibarometer.hosting"
    label = "hosting"

    def ready(self) -> None:
        """Take part in the workshop's moments."""
        from digibarometer.hosting import ask_panels, lasting
        from digibarometer.workshops import moments

        moments.closing.append(lasting.close)
        moments.people_changed.append(ask_panels.people_changed)
        moments.seats_merged.append(lasting.merge)
