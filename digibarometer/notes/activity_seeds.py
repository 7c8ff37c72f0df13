"""How a theme, a note or anything else becomes the beginning of an activity."""

from digibarometer.live.panels import Invalidation
from digibarometer.notes.models import MAX_NOTE_LENGTH, ActivitySeed
from digibarometer.notes.wall_registry import wall_components
from digibarometer.workshops.snapshot import WorkshopSnapshot


def add_activity_seed(
    snapshot: WorkshopSnapshot, source: str, text: str, planted: bool = True, by: int | None = None
) -> list[Invalidation]:
    """Plant a seed, or take it up again, and let those do who wait for seeds. To be called inside an action.

    `source` is made of words, such as theme:5, so that nobody must know who reads it.
    """
    seed = ActivitySeed.objects.filter(workshop=snapshot.pk, source=source).first()
    if planted == (seed is not None):
        return []
    if seed is None:
        seed = ActivitySeed.objects.create(
            workshop=snapshot.workshop, source=source, text=text[:MAX_NOTE_LENGTH], by_id=by
        )
    else:
        seed.delete()
    return [touch for part in wall_components() for touch in part.on_seed_planted(snapshot, seed, planted)]


def sources(snapshot: WorkshopSnapshot) -> set[str]:
    """What seeds have been planted from."""
    return set(ActivitySeed.objects.filter(workshop=snapshot.pk).values_list("source", flat=True))
