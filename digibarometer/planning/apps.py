"""The planning as a Django app."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """See the package."""

    name = "digibarometer.planning"
    label = "planning"
