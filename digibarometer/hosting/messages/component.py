"""Messages to groups and to all, and raised hands. Who may do what, and what is seen of it."""

from typing import Any

from digibarometer.hosting.messages import actions, panels
from digibarometer.live.actions import ActionRule
from digibarometer.live.panels import Panel
from digibarometer.workshops.actions.conditions import while_open
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat

PEOPLE = ParticipantSeat | TableSeat

ROWS: list[ActionRule[Any, Any]] = [
    ActionRule(
        actions.SendMessage,
        actions.send_message,
        allowed_seats=LeaderSeat,
        precondition=actions.in_this_phase,
        urgent=True,
    ),
    ActionRule(actions.ConfirmMessage, actions.confirm_message, allowed_seats=PEOPLE, precondition=while_open),
    ActionRule(actions.RaiseHand, actions.raise_hand, allowed_seats=PEOPLE, precondition=actions.in_groups),
    ActionRule(
        actions.AcknowledgeHand,
        actions.acknowledge_hand,
        allowed_seats=LeaderSeat,
        precondition=actions.in_groups,
        urgent=True,
    ),
]
PANELS: list[Panel] = [
    panels.room_told,
    panels.group_told,
    panels.group_hand,
    panels.board_told,
    panels.desk_hands,
    panels.desk_tell,
]
