"""Presenting as a part of the room."""

from collections.abc import Sequence

from digibarometer.live.actions import ActionRule
from digibarometer.live.panels import Invalidation, panels_of
from digibarometer.presenting import actions, panels
from digibarometer.presenting.models import Presentation
from digibarometer.workshops.actions.conditions import while_open
from digibarometer.workshops.extension_points import WorkshopComponent
from digibarometer.workshops.seats import DeskSeat, LeaderSeat, ParticipantSeat, Seat, TableSeat


def leading_panels(seat: Seat) -> Sequence[Invalidation]:
    """While a page is on the projector: on the desk the way to turn it, on phones its words."""
    match seat:
        case DeskSeat() if panels.is_presenting(seat.snapshot):
            return [panels.desk_presentation.ref(seat.workshop)]
        case ParticipantSeat() | TableSeat() if panels.is_presenting(seat.snapshot):
            return [panels.room_page.ref(seat.workshop)]
    return []


def tools(seat: Seat) -> Sequence[Invalidation]:
    """In the desk's drawer, while no page is on the projector: what has been brought."""
    return [] if panels.is_presenting(seat.snapshot) else [panels.desk_presentation.ref(seat.workshop)]


def delete_at_closing(workshop: int) -> None:
    """Delete every presentation with its pages: what a guest has shown is the guest's."""
    Presentation.objects.filter(workshop=workshop).delete()


presenting_component = WorkshopComponent(
    key="presenting",
    rules=[ActionRule(actions.ShowPage, actions.show_page, LeaderSeat, while_open, urgent=True)],
    panels=panels_of(panels),
    leading_panels=leading_panels,
    tools=tools,
    projector_sources={panels.INSTEAD: panels.board_panels},
    on_workshop_closed=delete_at_closing,
)
