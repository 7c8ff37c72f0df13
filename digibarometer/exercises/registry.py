"""The exercises that are installed."""

from functools import cache
from importlib import import_module

from django.conf import settings

from digibarometer.exercises.shape import Exercise


@cache
def exercises() -> tuple[Exercise, ...]:
    """One of each folder named in settings.EXERCISES, in that order."""
    return tuple(import_module(f"{folder}.exercise").exercise for folder in settings.EXERCISES)
