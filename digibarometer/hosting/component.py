"""Hosting as a part of the room: who may say what to whom, and where it shows."""

from collections.abc import Sequence

from digibarometer.hosting import connectivity_panel
from digibarometer.hosting.messages import actions as messages
from digibarometer.hosting.messages import panels as message_panels
from digibarometer.hosting.models import (
    Hand,
    Message,
    ParkedQuestion,
    ParkingLot,
    Projector,
    QuickAnswer,
    QuickQuestion,
)
from digibarometer.hosting.parking_lot import actions as parking_lot
from digibarometer.hosting.parking_lot import panels as parking_panels
from digibarometer.hosting.projector import actions as projector
from digibarometer.hosting.projector import display
from digibarometer.hosting.projector import panels as projector_panels
from digibarometer.hosting.quick_questions import actions as questions
from digibarometer.hosting.quick_questions import panels as question_panels
from digibarometer.live.actions import ActionRule
from digibarometer.live.panels import Invalidation, panels_of
from digibarometer.workshops.actions.conditions import until_closed, while_open
from digibarometer.workshops.component import is_paused_or_over
from digibarometer.workshops.extension_points import WorkshopComponent
from digibarometer.workshops.models import PhaseKind
from digibarometer.workshops.seats import BoardSeat, LeaderSeat, ParticipantSeat, Seat, TableSeat

PEOPLE = ParticipantSeat | TableSeat


def merge_seats(stays: int, goes: int) -> None:
    """Two seats are one person: an answer goes along, unless the one that stays has answered too."""
    has = QuickAnswer.objects.filter(participant=stays).values_list("ask", flat=True)
    QuickAnswer.objects.filter(participant=goes).exclude(ask__in=list(has)).update(participant=stays)


def delete_at_closing(workshop: int) -> None:
    """Delete what was only for the moment: messages, hands, how the projector stood; and who parked a question."""
    for rows in (Message, Hand, Projector, ParkingLot):
        rows.objects.filter(workshop=workshop).delete()
    QuickAnswer.objects.filter(workshop=workshop, is_shown=False).delete()
    QuickAnswer.objects.filter(workshop=workshop).update(sitting=None)
    QuickQuestion.objects.filter(workshop=workshop, closed_at=None).delete()
    ParkedQuestion.objects.filter(workshop=workshop).exclude(away_at=None).delete()
    ParkedQuestion.objects.filter(workshop=workshop).update(writer="")


def leading_panels(seat: Seat) -> Sequence[Invalidation]:
    """What stands before the step's own panels: what the leader says and asks all."""
    of = seat.workshop
    if isinstance(seat, PEOPLE):
        group = [message_panels.group_told.ref(of, seat.group)] if seat.group else []
        is_asked = seat.person and question_panels.open_question(seat.snapshot)
        ask = [question_panels.my_ask.ref(of, seat.person)] if is_asked else []
        return [message_panels.room_told.ref(of), *group, *ask]
    return []


def room_column(seat: Seat) -> Sequence[Invalidation]:
    """On the desk, beside the step: what groups want, who has lost contact, and what the projector shows."""
    if is_paused_or_over(seat):
        return []
    every = (message_panels.desk_hands, connectivity_panel.desk_contact, connectivity_panel.desk_board)
    return [each.ref(seat.workshop) for each in every]


def tools(seat: Seat) -> Sequence[Invalidation]:
    """In the desk's drawer: what the leader does with the room besides the agenda."""
    every = (
        message_panels.desk_tell,
        question_panels.leader_ask,
        display.desk_projector,
        parking_panels.leader_parking,
        parking_panels.desk_decisions,
    )
    return [each.ref(seat.workshop) for each in every]


def trailing_panels(seat: Seat) -> Sequence[Invalidation]:
    """What stands after the step's own panels on phones: the hand and the parking lot."""
    of, phase = seat.workshop, seat.snapshot.phase
    match seat:
        case ParticipantSeat() | TableSeat() if seat.group:
            works = phase is not None and phase.kind == PhaseKind.GROUPS
            hand = [message_panels.group_hand.ref(of, seat.group)] if works else []
            return [*hand, parking_panels.room_parking.ref(of)]
        case ParticipantSeat() | TableSeat():
            return [parking_panels.room_parking.ref(of)]
    return []


def visible_panels(seat: Seat, touches: Sequence[Invalidation]) -> Sequence[Invalidation]:
    """On the projector what the leader lets it show, as long as the room goes on."""
    if not isinstance(seat, BoardSeat) or is_paused_or_over(seat):
        return touches
    return display.visible_panels(seat.snapshot, touches)


hosting_component = WorkshopComponent(
    key="hosting",
    rules=[
        ActionRule(messages.SendMessage, messages.send_message, LeaderSeat, messages.in_this_phase, urgent=True),
        ActionRule(messages.ConfirmMessage, messages.confirm_message, PEOPLE, while_open),
        ActionRule(messages.RaiseHand, messages.raise_hand, PEOPLE, messages.in_groups),
        ActionRule(messages.AcknowledgeHand, messages.acknowledge_hand, LeaderSeat, messages.in_groups, urgent=True),
        ActionRule(projector.PauseProjector, projector.pause_projector, LeaderSeat, while_open, urgent=True),
        ActionRule(projector.FreezeProjector, projector.freeze_projector, LeaderSeat, while_open, urgent=True),
        ActionRule(projector.SetProjectorSource, projector.set_projector_source, LeaderSeat, while_open, urgent=True),
        ActionRule(projector.HidePanel, projector.hide_panel, LeaderSeat, while_open, urgent=True),
        ActionRule(questions.AskQuickQuestion, questions.ask_quick_question, LeaderSeat, while_open, urgent=True),
        ActionRule(questions.AnswerQuickQuestion, questions.answer_quick_question, PEOPLE, while_open),
        ActionRule(questions.CloseQuickQuestion, questions.close_quick_question, LeaderSeat, while_open, urgent=True),
        ActionRule(questions.ShowWords, questions.show_words, LeaderSeat, while_open, urgent=True),
        ActionRule(parking_lot.OpenParking, parking_lot.open_parking, LeaderSeat, while_open, urgent=True),
        ActionRule(parking_lot.ParkQuestion, parking_lot.park_question, PEOPLE | LeaderSeat, while_open),
        ActionRule(parking_lot.SetParked, parking_lot.set_parked, LeaderSeat, until_closed),
        ActionRule(parking_lot.RecordDecision, parking_lot.record_decision, LeaderSeat, until_closed),
    ],
    panels=panels_of(message_panels, projector_panels, display, question_panels, parking_panels, connectivity_panel),
    leading_panels=leading_panels,
    trailing_panels=trailing_panels,
    room_column=room_column,
    tools=tools,
    visible_panels=visible_panels,
    presence_panels=lambda workshop: [
        each.ref(workshop) for each in (connectivity_panel.desk_contact, connectivity_panel.desk_board)
    ],
    on_people_changed=question_panels.people_changed,
    on_seats_merged=merge_seats,
    on_workshop_closed=delete_at_closing,
)
