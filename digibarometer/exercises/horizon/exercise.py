"""The horizon scan's table of contents: who may do what, when, and what can be seen. Its votes stand in notes."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.base import Exercise
from digibarometer.exercises.horizon import (
    actions,
    api,
    lifecycle,
    panels,
    report_sections,
    sheets,
    simulated_behaviour,
    summary,
)
from digibarometer.exercises.horizon.queries import ballot, current_stage, signals
from digibarometer.exercises.horizon.rules import HORIZON
from digibarometer.live.actions import ActionRule
from digibarometer.live.panels import Invalidation, panels_of
from digibarometer.notes import panels as walls
from digibarometer.notes import voting
from digibarometer.notes.board_panels import board_wall
from digibarometer.notes.wall_registry import Wall
from digibarometer.workshops import panels as room
from digibarometer.workshops.extension_points import StepKind
from digibarometer.workshops.rules import BoardSpot
from digibarometer.workshops.seats import DeskSeat, LeaderSeat, ParticipantSeat, Seat, TableSeat
from digibarometer.workshops.snapshot import WorkshopSnapshot


def step_panels(seat: Seat) -> Sequence[Invalidation]:
    """The panels of a horizon scan, by screen and by what the phase is for."""
    match seat:
        case DeskSeat():
            return desk_panels(seat.snapshot)
        case ParticipantSeat() | TableSeat():
            return phone_panels(seat)
    return board_panels(seat.snapshot)


def phone_panels(seat: ParticipantSeat | TableSeat) -> list[Invalidation]:
    """See the cards, write an observation, place them in the group, vote, see the radar."""
    of, snapshot, step = seat.workshop, seat.snapshot, seat.snapshot.step.pk if seat.snapshot.step else 0
    ready = room.ready_panels(seat)
    match current_stage(snapshot):
        case "scan":
            own = [panels.my_signals.ref(of, seat.person, step)] if seat.person else []
            return [*own, *ready]
        case "place":
            if not seat.group:
                return [panels.room_signals.ref(of)]
            each = [panels.group_signal.ref(of, seat.group, signal.pk) for signal in signals(snapshot.step)]
            return [panels.group_placing.ref(of, seat.group), *each, *ready]
        case "talk":
            if is_voting(snapshot):
                return [
                    walls.room_ballot.ref(of, None, step),
                    *([walls.my_votes.ref(of, seat.person, step)] if seat.person else []),
                ]
            return [panels.room_radar.ref(of)]
    return [panels.room_signals.ref(of)]


def is_voting(snapshot: WorkshopSnapshot) -> bool:
    """Whether a vote is open in the step that is on."""
    return voting.poll_stage(snapshot) == "open"


def desk_panels(snapshot: WorkshopSnapshot) -> list[Invalidation]:
    """What the leader chooses, shows and writes down."""
    of, step = snapshot.pk, snapshot.step.pk if snapshot.step else 0
    match current_stage(snapshot):
        case "scan":
            return [panels.leader_signals.ref(of), panels.desk_cards.ref(of)]
        case "place":
            return [panels.leader_signals.ref(of), panels.desk_placing.ref(of)]
        case "talk":
            vote = [each.ref(of, None, step) for each in (walls.desk_poll, walls.leader_vote)]
            return [*vote, panels.desk_radar.ref(of), panels.leader_signals.ref(of)]
    return [panels.leader_signals.ref(of), panels.desk_cards.ref(of)]


def board_panels(snapshot: WorkshopSnapshot) -> list[Invalidation]:
    """A card as a slide, how far people have come, the vote, the radar."""
    of, step = snapshot.pk, snapshot.step.pk if snapshot.step else 0
    match current_stage(snapshot):
        case "scan":
            return [panels.board_scan.ref(of)]
        case "place":
            return [panels.board_placing.ref(of)]
        case "talk":
            if is_voting(snapshot) or snapshot.workshop.spot == BoardSpot.VOTE_RESULT:
                return [board_wall.ref(of, None, step)]
            return [panels.board_signal.ref(of) if snapshot.workshop.spot else panels.board_radar.ref(of)]
    return [panels.board_signal.ref(of)]


PEOPLE = ParticipantSeat | TableSeat
ANYONE = PEOPLE | LeaderSeat

exercise = Exercise(
    key="horizon",
    name=_("Horizon scan"),
    step_kinds=[StepKind(HORIZON, reports_back=True)],
    wall=Wall(columns=lambda snapshot, step: (), ballot=ballot),
    rules=[
        ActionRule(actions.ChooseCard, actions.choose, LeaderSeat, actions.while_open),
        ActionRule(actions.WriteSignal, actions.write, ANYONE, actions.while_open),
        ActionRule(actions.RemoveSignal, actions.remove_signal, ANYONE, actions.while_open),
        ActionRule(actions.PlaceSignal, actions.place, ANYONE, actions.while_open),
        ActionRule(actions.AnswerSignal, actions.answer, LeaderSeat, actions.while_open),
        ActionRule(actions.PlantSignal, actions.plant, LeaderSeat, actions.while_open),
    ],
    panels=panels_of(panels),
    step_panels=step_panels,
    report_sections=report_sections.sections,
    sheets=sheets.SHEETS,
    simulated_person=simulated_behaviour.Observer,
    simulated_leading=simulated_behaviour.LEADS,
    recap=summary.recap,
    on_people_changed=panels.panels_for_people,
    on_step_copied=api.copy_chosen_cards,
    on_seats_merged=lifecycle.merge_seats,
    on_workshop_closed=lifecycle.delete_at_closing,
)
