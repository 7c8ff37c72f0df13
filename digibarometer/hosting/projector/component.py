"""How the leader sets the projector. Who may do what, and what is seen of it."""

from typing import Any

from digibarometer.hosting.projector import actions, desk_panels, panels
from digibarometer.live.actions import On
from digibarometer.live.panels import Panel
from digibarometer.workshops.actions.conditions import while_open
from digibarometer.workshops.seats import LeaderSeat

ROWS: list[On[Any, Any]] = [
    On(actions.PauseProjector, actions.pause_projector, by=LeaderSeat, when=while_open, urgent=True),
    On(actions.FreezeProjector, actions.freeze_projector, by=LeaderSeat, when=while_open, urgent=True),
    On(actions.ShowInstead, actions.show_instead, by=LeaderSeat, when=while_open, urgent=True),
    On(actions.HidePanel, actions.hide_panel, by=LeaderSeat, when=while_open, urgent=True),
]
PANELS: list[Panel] = [panels.board_cover, desk_panels.desk_projector]
