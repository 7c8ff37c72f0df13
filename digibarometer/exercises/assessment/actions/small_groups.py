"""What a small group says: who writes, its spread, its level, its reason and the view of those who did not agree."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.assessment import (
    discussion_order_panels,
    panels,
    projector,
    publication_log,
    queries,
)
from digibarometer.exercises.assessment.actions.base import AboutQuestion, Person, Words, level_or_refuse
from digibarometer.exercises.assessment.models import GroupRating, Opening, Secretary
from digibarometer.exercises.assessment.rules import MIN_ANSWERS, may_open
from digibarometer.live.actions import Action, ActionRefused
from digibarometer.live.panels import Invalidation
from digibarometer.questions.models import Question
from digibarometer.workshops.actions.table_screen import viewer_or_refuse
from digibarometer.workshops.extension_points import level_listeners
from digibarometer.workshops.models import Attendance
from digibarometer.workshops.snapshot import WorkshopSnapshot

TOO_FEW = _("At least four in the group must have answered first. Talk without figures until then.")
WOULD_TELL = _("Figures now would show what single people answered, with what has been shown already. Talk without.")


class BeSecretary(Action, frozen=True, kw_only=True, tag="assessment.be_secretary"):
    """Someone in a group says: I write for us, or no longer."""

    writes: bool


def be_secretary(wanted: BeSecretary, seat: Person) -> Iterable[Invalidation]:
    """Take the pen over from whoever has it, or put it down. Everybody may still set the level."""
    snapshot, group, person = (
        seat.snapshot,
        seat.snapshot.group_or_refuse(seat.group),
        viewer_or_refuse(seat).participant_id,
    )
    if wanted.writes:
        new = {"participant_id": person, "at": timezone.now()}
        Secretary.objects.update_or_create(
            group=group, defaults=new, create_defaults={"workshop": snapshot.workshop, **new}
        )
    else:
        Secretary.objects.filter(group=group, participant=person).delete()
    present = Attendance.objects.filter(occasion=snapshot.occasion, group=group, left_at=None)
    return [
        discussion_order_panels.my_pen.ref(snapshot.pk, each) for each in present.values_list("participant", flat=True)
    ]


def group_headcount(snapshot: WorkshopSnapshot, group: int) -> int:
    """How many take part in the group in the occasion that is on."""
    return Attendance.objects.filter(occasion=snapshot.occasion, group=group, left_at=None).count()


def open_if_all(snapshot: WorkshopSnapshot, group: int, question: Question) -> bool:
    """Open the group's spread of the question when all have answered and they are enough; whether it was opened now."""
    answers = publication_log.given_in(group, question.pk)
    if publication_log.hands(answers) < MIN_ANSWERS or not may_open(
        len(answers), group_headcount(snapshot, group), opened_by_someone=False
    ):
        return False
    return save_opening(snapshot, group, question, answers)


def save_opening(
    snapshot: WorkshopSnapshot,
    group: int,
    question: Question,
    answers: Sequence[publication_log.Given],
    by: int | None = None,
) -> bool:
    """Keep what the spread of these answers shows now; the first opening stands. Whether this was the first.

    Nothing is opened that would tell of single people, with what has been shown before.
    """
    if Opening.objects.filter(group=group, question=question).exists():
        return False
    if publication_log.would_tell_of_few(snapshot, group, question, answers):
        return False
    chosen = Counter(answer.level for answer in answers)
    Opening.objects.create(
        workshop=snapshot.workshop,
        group_id=group,
        question=question,
        counts=[chosen[level] for level in question.question_set.levels],
        dont_know=chosen[None],
        counted=[answer.participant for answer in answers if answer.level is not None],
        by_id=by,
    )
    return True


class OpenSpread(AboutQuestion, frozen=True, tag="assessment.open_spread"):
    """The group says: show us our spread, though not all have answered."""


def open_spread(wanted: OpenSpread, seat: Person) -> Iterable[Invalidation]:
    """Open the spread for good, where at least four have answered."""
    snapshot, group = seat.snapshot, seat.snapshot.group_or_refuse(seat.group)
    question = snapshot.question_or_refuse(wanted.question)
    answers = publication_log.given_in(group.pk, question.pk)
    if publication_log.hands(answers) < MIN_ANSWERS:
        raise ActionRefused(TOO_FEW)
    if not save_opening(snapshot, group.pk, question, answers, seat.person) and not _is_open(group.pk, question.pk):
        raise ActionRefused(WOULD_TELL)
    return [
        panels.group_question.ref(snapshot.pk, group.pk, question.pk),
        discussion_order_panels.group_talk.ref(snapshot.pk, group.pk),
    ]


def _is_open(group: int, question: int) -> bool:
    return Opening.objects.filter(group=group, question=question).exists()


class SetGroupLevel(AboutQuestion, frozen=True, tag="assessment.set_group_level"):
    """The group says: we stand for this level. None takes it back."""

    level: int | None


def set_group_level(wanted: SetGroupLevel, seat: Person) -> Iterable[Invalidation]:
    """Keep the group's level; anyone in the group can set it, and the last one counts."""
    level_or_refuse(seat.snapshot.question_or_refuse(wanted.question), wanted.level)
    return save_group_rating(seat, wanted.question, level=wanted.level, from_paper_at=None, entered_by_id=None)


class WriteReason(AboutQuestion, frozen=True, tag="assessment.write_reason"):
    """The group says why it stands for its level."""

    reason: Words


def write_reason(wanted: WriteReason, seat: Person) -> Iterable[Invalidation]:
    """Keep the reason beside the group's level."""
    return save_group_rating(seat, wanted.question, reason=wanted.reason.strip())


class WriteMinority(AboutQuestion, frozen=True, tag="assessment.write_minority"):
    """The group says: we did not agree; this is the other view."""

    minority: Words


def write_minority(wanted: WriteMinority, seat: Person) -> Iterable[Invalidation]:
    """Keep the other view beside the group's level."""
    return save_group_rating(seat, wanted.question, minority=wanted.minority.strip())


def save_group_rating(seat: Person, question: int, **said: int | str | datetime | None) -> Iterable[Invalidation]:
    """Keep what the group says of a question, and tell who sees it."""
    snapshot, group = seat.snapshot, seat.snapshot.group_or_refuse(seat.group)
    snapshot.question_or_refuse(question)
    had_every = queries.has_every_level(snapshot, group.pk)
    GroupRating.objects.update_or_create(
        group=group,
        question_id=question,
        defaults={**said, "at": timezone.now()},
        create_defaults={"workshop": snapshot.workshop, **said},
    )
    changes_all = queries.has_every_level(snapshot, group.pk) != had_every  # the way on stands on each question
    asked = {question, *(one.pk for one in snapshot.current_questions if changes_all)}
    return [
        *(panels.group_question.ref(snapshot.pk, group.pk, each) for each in asked),
        discussion_order_panels.group_talk.ref(snapshot.pk, group.pk),
        panels.desk_progress.ref(snapshot.pk),
        projector.board_groups.ref(snapshot.pk),
        discussion_order_panels.desk_talk.ref(snapshot.pk),
        discussion_order_panels.desk_next_question.ref(snapshot.pk),
        panels.desk_plenary.ref(snapshot.pk, None, question),
        projector.board_plenary.ref(snapshot.pk),
        *level_listeners(snapshot),
    ]
