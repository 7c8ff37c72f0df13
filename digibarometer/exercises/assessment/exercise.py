"""The self-assessment's table of contents: who may do what, when, and what can be seen."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.assessment import (
    discussion_order_panels,
    lifecycle,
    panels,
    projector,
    publication_log,
    sheets,
    simulated_behaviour,
    summary,
)
from digibarometer.exercises.assessment.actions import base, individual, plenary, small_groups
from digibarometer.exercises.base import Exercise
from digibarometer.i18n import localized
from digibarometer.live.actions import ActionRule
from digibarometer.live.panels import Invalidation, panels_of
from digibarometer.questions.agenda_templates.schema import ASSESSMENT
from digibarometer.workshops import panels as room
from digibarometer.workshops.actions.conditions import while_open
from digibarometer.workshops.extension_points import StepKind
from digibarometer.workshops.models import PhaseKind
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
    return board_panels(seat.snapshot, phase)


def before_the_day(seat: Seat) -> Sequence[Invalidation]:
    """On the phone all areas, on the desk how many have answered. Tables and the board wait for the day."""
    snapshot, of = seat.snapshot, seat.workshop
    match seat:
        case DeskSeat():
            return [panels.desk_ahead.ref(of)]
        case ParticipantSeat():
            areas = [area.pk for area in snapshot.areas if snapshot.questions_of(area.pk)]
            questions = [panels.room_ahead_area.ref(of, None, area) for area in areas]
            return [panels.room_ahead.ref(of), panels.my_ratings.ref(of, seat.person), *questions]
    return []


def board_panels(snapshot: WorkshopSnapshot, phase: str) -> list[Invalidation]:
    """Progress while people work, then the area; of a question on the board the results show more than we know."""
    if phase != PhaseKind.PLENARY:
        in_groups = phase == PhaseKind.GROUPS and snapshot.groups
        return [(projector.board_groups if in_groups else projector.board_progress).ref(snapshot.pk)]
    shown_by_results = snapshot.workshop.spot in {question.pk for question in snapshot.current_questions}
    return [] if shown_by_results else [projector.board_plenary.ref(snapshot.pk)]


def desk_panels(snapshot: WorkshopSnapshot, phase: str) -> list[Invalidation]:
    """Progress while people work, and the plenary's levels, what to talk about first."""
    if phase != PhaseKind.PLENARY:
        return [panels.desk_progress.ref(snapshot.pk)]
    questions = [panels.desk_plenary.ref(snapshot.pk, None, question.pk) for question in snapshot.current_questions]
    talk, after = discussion_order_panels.desk_talk, discussion_order_panels.desk_next_question
    return [talk.ref(snapshot.pk), *questions, after.ref(snapshot.pk)]


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
        return [panels.room_plenary.ref(of)]
    if phase == PhaseKind.GROUPS and seat.group:
        return [*in_group(seat, seat.group), *mine]
    return [*mine, *room.ready_panels(seat), *group]


def in_group(seat: ParticipantSeat | TableSeat, group: int) -> list[Invalidation]:
    """What a small group has before it. Who has been handed the table screen answers there in private."""
    of = seat.workshop
    if isinstance(seat, TableSeat) and seat.person:
        return []
    around = [panels.group_progress.ref(of, group)] if isinstance(seat, TableSeat) else []
    questions = [panels.group_question.ref(of, group, question.pk) for question in seat.snapshot.current_questions]
    pen = [discussion_order_panels.my_pen.ref(of, seat.person)] if seat.person else []
    return [*around, discussion_order_panels.group_talk.ref(of, group), *questions, *pen]


def kicker(snapshot: WorkshopSnapshot) -> tuple[str, str] | None:
    """Which area of how many; of a question on the board, whose it is and its place among the area's."""
    area = next((area for area in snapshot.areas if snapshot.step and area.pk == snapshot.step.area_id), None)
    if area is None:
        return None
    asked = [question.pk for question in snapshot.current_questions]
    if is_plenary_of_area(snapshot) and snapshot.workshop.spot in asked:
        numbers = {"number": asked.index(snapshot.workshop.spot) + 1, "all": len(asked)}
        return localized(area.title), gettext("question %(number)d of %(all)d") % numbers
    rated = [step.area_id for step in snapshot.steps_of(ASSESSMENT) if step.area_id]
    numbers = {"number": rated.index(area.pk) + 1, "all": len(rated)}
    return gettext("Self-assessment"), gettext("area %(number)d of %(all)d") % numbers


def is_plenary_of_area(snapshot: WorkshopSnapshot) -> bool:
    """Whether the room agrees on an area's levels, all together."""
    is_area = snapshot.step is not None and snapshot.step.area_id is not None
    return is_area and snapshot.phase is not None and snapshot.phase.kind == PhaseKind.PLENARY


def agenda_warnings(snapshot: WorkshopSnapshot) -> Iterator[str]:
    """An agenda without a self-assessment makes no picture of today."""
    if not snapshot.steps_of(ASSESSMENT):
        yield gettext("There is no self-assessment in the agenda, so there will be no picture of today.")


PEOPLE = ParticipantSeat | TableSeat

exercise = Exercise(
    key="assessment",
    name=_("Self-assessment"),
    step_kinds=[StepKind(ASSESSMENT)],
    rules=[
        ActionRule(individual.Rate, individual.rate, PEOPLE, base.until_area_opened, is_told_by_ack=True),
        ActionRule(individual.WriteOwnReason, individual.write_own_reason, PEOPLE, base.until_area_opened),
        ActionRule(individual.ShareOwnReason, individual.share_own_reason, PEOPLE, base.until_area_opened),
        ActionRule(small_groups.BeSecretary, small_groups.be_secretary, PEOPLE, while_open, urgent=True),
        ActionRule(small_groups.OpenSpread, small_groups.open_spread, PEOPLE, base.while_groups_talk, urgent=True),
        ActionRule(small_groups.SetGroupLevel, small_groups.set_group_level, PEOPLE, base.until_area_opened),
        ActionRule(small_groups.WriteReason, small_groups.write_reason, PEOPLE, base.until_area_opened),
        ActionRule(small_groups.WriteMinority, small_groups.write_minority, PEOPLE, base.until_area_opened),
        ActionRule(plenary.SetPlenaryLevel, plenary.set_plenary_level, LeaderSeat, plenary.until_step_closed),
        ActionRule(plenary.WriteMotivation, plenary.write_motivation, LeaderSeat, plenary.until_step_closed),
        ActionRule(plenary.AcceptEasy, plenary.accept_easy, LeaderSeat, plenary.until_step_closed),
    ],
    panels=panels_of(panels, projector, discussion_order_panels),
    step_panels=step_panels,
    prework_panels=before_the_day,
    kicker=kicker,
    is_guide_closed=is_plenary_of_area,
    agenda_warnings=agenda_warnings,
    sheets=sheets.SHEETS,
    simulated_person=simulated_behaviour.Rater,
    simulated_leading=simulated_behaviour.LEADS,
    unfinished=lifecycle.questions_without_level,
    recap=summary.recap,
    on_phase_begun=lifecycle.phase_begun,
    on_people_changed=lifecycle.people_changed,
    on_people_placed=lifecycle.carry_answers_to_groups,
    before_groups_change=publication_log.keep_readers,
    after_groups_change=publication_log.hide_from_newcomers,
    on_seats_merged=lifecycle.merge_seats,
    on_workshop_closed=lifecycle.delete_at_closing,
)
