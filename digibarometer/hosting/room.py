"""Hosting as a part of the room: who may say what to whom, and where it shows."""

from collections.abc import Sequence

from digibarometer.hosting import (
    actions,
    ask_actions,
    ask_panels,
    asking,
    contact,
    panels,
    parking_actions,
    parking_panels,
    projector_actions,
    projector_panels,
)
from digibarometer.live.actions import On
from digibarometer.live.interfaces import Part
from digibarometer.live.panels import Touch
from digibarometer.workshops.actions.conditions import until_closed, while_open
from digibarometer.workshops.models import PhaseKind
from digibarometer.workshops.seats import DeskSeat, LeaderSeat, ParticipantSeat, Seat, TableSeat

PEOPLE = ParticipantSeat | TableSeat


def first(seat: Seat) -> Sequence[Touch]:
    """What stands before the step's own panels: a question to all; on the desk, what groups want."""
    of = seat.workshop
    if isinstance(seat, PEOPLE) and seat.person and asking.open_ask(seat.now):
        return [ask_panels.my_ask.of(of, seat.person)]
    return [panels.desk_hands.of(of), contact.desk_contact.of(of)] if isinstance(seat, DeskSeat) else []


def last(seat: Seat) -> Sequence[Touch]:
    """What stands after the step's own panels: the leader's tools; on phones the hand, and what the leader says."""
    of, phase = seat.workshop, seat.now.phase
    match seat:
        case DeskSeat():
            return [
                panels.desk_tell.of(of), projector_panels.desk_projector.of(of),
                parking_panels.desk_parking.of(of), parking_panels.desk_decisions.of(of),
                ask_panels.desk_ask.of(of),
            ]  # fmt: skip
        case ParticipantSeat() | TableSeat() if seat.group:
            works = phase is not None and phase.kind == PhaseKind.GROUPS
            hand = [panels.group_hand.of(of, seat.group)] if works else []
            group = panels.group_told.of(of, seat.group)
            return [*hand, parking_panels.room_parking.of(of), panels.room_told.of(of), group]
        case ParticipantSeat() | TableSeat():
            return [parking_panels.room_parking.of(of), panels.room_told.of(of)]
    return []


hosting = Part(
    key="hosting",
    rows=[
        On(actions.Tell, actions.tell, by=LeaderSeat, when=actions.in_this_phase, urgent=True),
        On(actions.Confirm, actions.confirm, by=PEOPLE, when=while_open),
        On(actions.RaiseHand, actions.raise_hand, by=PEOPLE, when=actions.in_groups),
        On(actions.SeeHand, actions.see_hand, by=LeaderSeat, when=actions.in_groups, urgent=True),
        On(
            projector_actions.PauseProjector, projector_actions.pause_projector,
            by=LeaderSeat, when=while_open, urgent=True,
        ),
        On(
            projector_actions.FreezeProjector, projector_actions.freeze_projector,
            by=LeaderSeat, when=while_open, urgent=True,
        ),
        On(ask_actions.AskRoom, ask_actions.ask_room, by=LeaderSeat, when=while_open, urgent=True),
        On(ask_actions.Answer, ask_actions.answer, by=PEOPLE, when=while_open),
        On(ask_actions.CloseAsk, ask_actions.close_ask, by=LeaderSeat, when=while_open, urgent=True),
        On(ask_actions.ShowWords, ask_actions.show_words, by=LeaderSeat, when=while_open, urgent=True),
        On(projector_actions.ShowInstead, projector_actions.show_instead, by=LeaderSeat, when=while_open, urgent=True),
        On(parking_actions.OpenParking, parking_actions.open_parking, by=LeaderSeat, when=while_open, urgent=True),
        On(parking_actions.Park, parking_actions.park, by=PEOPLE | LeaderSeat, when=while_open),
        On(parking_actions.SetParked, parking_actions.set_parked, by=LeaderSeat, when=until_closed),
        On(parking_actions.Decide, parking_actions.decide, by=LeaderSeat, when=until_closed),
        On(projector_actions.HidePanel, projector_actions.hide_panel, by=LeaderSeat, when=while_open, urgent=True),
    ],
    panels=[
        panels.room_told, panels.group_told, panels.group_hand, panels.board_told, panels.board_cover,
        panels.desk_hands, panels.desk_tell, projector_panels.desk_projector,
        contact.desk_contact, parking_panels.room_parking, parking_panels.desk_parking, parking_panels.desk_decisions,
        ask_panels.my_ask, ask_panels.desk_ask,
    ],
)  # fmt: skip
