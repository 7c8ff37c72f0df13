"""The self-assessment's table of contents: who may do what, when, and what can be seen."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.assessment import actions, panels, rehearsal, summary
from digibarometer.exercises.assessment.models import Opening, Rating, levels_by_group
from digibarometer.exercises.assessment.rules import talk_order
from digibarometer.exercises.shape import Exercise
from digibarometer.live.actions import On
from digibarometer.live.panels import Touch
from digibarometer.measures.agreement import leik
from digibarometer.workshops import panels as room
from digibarometer.workshops.models import Phase, PhaseKind
from digibarometer.workshops.now import Now
from digibarometer.workshops.room import lent
from digibarometer.workshops.seats import DeskSeat, LeaderSeat, ParticipantSeat, Seat, TableSeat


def shown(seat: Seat) -> Sequence[Touch]:
    """The panels of a step of the self-assessment, by screen and phase."""
    phase = seat.now.phase.kind if seat.now.phase else PhaseKind.ALONE
    match seat:
        case DeskSeat():
            return on_desk(seat.now, phase)
        case ParticipantSeat() | TableSeat():
            return on_phone(seat, phase)
    return [*on_board(seat.now, phase), room.board_corner.of(seat.workshop)]


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
        return [first, panels.desk_progress.of(here.pk), room.desk_note.of(here.pk)]
    levels = levels_by_group(here.pk, [question.pk for question in here.on_the_table])
    questions = sorted(levels, key=lambda question: talk_order(levels[question].values()))
    plenary = [panels.desk_plenary.of(here.pk, None, question) for question in questions]
    return [first, panels.desk_easy.of(here.pk), *plenary, room.desk_note.of(here.pk)]


def on_phone(seat: ParticipantSeat | TableSeat, phase: str) -> list[Touch]:
    """Alone: the questions. In groups: the group's, least agreed first. All together: what is talked about."""
    of = seat.workshop
    mine = [panels.room_questions.of(of), panels.my_ratings.of(of, seat.person)] if seat.person else []
    group = [panels.group_progress.of(of, seat.group)] if seat.group else []
    if phase == PhaseKind.PLENARY:
        return [panels.room_plenary.of(of), *lent(seat)]
    if phase == PhaseKind.GROUPS and seat.group:
        talk = [panels.group_question.of(of, seat.group, question) for question in least_agreed(seat.now, seat.group)]
        return [*talk, *mine, *lent(seat)]
    ready = [room.my_ready.of(of, seat.person)] if seat.person else []
    return [*mine, *ready, *group, *lent(seat)]


def least_agreed(here: Now, group: int) -> list[int]:
    """The step's questions, those where the group agrees least first; not yet opened ones last."""
    rows = Opening.objects.filter(group=group).values_list("question", "counts")
    agreement = {question: leik(counts) for question, counts in rows}

    def order(question: int) -> float:
        return found if (found := agreement.get(question)) is not None else 2.0

    return sorted((question.pk for question in here.on_the_table), key=order)


def groups_begin(here: Now, phase: Phase) -> Iterable[Touch]:
    """When the small groups begin to talk, open the spreads that all have answered."""
    if phase.kind == PhaseKind.GROUPS and here.step and here.step.kind == "assessment":
        for group in here.groups:
            for question in here.on_the_table:
                actions.open_if_all(here, group, question)
    return []


def merge(stays: int, goes: int) -> None:
    """The later rating of each question wins: the one kept last has the highest number of its row."""
    of_both = Rating.objects.filter(participant__in=[stays, goes])
    latest = {rating.question_id: rating.pk for rating in of_both.order_by("pk")}
    of_both.exclude(pk__in=latest.values()).delete()
    Rating.objects.filter(pk__in=latest.values()).update(participant=stays)


def close(workshop: int) -> None:
    """Delete what says who answered what."""
    Rating.objects.filter(workshop=workshop).delete()
    Opening.objects.filter(workshop=workshop).delete()


PEOPLE = ParticipantSeat | TableSeat

exercise = Exercise(
    key="assessment",
    name=_("Self-assessment"),
    kinds=["assessment"],
    rows=[
        On(actions.Rate, actions.rate, by=PEOPLE, when=actions.until_area_opened),
        On(actions.OpenSpread, actions.open_spread, by=PEOPLE, when=actions.until_area_opened, urgent=True),
        On(actions.SetGroupLevel, actions.set_group_level, by=PEOPLE, when=actions.until_area_opened),
        On(actions.WriteReason, actions.write_reason, by=PEOPLE, when=actions.until_area_opened),
        On(actions.WriteMinority, actions.write_minority, by=PEOPLE, when=actions.until_area_opened),
        On(actions.SetPlenaryLevel, actions.set_plenary_level, by=LeaderSeat, when=actions.while_open),
        On(actions.WriteMotivation, actions.write_motivation, by=LeaderSeat, when=actions.while_open),
        On(actions.AcceptEasy, actions.accept_easy, by=LeaderSeat, when=actions.while_open),
    ],
    panels=[
        panels.room_questions, panels.my_ratings, panels.group_progress, panels.group_question, panels.room_plenary,
        panels.desk_progress, panels.desk_easy, panels.desk_plenary, panels.board_progress, panels.board_plenary,
    ],
    shown=shown,
    summary=summary.of,
    rehearsal=rehearsal.person,
    on_merge=merge,
    on_close=close,
)  # fmt: skip
