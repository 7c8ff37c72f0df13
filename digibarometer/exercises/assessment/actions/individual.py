"""What each person says alone: a rating, and a reason of their own."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.assessment import discussion_order_panels, panels, projector
from digibarometer.exercises.assessment.actions.base import AboutQuestion, Person, Words, level_or_refuse
from digibarometer.exercises.assessment.actions.small_groups import open_if_all
from digibarometer.exercises.assessment.models import OwnReason, Rating
from digibarometer.live.actions import ActionRefused
from digibarometer.live.panels import Invalidation
from digibarometer.workshops.actions.table_screen import viewer_or_refuse
from digibarometer.workshops.models import PhaseKind


class Rate(AboutQuestion, frozen=True, tag="assessment.rate"):
    """The participant says: this question is at this level. No level is "vet ej"."""

    level: int | None


def rate(wanted: Rate, seat: Person) -> Iterable[Invalidation]:
    """Keep the participant's own rating; the last one counts."""
    snapshot = seat.snapshot
    question = snapshot.question_or_refuse(wanted.question)
    level_or_refuse(question, wanted.level)
    viewer = viewer_or_refuse(seat)
    Rating.objects.set_rating(snapshot.pk, viewer, seat.group, question.pk, wanted.level)
    touches = [
        panels.my_ratings.ref(snapshot.pk, viewer.participant_id),
        panels.desk_progress.ref(snapshot.pk),
        projector.board_progress.ref(snapshot.pk),
    ]
    if snapshot.is_prework_open:
        touches.append(panels.desk_ahead.ref(snapshot.pk))
    if seat.group:
        touches.append(panels.group_progress.ref(snapshot.pk, seat.group))
        if snapshot.phase and snapshot.phase.kind == PhaseKind.GROUPS:
            touches.append(panels.group_question.ref(snapshot.pk, seat.group, question.pk))
            if open_if_all(snapshot, seat.group, question):
                touches.append(discussion_order_panels.group_talk.ref(snapshot.pk, seat.group))
    return touches


class WriteOwnReason(AboutQuestion, frozen=True, tag="assessment.write_own_reason"):
    """The participant says, for themselves: this is why."""

    reason: Words


def write_own_reason(wanted: WriteOwnReason, seat: Person) -> Iterable[Invalidation]:
    """Keep it beside the rating; nobody else sees it unless it is shared."""
    return save_own_reason(seat, wanted.question, reason=wanted.reason.strip())


class ShareOwnReason(AboutQuestion, frozen=True, tag="assessment.share_own_reason"):
    """The participant says whether their group may read why, without a name."""

    shared: bool


def share_own_reason(wanted: ShareOwnReason, seat: Person) -> Iterable[Invalidation]:
    """Show the reason to the group under its spread, or to nobody."""
    return save_own_reason(seat, wanted.question, is_shared=wanted.shared)


def save_own_reason(seat: Person, question: int, **said: str | bool) -> Iterable[Invalidation]:
    """Keep what a participant says for themselves of a question."""
    snapshot = seat.snapshot
    snapshot.question_or_refuse(question)
    viewer = viewer_or_refuse(seat)
    theirs = OwnReason.objects.filter(participant_id=viewer.participant_id, question_id=question)
    elsewhere = theirs.exclude(sitting=viewer.sitting)
    if "reason" in said:
        elsewhere.delete()
    elif elsewhere.exists():
        raise ActionRefused(_("What was written on another screen is not shared from here. Write why here first."))
    OwnReason.objects.update_or_create(
        participant_id=viewer.participant_id,
        question_id=question,
        defaults={**said, "group_id": seat.group},
        create_defaults={"workshop": snapshot.workshop, "group_id": seat.group, "sitting": viewer.sitting, **said},
    )
    group = [panels.group_question.ref(snapshot.pk, seat.group, question)] if seat.group else []
    return [panels.my_ratings.ref(snapshot.pk, viewer.participant_id), *group]
