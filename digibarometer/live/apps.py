"""The live room as a Django app: it keeps one table of its own."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Keeps what was the latest that each seat wanted."""

    name = "digibarometer.live"
    label = "live"
