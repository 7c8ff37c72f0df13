"""The changing agenda as a Django app."""

from django.apps import AppConfig


class AgendasConfig(AppConfig):
    """Only models, actions and panels."""

    name = "digibarometer.agendas"
    label = "agendas"
