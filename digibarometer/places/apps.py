"""Places as a Django app."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Keeps counties and municipalities."""

    name = "digibarometer.places"
    label = "places"
