"""Rounds brought in, as a Django app."""

from django.apps import AppConfig


class ImportedConfig(AppConfig):
    """Knows which workshops were brought in from a file."""

    name = "digibarometer.results.imported"
    label = "imported"
