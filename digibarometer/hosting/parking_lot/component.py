"""Questions that are parked, and decisions. Who may do what, and what is seen of it."""

from typing import Any

from digibarometer.hosting.parking_lot import actions, panels
from digibarometer.live.actions import On
from digibarometer.live.panels import Panel
from digibarometer.workshops.actions.conditions import until_closed, while_open
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat

PEOPLE = ParticipantSeat | TableSeat

ROWS: list[On[Any, Any]] = [
    On(actions.OpenParking, actions.open_parking, by=LeaderSeat, when=while_open, urgent=True),
    On(actions.Park, actions.park, by=PEOPLE | LeaderSeat, when=while_open),
    On(actions.SetParked, actions.set_parked, by=LeaderSeat, when=until_closed),
    On(actions.Decide, actions.decide, by=LeaderSeat, when=until_closed),
]
PANELS: list[Panel] = [panels.room_parking, panels.desk_parking, panels.desk_decisions]
