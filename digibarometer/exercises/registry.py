"""The exercises that are installed."""

from functools import cache

from digibarometer.exercises.base import Exercise
from digibarometer.workshops.extension_points import components


@cache
def exercises() -> tuple[Exercise, ...]:
    """One of each folder named in settings.EXERCISES, in that order."""
    return tuple(part for part in components() if isinstance(part, Exercise))


def exercise_of(key: str) -> Exercise:
    """The exercise of this key. Raises KeyError where it is not installed."""
    return {exercise.key: exercise for exercise in exercises()}[key]
