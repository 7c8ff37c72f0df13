"""The screens as a Django app."""

from django.apps import AppConfig


class ScreensConfig(AppConfig):
    """See the package."""

    name = "digibarometer.screens"
    label = "screens"

    def ready(self) -> None:
        """Tell those who set the projector what a step puts there, and how it is drawn."""
        from digibarometer.hosting.projector import display
        from digibarometer.screens import composition

        display.screen_of.append(composition.board_panels)
        display.draws.append(composition.render_panels)
