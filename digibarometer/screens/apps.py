"""The screens as a Django app."""

from django.apps import AppConfig


class ScreensConfig(AppConfig):
    """See the package."""

    name = "digibarometer.screens"
    label = "screens"

    def ready(self) -> None:
        """Tell those who set the projector what a step puts there, and how it is drawn."""
        from digibarometer.hosting import projecting
        from digibarometer.screens import house

        projecting.screen_of.append(house.on_the_projector)
        projecting.draws.append(house.draw)
