"""What people want in the self-assessment, and what then happens."""

from collections.abc import Iterable, Mapping
from typing import Annotated, cast

import msgspec
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.assessment import ahead, panels, talk
from digibarometer.exercises.assessment.models import (
    GroupRating,
    Opening,
    OwnReason,
    PlenaryChange,
    PlenaryRating,
    Rating,
    Secretary,
    levels_by_group,
)
from digibarometer.exercises.assessment.rules import is_easy, may_open, middle
from digibarometer.live.actions import Action, Refused, StrOrPromise
from digibarometer.live.panels import Touch
from digibarometer.questions.models import Question
from digibarometer.workshops import moments
from digibarometer.workshops.models import Attendance, PhaseKind
from digibarometer.workshops.now import Now
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat

TOO_LATE = _("This area has been opened to everyone, so answers can no longer change.")
OVER = _("The workshop has ended.")
STEP_CLOSED = _("That step is closed. Go back to it in the agenda to change what the room agreed on.")
NOT_ON_SCALE = _("That level is not on the scale. Reload the page and try again.")

Words = Annotated[str, msgspec.Meta(max_length=500)]
Person = ParticipantSeat | TableSeat


class AboutQuestion(Action, frozen=True, kw_only=True):
    """Anything said of one question."""

    question: int

    def about(self) -> str:
        """One wish a question."""
        return f"{type(self).__struct_config__.tag}:{self.question}"


def until_area_opened(action: AboutQuestion, seat: Person) -> StrOrPromise | None:
    """Late is kept: until the area is opened in plenary, or again when the leader goes back to it."""
    here = seat.now
    if here.workshop.is_over:
        return OVER
    area = here.question_or_refuse(action.question).area_id
    is_on = here.step is not None and here.step.kind == "assessment" and here.step.area_id == area
    goes_on = is_on and here.phase is not None and here.phase.kind != PhaseKind.PLENARY
    return TOO_LATE if area in here.opened and not goes_on else None


def while_open(action: Action, seat: ParticipantSeat | TableSeat) -> StrOrPromise | None:
    """Until the workshop has ended."""
    return OVER if seat.now.workshop.is_over else None


def until_step_closed(action: "AboutQuestion | AcceptEasy", seat: LeaderSeat) -> StrOrPromise | None:
    """While the area's step is on, and for what was begun in it. Going back opens it again: that is a Move, kept."""
    here = seat.now
    if here.workshop.is_over:
        return OVER
    area = action.area if isinstance(action, AcceptEasy) else here.question_or_refuse(action.question).area_id
    begun_in = next((here.step_of(phase) for phase in here.phases if phase.pk == action.phase), None)
    is_its_own = any(step and step.kind == "assessment" and step.area_id == area for step in (here.step, begun_in))
    return None if is_its_own else STEP_CLOSED


def on_scale(question: Question, level: int | None) -> None:
    """Raise Refused when the level is not one of the question's scale."""
    if level is not None and level not in question.question_set.levels:
        raise Refused(NOT_ON_SCALE)


class Rate(AboutQuestion, frozen=True, tag="assessment.rate"):
    """The participant says: this question is at this level. No level is "vet ej"."""

    level: int | None


def rate(wanted: Rate, seat: Person) -> Iterable[Touch]:
    """Keep the participant's own rating; the last one counts."""
    here = seat.now
    question = here.question_or_refuse(wanted.question)
    on_scale(question, wanted.level)
    person = person_or_refuse(seat)
    Rating.objects.keep(here.pk, person, seat.group, question.pk, wanted.level)
    touches = [
        panels.my_ratings.of(here.pk, person),
        panels.desk_progress.of(here.pk),
        panels.board_progress.of(here.pk),
    ]
    if here.is_ahead:
        touches.append(ahead.desk_ahead.of(here.pk))
    if seat.group:
        touches.append(panels.group_progress.of(here.pk, seat.group))
        if here.phase and here.phase.kind == PhaseKind.GROUPS:
            touches.append(panels.group_question.of(here.pk, seat.group, question.pk))
            if open_if_all(here, seat.group, question):
                touches.append(talk.group_talk.of(here.pk, seat.group))
    return touches


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


class WriteOwnReason(AboutQuestion, frozen=True, tag="assessment.write_own_reason"):
    """The participant says, for themselves: this is why."""

    reason: Words


def write_own_reason(wanted: WriteOwnReason, seat: Person) -> Iterable[Touch]:
    """Keep it beside the rating; nobody else sees it unless it is shared."""
    return keep_own_reason(seat, wanted.question, reason=wanted.reason.strip())


class ShareOwnReason(AboutQuestion, frozen=True, tag="assessment.share_own_reason"):
    """The participant says whether their group may read why, without a name."""

    shared: bool


def share_own_reason(wanted: ShareOwnReason, seat: Person) -> Iterable[Touch]:
    """Show the reason to the group under its spread, or to nobody."""
    return keep_own_reason(seat, wanted.question, is_shared=wanted.shared)


def keep_own_reason(seat: Person, question: int, **said: str | bool) -> Iterable[Touch]:
    """Keep what a participant says for themselves of a question."""
    here = seat.now
    here.question_or_refuse(question)
    person = person_or_refuse(seat)
    OwnReason.objects.update_or_create(
        participant_id=person,
        question_id=question,
        defaults={**said, "group_id": seat.group},
        create_defaults={"workshop": here.workshop, "group_id": seat.group, **said},
    )
    group = [panels.group_question.of(here.pk, seat.group, question)] if seat.group else []
    return [panels.my_ratings.of(here.pk, person), *group]


def person_or_refuse(seat: Person) -> int:
    """Who acts: the phone's participant, or the one who has the table screen. Raises Refused where nobody has it."""
    if seat.person is None:
        raise Refused(_("Choose who has the screen first: hand it over."))
    return seat.person


class BeSecretary(Action, frozen=True, kw_only=True, tag="assessment.be_secretary"):
    """Someone in a group says: I write for us, or no longer."""

    writes: bool


def be_secretary(wanted: BeSecretary, seat: Person) -> Iterable[Touch]:
    """Take the pen over from whoever has it, or put it down. Everybody may still set the level."""
    here, group, person = seat.now, seat.now.group_or_refuse(seat.group), person_or_refuse(seat)
    if wanted.writes:
        new = {"participant_id": person, "at": timezone.now()}
        Secretary.objects.update_or_create(
            group=group, defaults=new, create_defaults={"workshop": here.workshop, **new}
        )
    else:
        Secretary.objects.filter(group=group, participant=person).delete()
    return [talk.group_talk.of(here.pk, group.pk)]


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
    return keep_group_rating(seat, wanted.question, level=wanted.level)


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


def keep_group_rating(seat: Person, question: int, **said: int | str | None) -> Iterable[Touch]:
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


def others_that_show_levels(here: Now) -> list[Touch]:
    """What other parts show of the groups' levels and the room's."""
    return [touch for changed in moments.levels_changed for touch in changed(here)]


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
        trace(seat, {question: cast("int | None", said["level"])})
    PlenaryRating.objects.update_or_create(
        workshop=here.workshop,
        question_id=question,
        defaults={**said, "by_id": seat.user, "at": timezone.now()},
    )
    return agreed(here, [question])


def trace(seat: LeaderSeat, levels: Mapping[int, int | None]) -> None:
    """Keep who changes the room's levels, from what and to what."""
    held = PlenaryRating.objects.filter(workshop=seat.workshop, question__in=levels)
    before = dict(held.values_list("question", "level"))
    PlenaryChange.objects.bulk_create(
        PlenaryChange(
            workshop=seat.now.workshop,
            question_id=question,
            before=before.get(question),
            level=level,
            by_id=seat.user,
        )
        for question, level in levels.items()
        if before.get(question) != level
    )


def agreed(here: Now, questions: Iterable[int]) -> list[Touch]:
    """What shows the room's levels."""
    return [
        *(panels.desk_plenary.of(here.pk, None, question) for question in questions),
        talk.desk_talk.of(here.pk),
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
    trace(seat, {question: middle(levels[question].values()) for question in easy})
    for question in easy:
        PlenaryRating.objects.update_or_create(
            workshop=here.workshop,
            question_id=question,
            defaults={"level": middle(levels[question].values()), "by_id": seat.user, "at": timezone.now()},
        )
    return agreed(here, easy)
