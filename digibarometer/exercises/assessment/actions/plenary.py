"""What the room says all together, in the leader's hand: its level, and why."""

from collections.abc import Iterable
from typing import Annotated, cast

import msgspec
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.assessment import discussion_order_panels, panels
from digibarometer.exercises.assessment.actions.base import OVER, AboutQuestion, on_scale, others_that_show_levels
from digibarometer.exercises.assessment.audit_trail import trace_levels, trace_motivation
from digibarometer.exercises.assessment.models import PlenaryRating, levels_by_group
from digibarometer.exercises.assessment.rules import is_easy, middle
from digibarometer.live.actions import Action, Refused, StrOrPromise
from digibarometer.live.panels import Touch
from digibarometer.workshops import panels as room
from digibarometer.workshops.seats import LeaderSeat
from digibarometer.workshops.snapshot import Now

STEP_CLOSED = _("That step is closed. Go back to it in the agenda to change what the room agreed on.")


def until_step_closed(action: "AboutQuestion | AcceptEasy", seat: LeaderSeat) -> StrOrPromise | None:
    """While the area's step is on, and for what was begun in it. Going back opens it again: that is a Move, kept."""
    here = seat.now
    if here.workshop.is_over:
        return OVER
    area = action.area if isinstance(action, AcceptEasy) else here.question_or_refuse(action.question).area_id
    begun_in = next((here.step_of(phase) for phase in here.phases if phase.pk == action.phase), None)
    is_its_own = any(step and step.kind == "assessment" and step.area_id == area for step in (here.step, begun_in))
    return None if is_its_own else STEP_CLOSED


class SetPlenaryLevel(AboutQuestion, frozen=True, tag="assessment.set_plenary_level"):
    """The leader says: the room agreed on this level. None takes it back."""

    level: int | None


def set_plenary_level(wanted: SetPlenaryLevel, seat: LeaderSeat) -> Iterable[Touch]:
    """Keep the room's level; a level that is set by hand was discussed."""
    on_scale(seat.now.question_or_refuse(wanted.question), wanted.level)
    return keep_plenary(seat, wanted.question, level=wanted.level, was_discussed=wanted.level is not None)


class WriteMotivation(AboutQuestion, frozen=True, tag="assessment.write_motivation"):
    """The leader writes down why the room agreed on its level."""

    motivation: Annotated[str, msgspec.Meta(max_length=2000)]


def write_motivation(wanted: WriteMotivation, seat: LeaderSeat) -> Iterable[Touch]:
    """Keep the motivation beside the room's level."""
    return keep_plenary(seat, wanted.question, motivation=wanted.motivation.strip())


def keep_plenary(seat: LeaderSeat, question: int, **said: int | str | bool | None) -> Iterable[Touch]:
    """Keep what the room says of a question and what it was before, and tell who sees it."""
    here = seat.now
    here.question_or_refuse(question)
    if "level" in said:
        trace_levels(seat, {question: cast("int | None", said["level"])})
    if "motivation" in said:
        trace_motivation(seat, question, cast("str", said["motivation"]))
    PlenaryRating.objects.update_or_create(
        workshop=here.workshop,
        question_id=question,
        defaults={**said, "by_id": seat.user, "at": timezone.now()},
    )
    return agreed(here, [question])


def agreed(here: Now, questions: Iterable[int]) -> list[Touch]:
    """What shows the room's levels."""
    return [
        *(panels.desk_plenary.of(here.pk, None, question) for question in questions),
        discussion_order_panels.desk_talk.of(here.pk),
        room.desk_foot.of(here.pk),
        panels.room_plenary.of(here.pk),
        panels.board_plenary.of(here.pk),
        *others_that_show_levels(here),
    ]


class AcceptEasy(Action, frozen=True, tag="assessment.accept_easy"):
    """The leader says: where the groups agree, the room stands for the suggested level."""

    area: int | None = None


def accept_easy(wanted: AcceptEasy, seat: LeaderSeat) -> Iterable[Touch]:
    """Set the suggested level, not discussed, on the area's questions where groups agree and none is set."""
    here = seat.now
    questions = [question.pk for question in here.questions_of(wanted.area)]
    if not questions:
        raise Refused(_("That area does not belong to this workshop. Reload the page and try again."))
    levels = levels_by_group(here.pk, questions)
    held = PlenaryRating.objects.filter(workshop=here.pk, question__in=questions)
    settled = set(held.filter(level__isnull=False).values_list("question", flat=True))
    easy = [question for question in questions if question not in settled and is_easy(levels[question].values())]
    trace_levels(seat, {question: middle(levels[question].values()) for question in easy})
    for question in easy:
        PlenaryRating.objects.update_or_create(
            workshop=here.workshop,
            question_id=question,
            defaults={"level": middle(levels[question].values()), "by_id": seat.user, "at": timezone.now()},
        )
    return agreed(here, easy)
