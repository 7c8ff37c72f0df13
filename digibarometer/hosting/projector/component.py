"""How the leader sets the projector. Who may do what, and what is seen of it."""

from typing import Any

from digibarometer.hosting.projector import actions, desk_panels, panels
from digibarometer.live.actions import ActionRule
from digibarometer.live.panels import Panel
from digibarometer.workshops.actions.conditions import while_open
from digibarometer.workshops.seats import LeaderSeat

ROWS: list[ActionRule[Any, Any]] = [
    ActionRule(
        actions.PauseProjector, actions.pause_projector, allowed_seats=LeaderSeat, precondition=while_open, urgent=True
    ),
    ActionRule(
        actions.FreezeProjector,
        actions.freeze_projector,
        allowed_seats=LeaderSeat,
        precondition=while_open,
        urgent=True,
    ),
    ActionRule(
        actions.SetProjectorSource,
        actions.set_projector_source,
        allowed_seats=LeaderSeat,
        precondition=while_open,
        urgent=True,
    ),
    ActionRule(actions.HidePanel, actions.hide_panel, allowed_seats=LeaderSeat, precondition=while_open, urgent=True),
]
PANELS: list[Panel] = [panels.board_cover, desk_panels.desk_projector]
