"""Presenting as a Django app."""

from django.apps import AppConfig


class PresentingConfig(AppConfig):
    """Puts a guest's pages on the projector, and forgets them when a workshop is closed."""

    name = "digibarometer.presenting"
    label = "presenting"

    def ready(self) -> None:
        """Take part in the workshop's moments, and in what the projector can show in the place of a step."""
        from digibarometer.hosting.projector import display
        from digibarometer.presenting import lifecycle, panels
        from digibarometer.workshops import signals

        signals.closing.append(lifecycle.delete_at_closing)
        display.covers[panels.INSTEAD] = panels.board_panels
