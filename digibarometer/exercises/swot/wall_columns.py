"""The four quadrants as columns of a wall."""

from functools import cache

from django.utils.translation import gettext_noop

from digibarometer.i18n import translations
from digibarometer.notes.wall_registry import Column, Sign
from digibarometer.questions.swot_prompts import Quadrant, prompts
from digibarometer.workshops.models import Step
from digibarometer.workshops.snapshot import WorkshopSnapshot

SWOT = "swot"  # the kind of step
SIGNS = {
    "strengths": (Sign(1, "M12 5v14M5 12h14"), gettext_noop("good with us today")),
    "weaknesses": (Sign(2, "M5 12h14"), gettext_noop("holds us back today")),
    "opportunities": (Sign(3, "M6 18L18 6M9 6h9v9"), gettext_noop("from outside, helps us")),
    "threats": (Sign(4, "M12 4.5v9.5M12 19v.2"), gettext_noop("from outside, may disturb us")),
}  # plus, minus, an arrow up, an exclamation mark


@cache
def quadrants() -> tuple[Column, ...]:
    """The quadrants, with their prompts: the projector has room for the shortest."""
    return tuple(map(_quadrant, prompts().quadrants))


def _quadrant(of: Quadrant) -> Column:
    sign, aside = SIGNS[of.key]
    shortest = min(of.prompts, key=lambda prompt: max(map(len, prompt.values())))
    return Column(of.key, of.title, of.meaning, of.prompts, sign, translations(aside), shortest)


def columns(snapshot: WorkshopSnapshot, step: Step) -> tuple[Column, ...]:
    """The four columns of a SWOT, which are alike in every workshop."""
    return quadrants()
