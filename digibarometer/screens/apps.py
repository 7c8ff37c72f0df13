"""The screens as a Django app."""

from django.apps import AppConfig


class ScreensConfig(AppConfig):
    """See the package."""

    name = "digibarometer.screens"
    label = "screens"
