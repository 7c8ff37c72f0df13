"""Questions as a Django app."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    """Keeps question sets by version."""

    name = "digibarometer.questions"
    label = "questions"
