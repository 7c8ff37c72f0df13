"""Messages to groups and to all, and raised hands. Who may do what, and what is seen of it."""

from typing import Any

from digibarometer.hosting.messages import actions, panels
from digibarometer.live.actions import On
from digibarometer.live.panels import Panel
from digibarometer.workshops.actions.conditions import while_open
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat

PEOPLE = ParticipantSeat | TableSeat

ROWS: list[On[Any, Any]] = [
    On(actions.Tell, actions.tell, by=LeaderSeat, when=actions.in_this_phase, urgent=True),
    On(actions.Confirm, actions.confirm, by=PEOPLE, when=while_open),
    On(actions.RaiseHand, actions.raise_hand, by=PEOPLE, when=actions.in_groups),
    On(actions.SeeHand, actions.see_hand, by=LeaderSeat, when=actions.in_groups, urgent=True),
]
PANELS: list[Panel] = [
    panels.room_told,
    panels.group_told,
    panels.group_hand,
    panels.board_told,
    panels.desk_hands,
    panels.desk_tell,
]
