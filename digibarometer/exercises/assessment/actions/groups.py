"""What a small group says: who writes, its spread, its level, its reason and the view of those who did not agree."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.assessment import panels, talk
from digibarometer.exercises.assessment.actions.about_question import (
    AboutQuestion,
    Person,
    Words,
    on_scale,
    others_that_show_levels,
)
from digibarometer.exercises.assessment.models import GroupRating, Opening, Rating, Secretary
from digibarometer.exercises.assessment.rules import may_open
from digibarometer.live.actions import Action, Refused
from digibarometer.live.panels import Touch
from digibarometer.questions.models import Question
from digibarometer.workshops.actions.people import me_or_refuse
from digibarometer.workshops.models import Attendance
from digibarometer.workshops.now import Now


class BeSecretary(Action, frozen=True, kw_only=True, tag="assessment.be_secretary"):
    """Someone in a group says: I write for us, or no longer."""

    writes: bool


def be_secretary(wanted: BeSecretary, seat: Person) -> Iterable[Touch]:
    """Take the pen over from whoever has it, or put it down. Everybody may still set the level."""
    here, group, person = seat.now, seat.now.group_or_refuse(seat.group), me_or_refuse(seat).person
    if wanted.writes:
        new = {"participant_id": person, "at": timezone.now()}
        Secretary.objects.update_or_create(
            group=group, defaults=new, create_defaults={"workshop": here.workshop, **new}
        )
    else:
        Secretary.objects.filter(group=group, participant=person).delete()
    return [talk.group_talk.of(here.pk, group.pk)]


def taking_part(here: Now, group: int) -> int:
    """How many take part in the group in the occasion that is on."""
    return Attendance.objects.filter(occasion=here.occasion, group=group, left_at=None).count()


def open_if_all(here: Now, group: int, question: Question) -> bool:
    """Open the group's spread of the question when all have answered and they are enough; whether it was opened now."""
    counts, dont_know = Rating.objects.counts(group, question.pk, question.question_set.levels)
    if not may_open(sum(counts) + dont_know, taking_part(here, group), opened_by_someone=False):
        return False
    return keep_opening(here, group, question, counts, dont_know)


def keep_opening(
    here: Now, group: int, question: Question, counts: list[int], dont_know: int, by: int | None = None
) -> bool:
    """Keep what the spread shows now; the first opening stands. Whether this was the first."""
    _opening, is_first = Opening.objects.get_or_create(
        group_id=group,
        question=question,
        defaults={"workshop": here.workshop, "counts": counts, "dont_know": dont_know, "by_id": by},
    )
    return is_first


class OpenSpread(AboutQuestion, frozen=True, tag="assessment.open_spread"):
    """The group says: show us our spread, though not all have answered."""


def open_spread(wanted: OpenSpread, seat: Person) -> Iterable[Touch]:
    """Open the spread for good, where at least three have answered."""
    here, group = seat.now, seat.now.group_or_refuse(seat.group)
    question = here.question_or_refuse(wanted.question)
    counts, dont_know = Rating.objects.counts(group.pk, question.pk, question.question_set.levels)
    if not may_open(sum(counts) + dont_know, taking_part(here, group.pk), opened_by_someone=True):
        raise Refused(_("At least three in the group must have answered first. Talk without figures until then."))
    keep_opening(here, group.pk, question, counts, dont_know, seat.person)
    return [panels.group_question.of(here.pk, group.pk, question.pk), talk.group_talk.of(here.pk, group.pk)]


class SetGroupLevel(AboutQuestion, frozen=True, tag="assessment.set_group_level"):
    """The group says: we stand for this level. None takes it back."""

    level: int | None


def set_group_level(wanted: SetGroupLevel, seat: Person) -> Iterable[Touch]:
    """Keep the group's level; anyone in the group can set it, and the last one counts."""
    on_scale(seat.now.question_or_refuse(wanted.question), wanted.level)
    return keep_group_rating(seat, wanted.question, level=wanted.level, from_paper_at=None, entered_by_id=None)


class WriteReason(AboutQuestion, frozen=True, tag="assessment.write_reason"):
    """The group says why it stands for its level."""

    reason: Words


def write_reason(wanted: WriteReason, seat: Person) -> Iterable[Touch]:
    """Keep the reason beside the group's level."""
    return keep_group_rating(seat, wanted.question, reason=wanted.reason.strip())


class WriteMinority(AboutQuestion, frozen=True, tag="assessment.write_minority"):
    """The group says: we did not agree; this is the other view."""

    minority: Words


def write_minority(wanted: WriteMinority, seat: Person) -> Iterable[Touch]:
    """Keep the other view beside the group's level."""
    return keep_group_rating(seat, wanted.question, minority=wanted.minority.strip())


def keep_group_rating(seat: Person, question: int, **said: int | str | datetime | None) -> Iterable[Touch]:
    """Keep what the group says of a question, and tell who sees it."""
    here, group = seat.now, seat.now.group_or_refuse(seat.group)
    here.question_or_refuse(question)
    GroupRating.objects.update_or_create(
        group=group,
        question_id=question,
        defaults={**said, "at": timezone.now()},
        create_defaults={"workshop": here.workshop, **said},
    )
    return [
        panels.group_question.of(here.pk, group.pk, question),
        talk.group_talk.of(here.pk, group.pk),
        panels.desk_progress.of(here.pk),
        panels.board_progress.of(here.pk),
        talk.desk_talk.of(here.pk),
        panels.desk_plenary.of(here.pk, None, question),
        panels.board_plenary.of(here.pk),
        *others_that_show_levels(here),
    ]
