"""What is said of one question, by whomever: which, and how long it may be said."""

from typing import Annotated

import msgspec
from django.utils.translation import gettext_lazy as _

from digibarometer.live.actions import Action, ActionRefused, StrOrPromise
from digibarometer.questions.agenda_templates.schema import ASSESSMENT
from digibarometer.questions.models import Question
from digibarometer.workshops.models import PhaseKind
from digibarometer.workshops.seats import ParticipantSeat, TableSeat
from digibarometer.workshops.snapshot import WorkshopSnapshot

TOO_LATE = _("This area has been opened to everyone, so answers can no longer change.")
OVER = _("The workshop has ended.")
NOT_TALKING = _("A group's spread is opened while the groups talk about the question.")
NOT_ON_SCALE = _("That level is not on the scale. Reload the page and try again.")

Words = Annotated[str, msgspec.Meta(max_length=500)]
Person = ParticipantSeat | TableSeat


class AboutQuestion(Action, frozen=True, kw_only=True):
    """Anything said of one question."""

    question: int
    about = ("question",)


def until_area_opened(action: AboutQuestion, seat: Person) -> StrOrPromise | None:
    """Late is kept: until the area is opened in plenary, or again when the leader goes back to it."""
    snapshot = seat.snapshot
    if snapshot.workshop.is_over:
        return OVER
    area = snapshot.question_or_refuse(action.question).area_id
    goes_on = _is_at_area(snapshot, area) and snapshot.phase is not None and snapshot.phase.kind != PhaseKind.PLENARY
    return TOO_LATE if area in snapshot.areas_shown_in_plenary and not goes_on else None


def while_groups_talk(action: AboutQuestion, seat: Person) -> StrOrPromise | None:
    """Late is not kept: a spread is opened by those who sit before it and talk."""
    snapshot = seat.snapshot
    area = snapshot.question_or_refuse(action.question).area_id
    talks = (
        _is_at_area(snapshot, area)
        and snapshot.phase is not None
        and snapshot.phase.kind == PhaseKind.GROUPS
        and not snapshot.workshop.is_over
    )
    return None if talks else NOT_TALKING


def _is_at_area(snapshot: WorkshopSnapshot, area: int | None) -> bool:
    return snapshot.step is not None and snapshot.step.kind == ASSESSMENT and snapshot.step.area_id == area


def level_or_refuse(question: Question, level: int | None) -> None:
    """Raise ActionRefused when the level is not one of the question's scale."""
    if level is not None and level not in question.question_set.levels:
        raise ActionRefused(NOT_ON_SCALE)
