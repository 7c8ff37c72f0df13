"""Before the day: everyone rates on their own, through all areas, with the same data and by the same rules."""

from typing import Any

from django.db.models import Count

from digibarometer.exercises.assessment import queries
from digibarometer.exercises.assessment.models import Rating
from digibarometer.live.panels import panel
from digibarometer.workshops.models import Participant
from digibarometer.workshops.snapshot import WorkshopSnapshot


@panel
def room_ahead(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """All areas: the way to each, and how far one has come in it."""
    return {
        "areas": [area for area in snapshot.areas if snapshot.questions_of(area.pk)],
        "day": snapshot.occasions[0].on,
    }


@panel
def room_ahead_area(snapshot: WorkshopSnapshot, area: int) -> dict[str, Any]:
    """The questions of an area, one at a time."""
    return {**queries.question_context(snapshot, area), "is_last": area == snapshot.areas[-1].pk}


@panel
def desk_ahead(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """How many have come in, begun and answered everything; never who."""
    rows = Rating.objects.filter(workshop=snapshot.pk, question__in=[question.pk for question in snapshot.questions])
    answers = list(rows.values("participant").annotate(number=Count("pk")).values_list("number", flat=True))
    return {
        "came": Participant.objects.filter(workshop=snapshot.pk).count(),
        "begun": len(answers),
        "done": sum(number >= len(snapshot.questions) for number in answers),
    }
