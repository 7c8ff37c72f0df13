"""The desk's way to set the projector."""

from typing import Any

from digibarometer.hosting.projector import display
from digibarometer.live.panels import panel
from digibarometer.workshops.snapshot import WorkshopSnapshot


@panel
def desk_projector(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """Dark, still, or without some panels: those that the step puts there, and those that are hidden elsewhere."""
    kept = display.projector(snapshot.pk)
    here = [touch.panel for touch in display.step_board_panels(snapshot)]
    elsewhere = [key for key in kept.hidden if key not in here]
    return {
        "projector": kept,
        "rows": [
            {"key": key, "name": display.titles().get(key, display.UNTITLED), "is_hidden": key in kept.hidden}
            for key in dict.fromkeys([*here, *elsewhere])
        ],
    }
