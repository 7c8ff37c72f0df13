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
from digibarometer.live.actions import On
from digibarometer.live.panels import Touch
from digibarometer.workshops import panels as room
from digibarometer.workshops.actions.conditions import while_open
from digibarometer.workshops.component import lent
from digibarometer.workshops.models import Attendance, Group, Phase, PhaseKind
from digibarometer.workshops.seats import DeskSeat, LeaderSeat, ParticipantSeat, Seat, TableSeat
from digibarometer.workshops.snapshot import Now


def shown(seat: Seat) -> Sequence[Touch]:
    """The panels of a step of the self-assessment, by screen and phase."""
    phase = seat.now.phase.kind if seat.now.phase else PhaseKind.ALONE
    match seat:
        case DeskSeat():
            return on_desk(seat.now, phase)
        case ParticipantSeat() | TableSeat():
            return on_phone(seat, phase)
    return [*on_board(seat.now, phase), room.board_corner.of(seat.workshop)]


def before_the_day(seat: Seat) -> Sequence[Touch]:
    """On the phone all areas, on the desk how many have answered. Tables and the board wait for the day."""
    here, of = seat.now, seat.workshop
    match seat:
        case DeskSeat():
            return [prework_panels.desk_ahead.of(of)]
        case ParticipantSeat():
            areas = [area.pk for area in here.areas if here.questions_of(area.pk)]
            questions = [prework_panels.room_ahead_area.of(of, None, area) for area in areas]
            return [prework_panels.room_ahead.of(of), panels.my_ratings.of(of, seat.person), *questions]
    return []


def on_board(here: Now, phase: str) -> list[Touch]:
    """Progress while people work, then the area; of a question on the board the results show more than we know."""
    if phase != PhaseKind.PLENARY:
        return [panels.board_progress.of(here.pk)]
    shown_by_results = here.workshop.spot in {question.pk for question in here.on_the_table if not question.is_trial}
    return [] if shown_by_results else [panels.board_plenary.of(here.pk)]


def on_desk(here: Now, phase: str) -> list[Touch]:
    """Progress while people work, and the plenary's levels, what to talk about first."""
    first = room.desk_step.of(here.pk)
    if phase != PhaseKind.PLENARY:
        return [first, panels.desk_progress.of(here.pk), room.leader_note.of(here.pk)]
    questions = [panels.desk_plenary.of(here.pk, None, question.pk) for question in here.on_the_table]
    return [first, discussion_order_panels.desk_talk.of(here.pk), *questions, room.leader_note.of(here.pk)]


def on_phone(seat: ParticipantSeat | TableSeat, phase: str) -> list[Touch]:
    """Alone: the questions. In groups: the group's, least agreed first. All together: what is talked about."""
    of = seat.workshop
    in_private = (1,) if isinstance(seat, TableSeat) else ()
    mine = (
        [panels.my_ratings.of(of, seat.person), panels.room_questions.of(of, None, *in_private)] if seat.person else []
    )
    group = [panels.group_progress.of(of, seat.group)] if seat.group else []
    if phase == PhaseKind.PLENARY:
        return [panels.room_plenary.of(of), *lent(seat)]
    if phase == PhaseKind.GROUPS and seat.group:
        return [*in_group(seat, seat.group), *mine, *lent(seat)]
    ready = [room.my_ready.of(of, seat.person)] if seat.person else []
    return [*mine, *ready, *group, *lent(seat)]


def in_group(seat: ParticipantSeat | TableSeat, group: int) -> list[Touch]:
    """What a small group has before it. Who has been handed the table screen answers there in private."""
    of = seat.workshop
    if isinstance(seat, TableSeat) and seat.person:
        return []
    around = [panels.group_progress.of(of, group)] if isinstance(seat, TableSeat) else []
    questions = [panels.group_question.of(of, group, question.pk) for question in seat.now.on_the_table]
    return [*around, discussion_order_panels.group_talk.of(of, group), *questions]


def people_changed(here: Now) -> Iterable[Touch]:
    """Somebody has come or gone: of how many the answers are, and whether a group is large enough for figures."""
    if here.is_ahead:
        return [prework_panels.desk_ahead.of(here.pk)]
    if here.step is None or here.step.kind != "assessment" or here.phase is None:
        return []
    if here.phase.kind == PhaseKind.PLENARY:
        return []
    progress = [panels.desk_progress.of(here.pk), panels.board_progress.of(here.pk)]
    for group in here.groups:
        progress.append(panels.group_progress.of(here.pk, group))
        if here.phase.kind == PhaseKind.GROUPS:
            progress += [panels.group_question.of(here.pk, group, question.pk) for question in here.on_the_table]
    return progress


def groups_begin(here: Now, phase: Phase) -> Iterable[Touch]:
    """When the small groups begin to talk, open the spreads that all have answered."""
    if here.step and here.step.kind == "assessment":
        take_along(here)
    if phase.kind == PhaseKind.GROUPS and here.step and here.step.kind == "assessment":
        open_answered(here)
    return []


def open_answered(here: Now) -> None:
    """Open what all of a group have answered, in every group."""
    for group in here.groups:
        for question in here.on_the_table:
            small_groups.open_if_all(here, group, question)


def take_along(here: Now) -> None:
    """What people rated before the day, when there were no groups, counts in the group that they sit in now."""
    sits = Attendance.objects.filter(participant=OuterRef("participant"), occasion=here.occasion, group__isnull=False)
    rated = Rating.objects.filter(workshop=here.pk, group=None, question__in=[one.pk for one in here.on_the_table])
    rated.filter(Exists(sits)).update(group=Subquery(sits.values("group")[:1]))


def placed(here: Now, participant: int, group: Group) -> Iterable[Touch]:
    """Whoever changes groups in the middle of a step takes along what they answered there and no group has seen yet,
    so that the new group does not wait for them and the old one does not count them.
    """
    if here.step is None or here.step.kind != "assessment":
        return []
    asked = [question.pk for question in here.on_the_table]
    given = Rating.objects.filter(participant=participant, question__in=asked).exclude(group=group)
    for rating in given:
        seen_by = Opening.objects.filter(question=rating.question_id, group__in=[group.pk, rating.group_id or 0])
        if not seen_by.exists():
            Rating.objects.filter(pk=rating.pk).update(group=group)
    if here.phase and here.phase.kind == PhaseKind.GROUPS:
        open_answered(here)
    return []


def merge(stays: int, goes: int) -> None:
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


def close(workshop: int) -> None:
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
        On(individual.Rate, individual.rate, by=PEOPLE, when=base.until_area_opened, is_told_by_ack=True),
        On(individual.WriteOwnReason, individual.write_own_reason, by=PEOPLE, when=base.until_area_opened),
        On(individual.ShareOwnReason, individual.share_own_reason, by=PEOPLE, when=base.until_area_opened),
        On(small_groups.BeSecretary, small_groups.be_secretary, by=PEOPLE, when=while_open, urgent=True),
        On(small_groups.OpenSpread, small_groups.open_spread, by=PEOPLE, when=base.while_groups_talk, urgent=True),
        On(small_groups.SetGroupLevel, small_groups.set_group_level, by=PEOPLE, when=base.until_area_opened),
        On(small_groups.WriteReason, small_groups.write_reason, by=PEOPLE, when=base.until_area_opened),
        On(small_groups.WriteMinority, small_groups.write_minority, by=PEOPLE, when=base.until_area_opened),
        On(plenary.SetPlenaryLevel, plenary.set_plenary_level, by=LeaderSeat, when=plenary.until_step_closed),
        On(plenary.WriteMotivation, plenary.write_motivation, by=LeaderSeat, when=plenary.until_step_closed),
        On(plenary.AcceptEasy, plenary.accept_easy, by=LeaderSeat, when=plenary.until_step_closed),
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
    shown=shown,
    ahead=before_the_day,
    summary=summary.of,
    rehearsal=simulated_behaviour.person,
    on_merge=merge,
    on_close=close,
)
