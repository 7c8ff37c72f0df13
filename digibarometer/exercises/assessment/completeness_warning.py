"""What a room would leave undone in an area, told to its leader before the next step."""

from django.utils.translation import ngettext

from digibarometer.exercises.assessment.models import PlenaryRating
from digibarometer.workshops.models import PhaseKind
from digibarometer.workshops.snapshot import Now


def questions_without_level(here: Now) -> str | None:
    """How many of the area's questions the room has set no level on, all together; None where that is none."""
    is_here = here.step is not None and here.step.kind == "assessment" and here.step.area_id is not None
    if not is_here or here.phase is None or here.phase.kind != PhaseKind.PLENARY:
        return None
    asked = [question.pk for question in here.on_the_table]
    settled = PlenaryRating.objects.filter(workshop=here.pk, question__in=asked, level__isnull=False).count()
    left = len(asked) - settled
    said = ngettext(
        "You have set no level on %(left)d question. Without a level it is left out of the result. "
        "You can go on now and come back to it.",
        "You have set no level on %(left)d questions. Without a level they are left out of the result. "
        "You can go on now and come back to them.",
        left,
    )
    return said % {"left": left} if left else None
