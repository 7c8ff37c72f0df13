"""The exercises that are installed."""

from functools import cache
from importlib import import_module

from django.conf import settings

from digibarometer.exercises.base import Exercise


@cache
def exercises() -> tuple[Exercise, ...]:
    """One of each folder named in settings.EXERCISES, in that order."""
    return tuple(import_module(f"{folder}.exercise").exercise for folder in settings.EXERCISES)


def exercise_of(key: str) -> Exercise:
    """The exercise of this key. Raises KeyError where it is not installed."""
    return {exercise.key: exercise for exercise in exercises()}[key]
