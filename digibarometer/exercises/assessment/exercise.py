"""The self-assessment's table of contents: who may do what, when, and what can be seen."""

from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.assessment import (
    discussion_order_panels,
    panels,
    prework_panels,
    publication_log,
    simulated_behaviour,
    summary,
)
from digibarometer.exercises.assessment.actions import base, individual, paper_entry, plenary, small_groups
from digibarometer.exercises.assessment.models import (
    GroupRating,
    Opening,
    OwnReason,
    PublishedFigure,
    Rating,
    Secretary,
)
from digibarometer.exercises.base import Exercise
from digibarometer.live.actions import ActionRule
from digibarometer.live.panels import Invalidation
from digibarometer.workshops import panels as room
from digibarometer.workshops.actions.conditions import while_open
from digibarometer.workshops.component import hand_over_panels
from digibarometer.workshops.models import Attendance, Group, Phase, PhaseKind
from digibarometer.workshops.seats import DeskSeat, LeaderSeat, ParticipantSeat, Seat, TableSeat
from digibarometer.workshops.snapshot import WorkshopSnapshot


def step_panels(seat: Seat) -> Sequence[Invalidation]:
    """The panels of a step of the self-assessment, by screen and phase."""
    phase = seat.snapshot.phase.kind if seat.snapshot.phase else PhaseKind.ALONE
    match seat:
        case DeskSeat():
            return desk_panels(seat.snapshot, phase)
        case ParticipantSeat() | TableSeat():
            return phone_panels(seat, phase)
    return [*board_panels(seat.snapshot, phase), room.board_corner.ref(seat.workshop)]


def before_the_day(seat: Seat) -> Sequence[Invalidation]:
    """On the phone all areas, on the desk how many have answered. Tables and the board wait for the day."""
    snapshot, of = seat.snapshot, seat.workshop
    match seat:
        case DeskSeat():
            return [prework_panels.desk_ahead.ref(of)]
        case ParticipantSeat():
            areas = [area.pk for area in snapshot.areas if snapshot.questions_of(area.pk)]
            questions = [prework_panels.room_ahead_area.ref(of, None, area) for area in areas]
            return [prework_panels.room_ahead.ref(of), panels.my_ratings.ref(of, seat.person), *questions]
    return []


def board_panels(snapshot: WorkshopSnapshot, phase: str) -> list[Invalidation]:
    """Progress while people work, then the area; of a question on the board the results show more than we know."""
    if phase != PhaseKind.PLENARY:
        return [panels.board_progress.ref(snapshot.pk)]
    shown_by_results = snapshot.workshop.spot in {
        question.pk for question in snapshot.current_questions if not question.is_trial
    }
    return [] if shown_by_results else [panels.board_plenary.ref(snapshot.pk)]


def desk_panels(snapshot: WorkshopSnapshot, phase: str) -> list[Invalidation]:
    """Progress while people work, and the plenary's levels, what to talk about first."""
    first = room.desk_step.ref(snapshot.pk)
    if phase != PhaseKind.PLENARY:
        return [first, panels.desk_progress.ref(snapshot.pk), room.leader_note.ref(snapshot.pk)]
    questions = [panels.desk_plenary.ref(snapshot.pk, None, question.pk) for question in snapshot.current_questions]
    return [first, discussion_order_panels.desk_talk.ref(snapshot.pk), *questions, room.leader_note.ref(snapshot.pk)]


def phone_panels(seat: ParticipantSeat | TableSeat, phase: str) -> list[Invalidation]:
    """Alone: the questions. In groups: the group's, least agreed first. All together: what is talked about."""
    of = seat.workshop
    in_private = (1,) if isinstance(seat, TableSeat) else ()
    mine = (
        [panels.my_ratings.ref(of, seat.person), panels.room_questions.ref(of, None, *in_private)]
        if seat.person
        else []
    )
    group = [panels.group_progress.ref(of, seat.group)] if seat.group else []
    if phase == PhaseKind.PLENARY:
        return [panels.room_plenary.ref(of), *hand_over_panels(seat)]
    if phase == PhaseKind.GROUPS and seat.group:
        return [*in_group(seat, seat.group), *mine, *hand_over_panels(seat)]
    ready = [room.my_ready.ref(of, seat.person)] if seat.person else []
    return [*mine, *ready, *group, *hand_over_panels(seat)]


def in_group(seat: ParticipantSeat | TableSeat, group: int) -> list[Invalidation]:
    """What a small group has before it. Who has been handed the table screen answers there in private."""
    of = seat.workshop
    if isinstance(seat, TableSeat) and seat.person:
        return []
    around = [panels.group_progress.ref(of, group)] if isinstance(seat, TableSeat) else []
    questions = [panels.group_question.ref(of, group, question.pk) for question in seat.snapshot.current_questions]
    return [*around, discussion_order_panels.group_talk.ref(of, group), *questions]


def people_changed(snapshot: WorkshopSnapshot) -> Iterable[Invalidation]:
    """Somebody has come or gone: of how many the answers are, and whether a group is large enough for figures."""
    if snapshot.is_prework_open:
        return [prework_panels.desk_ahead.ref(snapshot.pk)]
    if snapshot.step is None or snapshot.step.kind != "assessment" or snapshot.phase is None:
        return []
    if snapshot.phase.kind == PhaseKind.PLENARY:
        return []
    progress = [panels.desk_progress.ref(snapshot.pk), panels.board_progress.ref(snapshot.pk)]
    for group in snapshot.groups:
        progress.append(panels.group_progress.ref(snapshot.pk, group))
        if snapshot.phase.kind == PhaseKind.GROUPS:
            progress += [
                panels.group_question.ref(snapshot.pk, group, question.pk) for question in snapshot.current_questions
            ]
    return progress


def groups_begin(snapshot: WorkshopSnapshot, phase: Phase) -> Iterable[Invalidation]:
    """When the small groups begin to talk, open the spreads that all have answered."""
    if snapshot.step and snapshot.step.kind == "assessment":
        assign_prework_to_groups(snapshot)
    if phase.kind == PhaseKind.GROUPS and snapshot.step and snapshot.step.kind == "assessment":
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


def carry_answers_to_group(snapshot: WorkshopSnapshot, participant: int, group: Group) -> Iterable[Invalidation]:
    """Whoever changes groups in the middle of a step takes along what they answered there and no group has seen yet,
    so that the new group does not wait for them and the old one does not count them.
    """
    if snapshot.step is None or snapshot.step.kind != "assessment":
        return []
    asked = [question.pk for question in snapshot.current_questions]
    given = Rating.objects.filter(participant=participant, question__in=asked).exclude(group=group)
    for rating in given:
        seen_by = Opening.objects.filter(question=rating.question_id, group__in=[group.pk, rating.group_id or 0])
        if not seen_by.exists():
            Rating.objects.filter(pk=rating.pk).update(group=group)
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


PEOPLE = ParticipantSeat | TableSeat
# for the page where paper is keyed in
enter_sheet, enter_card, why_not_on_paper = paper_entry.enter_sheet, paper_entry.enter_card, paper_entry.why_not

exercise = Exercise(
    key="assessment",
    name=_("Self-assessment"),
    kinds=["assessment"],
    rows=[
        ActionRule(
            individual.Rate,
            individual.rate,
            allowed_seats=PEOPLE,
            precondition=base.until_area_opened,
            is_told_by_ack=True,
        ),
        ActionRule(
            individual.WriteOwnReason,
            individual.write_own_reason,
            allowed_seats=PEOPLE,
            precondition=base.until_area_opened,
        ),
        ActionRule(
            individual.ShareOwnReason,
            individual.share_own_reason,
            allowed_seats=PEOPLE,
            precondition=base.until_area_opened,
        ),
        ActionRule(
            small_groups.BeSecretary,
            small_groups.be_secretary,
            allowed_seats=PEOPLE,
            precondition=while_open,
            urgent=True,
        ),
        ActionRule(
            small_groups.OpenSpread,
            small_groups.open_spread,
            allowed_seats=PEOPLE,
            precondition=base.while_groups_talk,
            urgent=True,
        ),
        ActionRule(
            small_groups.SetGroupLevel,
            small_groups.set_group_level,
            allowed_seats=PEOPLE,
            precondition=base.until_area_opened,
        ),
        ActionRule(
            small_groups.WriteReason,
            small_groups.write_reason,
            allowed_seats=PEOPLE,
            precondition=base.until_area_opened,
        ),
        ActionRule(
            small_groups.WriteMinority,
            small_groups.write_minority,
            allowed_seats=PEOPLE,
            precondition=base.until_area_opened,
        ),
        ActionRule(
            plenary.SetPlenaryLevel,
            plenary.set_plenary_level,
            allowed_seats=LeaderSeat,
            precondition=plenary.until_step_closed,
        ),
        ActionRule(
            plenary.WriteMotivation,
            plenary.write_motivation,
            allowed_seats=LeaderSeat,
            precondition=plenary.until_step_closed,
        ),
        ActionRule(
            plenary.AcceptEasy, plenary.accept_easy, allowed_seats=LeaderSeat, precondition=plenary.until_step_closed
        ),
    ],
    panels=[
        panels.room_questions,
        panels.my_ratings,
        panels.group_progress,
        discussion_order_panels.group_talk,
        panels.group_question,
        panels.room_plenary,
        panels.desk_progress,
        discussion_order_panels.desk_talk,
        panels.desk_plenary,
        panels.board_progress,
        panels.board_plenary,
        prework_panels.room_ahead,
        prework_panels.room_ahead_area,
        prework_panels.desk_ahead,
    ],
    shown=step_panels,
    ahead=before_the_day,
    summary=summary.summarize,
    simulated_actions=simulated_behaviour.simulated_actions,
    on_seats_merged=merge_seats,
    on_workshop_closed=delete_at_closing,
)
