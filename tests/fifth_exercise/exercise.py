"""Fist of five's table of contents: who may do what, when, and what can be seen."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.base import Exercise
from digibarometer.live.actions import ActionRule
from digibarometer.live.panels import Invalidation, panels_of
from digibarometer.workshops.actions.conditions import while_open
from digibarometer.workshops.extension_points import StepKind
from digibarometer.workshops.seats import DeskSeat, LeaderSeat, ParticipantSeat, Seat, TableSeat
from tests.fifth_exercise import actions, lifecycle, panels, report_sections, sheets, simulated_behaviour, summary
from tests.fifth_exercise.rules import FIST

PEOPLE = ParticipantSeat | TableSeat


def step_panels(seat: Seat) -> Sequence[Invalidation]:
    """The panels of a step, by screen."""
    of = seat.workshop
    match seat:
        case DeskSeat():
            return [panels.desk_fist.ref(of)]
        case ParticipantSeat() | TableSeat():
            mine = [panels.my_hand.ref(of, seat.person)] if seat.person else []
            return [panels.room_question.ref(of), *mine]
    return [panels.board_fist.ref(of)]


exercise = Exercise(
    key=FIST,
    name=_("Fist of five"),
    step_kinds=[StepKind(FIST, has_work=False)],
    rules=[
        ActionRule(actions.Ask, actions.ask, LeaderSeat, while_open, urgent=True),
        ActionRule(actions.Show, actions.show, PEOPLE, while_open),
        ActionRule(actions.Open, actions.open_spread, LeaderSeat, while_open, urgent=True),
    ],
    panels=panels_of(panels),
    step_panels=step_panels,
    on_people_changed=lifecycle.people_changed,
    on_seats_merged=lifecycle.merge_seats,
    on_workshop_closed=lifecycle.delete_at_closing,
    unfinished=lifecycle.unfinished,
    recap=summary.recap,
    report_sections=report_sections.sections,
    sheets=sheets.SHEETS,
    simulated_person=simulated_behaviour.FistPerson,
    simulated_leading=simulated_behaviour.LEADS,
)
