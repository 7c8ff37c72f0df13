"""How a theme, a note or anything else becomes the beginning of an activity."""

from digibarometer.live.panels import Touch
from digibarometer.notes import signals
from digibarometer.notes.models import LONGEST, Seed
from digibarometer.workshops.snapshot import Now


def plant(here: Now, source: str, text: str, planted: bool = True, by: int | None = None) -> list[Touch]:
    """Plant a seed, or take it up again, and let those do who wait for seeds. To be called inside an action.

    `source` is made of words, such as theme:5, so that nobody must know who reads it.
    """
    seed = Seed.objects.filter(workshop=here.pk, source=source).first()
    if planted == (seed is not None):
        return []
    if seed is None:
        seed = Seed.objects.create(workshop=here.workshop, source=source, text=text[:LONGEST], by_id=by)
    else:
        seed.delete()
    return [touch for told in signals.planted for touch in told(here, seed, planted)]


def sources(here: Now) -> set[str]:
    """What seeds have been planted from."""
    return set(Seed.objects.filter(workshop=here.pk).values_list("source", flat=True))
