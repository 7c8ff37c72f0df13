"""The exercises that are installed."""

from functools import cache

from digibarometer.exercises.base import Exercise
from digibarometer.workshops.extension_points import components


@cache
def exercises() -> tuple[Exercise, ...]:
    """One of each folder named in settings.EXERCISES, in that order."""
    return tuple(part for part in components() if isinstance(part, Exercise))
