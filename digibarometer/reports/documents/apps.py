"""The documents as a Django app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """See the package."""

    name = "digibarometer.reports.documents"
    label = "documents"
