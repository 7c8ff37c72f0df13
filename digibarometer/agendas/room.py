"""The changing agenda as a part of the room."""

from collections.abc import Sequence

from digibarometer.agendas import actions, panels
from digibarometer.agendas.models import Rest
from digibarometer.live.actions import On
from digibarometer.live.panels import Touch
from digibarometer.live.shape import Part
from digibarometer.workshops.seats import DeskSeat, LeaderSeat, Seat


def first(seat: Seat) -> Sequence[Touch]:
    """What stands before the step's own panels: on the desk, a new plan for the rest of the day."""
    if isinstance(seat, DeskSeat) and Rest.objects.filter(workshop=seat.workshop, occasion=seat.now.occasion).exists():
        return [panels.desk_rest.of(seat.workshop)]
    return []


agendas = Part(
    key="agendas",
    rows=[On(actions.Replan, actions.replan, by=LeaderSeat, when=actions.as_seen_and_begun, urgent=True)],
    panels=[panels.desk_rest],
)
