"""Workshops as a Django app."""

from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    """The workshop, its agenda and its people."""

    name = "digibarometer.workshops"
    label = "workshops"
