"""The questions of an area as they are asked, on the day and before it."""

from typing import Any

from digibarometer.workshops.snapshot import Now


def asked(now: Now, area: int | None) -> dict[str, Any]:
    """An area's questions with what stands around them; of none, the trial question."""
    places = {each.pk: number for number, each in enumerate(now.areas, start=1)}
    said = {"questions": now.questions_of(area), "number": places.get(area or 0), "areas": len(now.areas)}
    return {**said, "area": now.areas[places[area] - 1] if area in places else None, **scale(now)}


def scale(now: Now) -> dict[str, Any]:
    """The set's scale, and its levels."""
    return {"question_set": now.content.question_set, "scale": now.content.question_set.levels}
