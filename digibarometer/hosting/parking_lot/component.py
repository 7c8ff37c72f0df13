"""Questions that are parked, and decisions. Who may do what, and what is seen of it."""

from typing import Any

from digibarometer.hosting.parking_lot import actions, panels
from digibarometer.live.actions import ActionRule
from digibarometer.live.panels import Panel
from digibarometer.workshops.actions.conditions import until_closed, while_open
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat

PEOPLE = ParticipantSeat | TableSeat

ROWS: list[ActionRule[Any, Any]] = [
    ActionRule(
        actions.OpenParking, actions.open_parking, allowed_seats=LeaderSeat, precondition=while_open, urgent=True
    ),
    ActionRule(actions.ParkQuestion, actions.park_question, allowed_seats=PEOPLE | LeaderSeat, precondition=while_open),
    ActionRule(actions.SetParked, actions.set_parked, allowed_seats=LeaderSeat, precondition=until_closed),
    ActionRule(actions.RecordDecision, actions.record_decision, allowed_seats=LeaderSeat, precondition=until_closed),
]
PANELS: list[Panel] = [panels.room_parking, panels.desk_parking, panels.desk_decisions]
