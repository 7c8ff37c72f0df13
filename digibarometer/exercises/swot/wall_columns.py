"""The four quadrants as columns of a wall."""

from functools import cache

from digibarometer.notes.wall_registry import Column
from digibarometer.questions.swot_prompts import prompts
from digibarometer.workshops.models import Step
from digibarometer.workshops.snapshot import WorkshopSnapshot

SWOT = "swot"  # the kind of step


@cache
def quadrants() -> tuple[Column, ...]:
    """The quadrants, with their prompts."""
    return tuple(Column(each.key, each.title, each.meaning, each.prompts) for each in prompts().quadrants)


def columns(snapshot: WorkshopSnapshot, step: Step) -> tuple[Column, ...]:
    """The four columns of a SWOT, which are alike in every workshop."""
    return quadrants()
