"""Hosting as a Django app."""

from django.apps import AppConfig


class HostingConfig(AppConfig):
    """Forgets what the projector was left showing when a workshop is closed."""

    name = "digibarometer.hosting"
    label = "hosting"

    def ready(self) -> None:
        """Take part in the workshop's moments."""
        from digibarometer.hosting import lifecycle
        from digibarometer.hosting.quick_questions import panels
        from digibarometer.workshops import signals

        signals.closing.append(lifecycle.delete_at_closing)
        signals.people_changed.append(panels.people_changed)
        signals.seats_merged.append(lifecycle.merge_seats)
