"""What the exercises came to, each in its own words: every one that is installed is asked."""

from typing import Any

from digibarometer.exercises.registry import exercises
from digibarometer.exercises.shape import Section
from digibarometer.workshops.models import Workshop
from digibarometer.workshops.now import read


def sections(workshop: Workshop) -> list[Section]:
    """The sections of all exercises, in the reader's language."""
    here = read(workshop.pk)
    return [section for exercise in exercises() for section in exercise.told(here)]


def figures(workshop: Workshop) -> dict[str, Any]:
    """The same as plain values, by the section's key."""
    return {section.key: section.figures for section in sections(workshop)}
