"""The horizon scan's table of contents: who may do what, when, and what can be seen. Its votes stand in notes."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.base import Exercise
from digibarometer.exercises.horizon import actions, panels, report_sections, simulated_behaviour, summary
from digibarometer.exercises.horizon.models import Placement, Signal
from digibarometer.exercises.horizon.queries import signals, stage
from digibarometer.live.actions import On
from digibarometer.live.panels import Touch
from digibarometer.notes import panels as walls
from digibarometer.notes import voting
from digibarometer.workshops import panels as room
from digibarometer.workshops.component import lent
from digibarometer.workshops.seats import DeskSeat, LeaderSeat, ParticipantSeat, Seat, TableSeat
from digibarometer.workshops.snapshot import Now


def shown(seat: Seat) -> Sequence[Touch]:
    """The panels of a horizon scan, by screen and by what the phase is for."""
    of = seat.workshop
    match seat:
        case DeskSeat():
            return [room.desk_step.of(of), *on_desk(seat.now), room.leader_note.of(of)]
        case ParticipantSeat() | TableSeat():
            return [*on_phone(seat), *lent(seat)]
    return [*on_board(seat.now), room.board_corner.of(of)]


def on_phone(seat: ParticipantSeat | TableSeat) -> list[Touch]:
    """See the cards, write an observation, place them in the group, vote, see the radar."""
    of, here, step = seat.workshop, seat.now, seat.now.step.pk if seat.now.step else 0
    ready = [room.my_ready.of(of, seat.person)] if seat.person else []
    match stage(here):
        case "scan":
            own = [panels.my_signals.of(of, seat.person, step)] if seat.person else []
            return [*own, *ready]
        case "place":
            if not seat.group:
                return [panels.room_signals.of(of)]
            each = [panels.group_signal.of(of, seat.group, signal.pk) for signal in signals(here.step)]
            return [panels.group_placing.of(of, seat.group), *each, *ready]
        case "talk":
            if is_voting(here):
                return [
                    walls.room_ballot.of(of, None, step),
                    *([walls.my_votes.of(of, seat.person, step)] if seat.person else []),
                ]
            return [panels.room_radar.of(of)]
    return [panels.room_signals.of(of)]


def is_voting(here: Now) -> bool:
    """Whether a vote is open in the step that is on."""
    return voting.stage(here) == "open"


def on_desk(here: Now) -> list[Touch]:
    """What the leader chooses, shows and writes down."""
    of, step = here.pk, here.step.pk if here.step else 0
    match stage(here):
        case "scan":
            return [panels.desk_signals.of(of), panels.desk_cards.of(of)]
        case "place":
            return [panels.desk_signals.of(of), panels.desk_placing.of(of)]
        case "talk":
            vote = [each.of(of, None, step) for each in (walls.desk_poll, walls.leader_vote)]
            return [*vote, panels.desk_radar.of(of), panels.desk_signals.of(of)]
    return [panels.desk_signals.of(of), panels.desk_cards.of(of)]


def on_board(here: Now) -> list[Touch]:
    """A card as a slide, how far people have come, the vote, the radar."""
    of, step = here.pk, here.step.pk if here.step else 0
    match stage(here):
        case "scan":
            return [panels.board_scan.of(of)]
        case "place":
            return [panels.board_placing.of(of)]
        case "talk":
            if is_voting(here) or here.workshop.spot == walls.SHOW_RESULT:
                return [walls.board_wall.of(of, None, step)]
            return [panels.board_signal.of(of) if here.workshop.spot else panels.board_radar.of(of)]
    return [panels.board_signal.of(of)]


def choose_ahead(here: Now, step: int, card: int, chosen: bool) -> list[Touch]:
    """Take a card up, or put it back, before the day; what this touches. Raises Refused."""
    return actions.take_up(here, step, card, chosen)


def merge(stays: int, goes: int) -> None:
    """What someone wrote on two phones is one person's."""
    Signal.objects.filter(author=goes).update(author=stays)


def close(workshop: int) -> None:
    """Cut who wrote what, and delete what was taken away."""
    Placement.objects.filter(workshop=workshop, signal__removed_at__isnull=False).delete()
    Signal.objects.filter(workshop=workshop, removed_at__isnull=False).delete()
    Signal.objects.filter(workshop=workshop).update(author=None, sitting=None)


PEOPLE = ParticipantSeat | TableSeat
ANYONE = PEOPLE | LeaderSeat

exercise = Exercise(
    key="horizon",
    name=_("Horizon scan"),
    kinds=["horizon"],
    rows=[
        On(actions.ChooseCard, actions.choose, by=LeaderSeat, when=actions.while_open),
        On(actions.WriteSignal, actions.write, by=ANYONE, when=actions.while_open),
        On(actions.TakeSignalAway, actions.take_away, by=ANYONE, when=actions.while_open),
        On(actions.PlaceSignal, actions.place, by=ANYONE, when=actions.while_open),
        On(actions.AnswerSignal, actions.answer, by=LeaderSeat, when=actions.while_open),
        On(actions.PlantSignal, actions.plant, by=LeaderSeat, when=actions.while_open),
    ],
    panels=[
        panels.room_signals, panels.my_signals, panels.my_signal, panels.group_placing, panels.group_signal,
        panels.room_radar,
        panels.desk_cards, panels.desk_signals, panels.desk_placing, panels.desk_radar, panels.board_signal,
        panels.board_scan, panels.board_placing, panels.board_radar,
    ],
    shown=shown,
    summary=summary.of,
    told=report_sections.sections,
    rehearsal=simulated_behaviour.person,
    on_merge=merge,
    on_close=close,
)  # fmt: skip
