"""What the room says all together, in the leader's hand: its level, and why."""

from collections.abc import Iterable
from typing import Annotated, cast

import msgspec
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.assessment import discussion_order_panels, panels, projector
from digibarometer.exercises.assessment.actions.base import OVER, AboutQuestion, level_or_refuse
from digibarometer.exercises.assessment.audit_trail import record_level_change, record_motivation_change
from digibarometer.exercises.assessment.models import PlenaryRating, levels_by_group
from digibarometer.exercises.assessment.rules import lower_median, nearly_agree
from digibarometer.live.actions import Action, ActionRefused, StrOrPromise
from digibarometer.live.panels import Invalidation
from digibarometer.questions.agenda_templates.schema import ASSESSMENT
from digibarometer.workshops import panels as room
from digibarometer.workshops.extension_points import level_listeners
from digibarometer.workshops.seats import LeaderSeat
from digibarometer.workshops.snapshot import WorkshopSnapshot

STEP_CLOSED = _("That step is closed. Go back to it in the agenda to change what the room agreed on.")


def until_step_closed(action: "AboutQuestion | AcceptEasy", seat: LeaderSeat) -> StrOrPromise | None:
    """While the area's step is on, and for what was begun in it. Going back opens it again: that is a Move, kept."""
    snapshot = seat.snapshot
    if snapshot.workshop.is_over:
        return OVER
    area = action.area if isinstance(action, AcceptEasy) else snapshot.question_or_refuse(action.question).area_id
    begun_in = next((snapshot.step_of(phase) for phase in snapshot.phases if phase.pk == action.phase), None)
    is_its_own = any(step and step.kind == ASSESSMENT and step.area_id == area for step in (snapshot.step, begun_in))
    return None if is_its_own else STEP_CLOSED


class SetPlenaryLevel(AboutQuestion, frozen=True, tag="assessment.set_plenary_level"):
    """The leader says: the room agreed on this level. None takes it back."""

    level: int | None


def set_plenary_level(wanted: SetPlenaryLevel, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Keep the room's level; a level that is set by hand was discussed."""
    level_or_refuse(seat.snapshot.question_or_refuse(wanted.question), wanted.level)
    return save_plenary_level(seat, wanted.question, level=wanted.level, was_discussed=wanted.level is not None)


class WriteMotivation(AboutQuestion, frozen=True, tag="assessment.write_motivation"):
    """The leader writes down why the room agreed on its level."""

    motivation: Annotated[str, msgspec.Meta(max_length=2000)]


def write_motivation(wanted: WriteMotivation, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Keep the motivation beside the room's level."""
    return save_plenary_level(seat, wanted.question, motivation=wanted.motivation.strip())


def save_plenary_level(seat: LeaderSeat, question: int, **said: int | str | bool | None) -> Iterable[Invalidation]:
    """Keep what the room says of a question and what it was before, and tell who sees it."""
    snapshot = seat.snapshot
    snapshot.question_or_refuse(question)
    if "level" in said:
        record_level_change(seat, {question: cast("int | None", said["level"])})
    if "motivation" in said:
        record_motivation_change(seat, question, cast("str", said["motivation"]))
    PlenaryRating.objects.update_or_create(
        workshop=snapshot.workshop, question_id=question, defaults={**said, "by_id": seat.user, "at": timezone.now()}
    )
    return plenary_panels(snapshot, [question])


def plenary_panels(snapshot: WorkshopSnapshot, questions: Iterable[int]) -> list[Invalidation]:
    """What shows the room's levels."""
    return [
        *(panels.desk_plenary.ref(snapshot.pk, None, question) for question in questions),
        discussion_order_panels.desk_talk.ref(snapshot.pk),
        discussion_order_panels.desk_next_question.ref(snapshot.pk),
        room.desk_foot.ref(snapshot.pk),
        panels.room_plenary.ref(snapshot.pk),
        projector.board_plenary.ref(snapshot.pk),
        *level_listeners(snapshot),
    ]


class AcceptEasy(Action, frozen=True, tag="assessment.accept_easy"):
    """The leader says: where the groups agree, the room stands for the suggested level."""

    area: int | None = None


def accept_easy(wanted: AcceptEasy, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Set the suggested level, not discussed, on the area's questions where groups agree and none is set."""
    snapshot = seat.snapshot
    questions = [question.pk for question in snapshot.questions_of(wanted.area)]
    if not questions:
        raise ActionRefused(_("That area does not belong to this workshop. Reload the page and try again."))
    levels = levels_by_group(snapshot.pk, questions)
    held = PlenaryRating.objects.filter(workshop=snapshot.pk, question__in=questions)
    settled = set(held.filter(level__isnull=False).values_list("question", flat=True))
    easy = [question for question in questions if question not in settled and nearly_agree(levels[question].values())]
    record_level_change(seat, {question: lower_median(levels[question].values()) for question in easy})
    for question in easy:
        PlenaryRating.objects.update_or_create(
            workshop=snapshot.workshop,
            question_id=question,
            defaults={"level": lower_median(levels[question].values()), "by_id": seat.user, "at": timezone.now()},
        )
    return plenary_panels(snapshot, easy)
