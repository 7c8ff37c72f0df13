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
    """While a page is on the projector: its words on phones."""
    is_told = isinstance(seat, ParticipantSeat | TableSeat) and panels.is_presenting(seat.snapshot)
    return [panels.room_page.ref(seat.workshop)] if is_told else []


def trailing_panels(seat: Seat) -> Sequence[Invalidation]:
    """Among the leader's tools: what has been brought, and the way to turn its pages."""
    return [panels.desk_presentation.ref(seat.workshop)] if isinstance(seat, DeskSeat) else []


def delete_at_closing(workshop: int) -> None:
    """Delete every presentation with its pages: what a guest has shown is the guest's."""
    Presentation.objects.filter(workshop=workshop).delete()


presenting_component = WorkshopComponent(
    key="presenting",
    rules=[ActionRule(actions.ShowPage, actions.show_page, LeaderSeat, while_open, urgent=True)],
    panels=panels_of(panels),
    leading_panels=leading_panels,
    trailing_panels=trailing_panels,
    projector_sources={panels.INSTEAD: panels.board_panels},
    on_workshop_closed=delete_at_closing,
)
