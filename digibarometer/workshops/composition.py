"""The room as the live engine knows it: its parts, who sits where, and which panels a seat has before it."""

from collections.abc import Iterable, Sequence
from functools import partial

from digibarometer.live.interfaces import Registry
from digibarometer.live.panels import Invalidation
from digibarometer.live.rendering import PanelRenderer
from digibarometer.workshops.attendance import rejoin_change
from digibarometer.workshops.component import ended_panels, frame_panels, groups_on_desk, is_paused_or_over
from digibarometer.workshops.extension_points import component_of, components
from digibarometer.workshops.seats import DeskSeat, Seat, find_seat, refresh_seat
from digibarometer.workshops.snapshot import WorkshopSnapshot, current_snapshot, drop_snapshots, workshop_versions


def screen_panels(seat: Seat) -> Sequence[Invalidation]:
    """The panels before a seat, top to bottom: the frame, and what the step that is on puts there.

    Only those of the seat's own audiences: a coach who follows is not shown what is for those who lead. On the
    projector only what the leader lets it show, as long as the room goes on.
    """
    panels: Sequence[Invalidation] = [panel for panel in step_panels(seat) if panel.audience in seat.audiences]
    for part in components():
        panels = part.visible_panels(seat, panels)
    return panels


def step_panels(seat: Seat) -> Sequence[Invalidation]:
    """The panels that the step puts before a seat, before the leader has hidden anything."""
    parts = components()
    if is_paused_or_over(seat):
        return [*frame_panels(seat), *_adjusted(seat, ended_panels(seat))]
    if seat.snapshot.is_prework_open and (before := [panel for part in parts for panel in part.prework_panels(seat)]):
        around = component_of(None).step_panels(seat) if isinstance(seat, DeskSeat) else ()
        return [*frame_panels(seat), *before, *around]
    own = _adjusted(seat, component_of(seat.snapshot.step).step_panels(seat))
    shown = [*own, *(panel for part in parts for panel in part.side_panels(seat))]
    return [
        *frame_panels(seat),
        *(panel for part in parts for panel in part.leading_panels(seat)),
        *shown,
        *groups_on_desk(seat, shown),
        *(panel for part in reversed(parts) for panel in part.trailing_panels(seat)),
    ]


def _adjusted(seat: Seat, panels: Sequence[Invalidation]) -> Sequence[Invalidation]:
    for part in components():
        panels = part.adjust_step_panels(seat, panels)
    return panels


def render_panels(snapshot: WorkshopSnapshot, panels: Sequence[Invalidation], language: str) -> str:
    """Panels as HTML, drawn now."""
    drawer = PanelRenderer(build_registry())
    return "".join(drawer.html(panel, language) for panel in panels)


def presence_panels(workshop: int) -> Iterable[Invalidation]:
    """What shows who is connected."""
    return [panel for part in components() for panel in part.presence_panels(workshop)]


def build_registry() -> Registry:
    """All that the live room is handed."""
    return Registry(
        components=components(),
        seat=find_seat,
        refresh_seat=refresh_seat,
        lock_versions=partial(workshop_versions, lock=True),
        snapshot=current_snapshot,
        drop_snapshots=drop_snapshots,
        screen_panels=screen_panels,
        rejoin_change=rejoin_change,
        presence_panels=presence_panels,
    )
