"""What a room would leave undone in an area, told to its leader before the next step."""

from django.utils.translation import ngettext

from digibarometer.exercises.assessment.models import PlenaryRating
from digibarometer.workshops.models import PhaseKind
from digibarometer.workshops.snapshot import WorkshopSnapshot


def questions_without_level(snapshot: WorkshopSnapshot) -> str | None:
    """How many of the area's questions the room has set no level on, all together; None where that is none."""
    is_here = snapshot.step is not None and snapshot.step.kind == "assessment" and snapshot.step.area_id is not None
    if not is_here or snapshot.phase is None or snapshot.phase.kind != PhaseKind.PLENARY:
        return None
    asked = [question.pk for question in snapshot.current_questions]
    settled = PlenaryRating.objects.filter(workshop=snapshot.pk, question__in=asked, level__isnull=False).count()
    left = len(asked) - settled
    said = ngettext(
        "You have set no level on %(left)d question. Without a level it is left out of the result. "
        "You can go on now and come back to it.",
        "You have set no level on %(left)d questions. Without a level they are left out of the result. "
        "You can go on now and come back to them.",
        left,
    )
    return said % {"left": left} if left else None
