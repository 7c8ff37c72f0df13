"""The questions of an area as they are asked, on the day and before it."""

from typing import Any

from digibarometer.workshops.snapshot import WorkshopSnapshot


def question_context(snapshot: WorkshopSnapshot, area: int | None) -> dict[str, Any]:
    """An area's questions with what stands around them; of none, the trial question."""
    places = {each.pk: number for number, each in enumerate(snapshot.areas, start=1)}
    said = {"questions": snapshot.questions_of(area), "number": places.get(area or 0), "areas": len(snapshot.areas)}
    return {**said, "area": snapshot.areas[places[area] - 1] if area in places else None, **scale_context(snapshot)}


def scale_context(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """The set's scale, and its levels."""
    return {"question_set": snapshot.content.question_set, "scale": snapshot.content.question_set.levels}
