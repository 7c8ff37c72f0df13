"""Presenting as a part of the room."""

from collections.abc import Sequence

from digibarometer.live.actions import On
from digibarometer.live.interfaces import Part
from digibarometer.live.panels import Touch
from digibarometer.presenting import actions, panels
from digibarometer.workshops.actions.conditions import while_open
from digibarometer.workshops.seats import DeskSeat, LeaderSeat, ParticipantSeat, Seat, TableSeat


def first(seat: Seat) -> Sequence[Touch]:
    """While a page is on the projector: its words on phones."""
    is_told = isinstance(seat, ParticipantSeat | TableSeat) and panels.is_presenting(seat.now)
    return [panels.room_page.of(seat.workshop)] if is_told else []


def last(seat: Seat) -> Sequence[Touch]:
    """Among the leader's tools: what has been brought, and the way to turn its pages."""
    return [panels.desk_presentation.of(seat.workshop)] if isinstance(seat, DeskSeat) else []


presenting = Part(
    key="presenting",
    rows=[On(actions.ShowPage, actions.show_page, by=LeaderSeat, when=while_open, urgent=True)],
    panels=[panels.board_page, panels.room_page, panels.desk_presentation],
)
