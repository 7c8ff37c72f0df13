"""The demo as a Django app: only installed while DIGIBAROMETER_DEMO is 1."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """A page of its own."""

    name = "digibarometer.demo"
    label = "demo"
