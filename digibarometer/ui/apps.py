"""The shared parts of pages as a Django app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Base templates, forms, styles and script."""

    name = "digibarometer.ui"
    label = "ui"
