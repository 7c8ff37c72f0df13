"""The round before: what the municipality's last finished workshop came to, area by area."""

from collections.abc import Mapping
from dataclasses import dataclass

from digibarometer.exercises.assessment import summary
from digibarometer.workshops.models import State, Workshop
from digibarometer.workshops.now import Now, now


@dataclass(frozen=True)
class Earlier:
    """A round's name (its year) and the room's own level by area key."""

    name: str
    levels: Mapping[str, float]


def before(workshop: Workshop) -> tuple[int, int] | None:
    """The latest finished round of the municipality before this workshop: its number and version."""
    finished = Workshop.objects.filter(
        municipality=workshop.municipality_id,
        state__in=(State.ENDED, State.CLOSED),
        is_example=workshop.is_example,
        is_practice=False,
        made_at__lt=workshop.made_at,
    )
    return finished.exclude(pk=workshop.pk).order_by("-made_at").values_list("pk", "version").first()


def round_before(here: Now) -> Earlier | None:
    """The latest finished round of the municipality on a scale of the same length, where areas can be matched.

    Areas are matched by their key, which is kept from one version of a question set to the next.
    """
    latest = before(here.workshop)
    if latest is None:
        return None
    then = now(*latest)
    if len(then.content.question_set.levels) != len(here.content.question_set.levels):
        return None
    said = summary.area_levels(then, summary.of(then))
    levels = {area.key: level for area in then.areas if (level := said[area.pk]) is not None}
    shared = {key: levels[key] for key in (area.key for area in here.areas) if key in levels}
    return Earlier(str((then.occasion.on or then.workshop.made_at).year), shared) if shared else None
