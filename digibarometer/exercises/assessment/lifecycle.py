"""What happens to answers at a workshop's moments, and what is left of them when it is closed."""

from collections.abc import Iterable, Mapping

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import ngettext

from digibarometer.exercises.assessment import panels, projector, publication_log
from digibarometer.exercises.assessment.actions import small_groups
from digibarometer.exercises.assessment.models import (
    GroupRating,
    Opening,
    OwnReason,
    PlenaryRating,
    PublishedFigure,
    Rating,
    Secretary,
)
from digibarometer.live.panels import Invalidation
from digibarometer.questions.agenda_templates.schema import ASSESSMENT
from digibarometer.workshops.models import Attendance, Group, Phase, PhaseKind
from digibarometer.workshops.snapshot import WorkshopSnapshot


def questions_without_level(snapshot: WorkshopSnapshot) -> str | None:
    """How many of the area's questions the room has set no level on, all together; None where that is none."""
    if snapshot.step is None or snapshot.step.area_id is None:
        return None
    if snapshot.phase is None or snapshot.phase.kind != PhaseKind.PLENARY:
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


def people_changed(snapshot: WorkshopSnapshot) -> Iterable[Invalidation]:
    """Somebody has come or gone: of how many the answers are, and whether a group is large enough for figures."""
    if snapshot.is_prework_open:
        return [panels.desk_ahead.ref(snapshot.pk)]
    if not snapshot.is_at(ASSESSMENT) or snapshot.phase is None:
        return []
    if snapshot.phase.kind == PhaseKind.PLENARY:
        return []
    progress = [panels.desk_progress.ref(snapshot.pk), projector.board_progress.ref(snapshot.pk)]
    for group in snapshot.groups:
        progress.append(panels.group_progress.ref(snapshot.pk, group))
        if snapshot.phase.kind == PhaseKind.GROUPS:
            progress += [
                panels.group_question.ref(snapshot.pk, group, question.pk) for question in snapshot.current_questions
            ]
    return progress


def phase_begun(snapshot: WorkshopSnapshot, phase: Phase) -> Iterable[Invalidation]:
    """When the small groups begin to talk, open the spreads that all have answered."""
    if snapshot.is_at(ASSESSMENT):
        assign_prework_to_groups(snapshot)
    if phase.kind == PhaseKind.GROUPS and snapshot.is_at(ASSESSMENT):
        open_answered(snapshot)
    return []


def open_answered(snapshot: WorkshopSnapshot) -> None:
    """Open what all of a group have answered, in every group."""
    for group in snapshot.groups:
        for question in snapshot.current_questions:
            small_groups.open_if_all(snapshot, group, question)


def assign_prework_to_groups(snapshot: WorkshopSnapshot) -> None:
    """What people rated before the day, when there were no groups, counts in the group that they sit in now."""
    sits = Attendance.objects.filter(
        participant=OuterRef("participant"), occasion=snapshot.occasion, group__isnull=False
    )
    rated = Rating.objects.filter(
        workshop=snapshot.pk, group=None, question__in=[one.pk for one in snapshot.current_questions]
    )
    rated.filter(Exists(sits)).update(group=Subquery(sits.values("group")[:1]))


def carry_answers_to_groups(snapshot: WorkshopSnapshot, people: Mapping[int, Group]) -> Iterable[Invalidation]:
    """Whoever changes groups in the middle of a step takes along what they answered there and no group has seen yet,
    so that the new group does not wait for them and the old one does not count them.
    """
    if not snapshot.is_at(ASSESSMENT):
        return []
    asked = [question.pk for question in snapshot.current_questions]
    seen = set(Opening.objects.filter(question__in=asked, workshop=snapshot.pk).values_list("question", "group"))
    moved = []
    for rating in Rating.objects.filter(participant__in=people, question__in=asked):
        group = people[rating.participant_id]
        is_seen = {(rating.question_id, group.pk), (rating.question_id, rating.group_id)} & seen
        if rating.group_id != group.pk and not is_seen:
            rating.group = group
            moved.append(rating)
    Rating.objects.bulk_update(moved, ["group"])
    if snapshot.phase and snapshot.phase.kind == PhaseKind.GROUPS:
        open_answered(snapshot)
    return []


def merge_seats(stays: int, goes: int) -> None:
    """The later rating of each question wins: the one kept last has the highest number of its row."""
    publication_log.merge_readers(stays, goes)
    of_both = Rating.objects.filter(participant__in=[stays, goes])
    latest = {rating.question_id: rating.pk for rating in of_both.order_by("pk")}
    of_both.exclude(pk__in=latest.values()).delete()
    Rating.objects.filter(pk__in=latest.values()).update(participant=stays)
    reasons = OwnReason.objects.filter(participant__in=[stays, goes])
    kept = {reason.question_id: reason.pk for reason in reasons.order_by("pk")}
    reasons.exclude(pk__in=kept.values()).delete()
    OwnReason.objects.filter(pk__in=kept.values()).update(participant=stays)
    Secretary.objects.filter(participant=goes).update(participant=stays)


def delete_at_closing(workshop: int) -> None:
    """Delete what says who answered what."""
    Rating.objects.filter(workshop=workshop).delete()
    GroupRating.objects.filter(workshop=workshop).update(entered_by=None)
    Opening.objects.filter(workshop=workshop).delete()
    PublishedFigure.objects.filter(workshop=workshop).delete()
    OwnReason.objects.filter(workshop=workshop).delete()
    Secretary.objects.filter(workshop=workshop).delete()
