"""The reports as a Django app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """See the package."""

    name = "digibarometer.reports"
    label = "reports"
