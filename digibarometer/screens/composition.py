"""The house as the live room knows it: the parts, who sits where, and which panels a seat has before it."""

from collections.abc import Iterable, Sequence
from functools import partial

from digibarometer.agendas.component import (
    agendas_component,
    between_occasions_panels,
    leading_panels,
    replacement_panels,
)
from digibarometer.exercises.registry import exercises
from digibarometer.hosting import component as hosting
from digibarometer.hosting.connectivity_panel import desk_contact
from digibarometer.hosting.projector import display
from digibarometer.inviting.component import intro_panels, inviting_component
from digibarometer.live.interfaces import Component, Registry
from digibarometer.live.panels import Invalidation
from digibarometer.live.rendering import PanelRenderer
from digibarometer.notes.component import notes_component
from digibarometer.presenting import component as presenting
from digibarometer.results.component import plenary_side_panels, results_component
from digibarometer.results.followup.component import followup_component
from digibarometer.workshops import panels
from digibarometer.workshops.attendance import rejoin_change
from digibarometer.workshops.component import (
    ended_panels,
    frame_panels,
    groups_on_desk,
    is_paused_or_over,
    room_component,
)
from digibarometer.workshops.seats import BoardSeat, DeskSeat, Seat, find_seat, refresh_seat
from digibarometer.workshops.snapshot import WorkshopSnapshot, current_snapshot, drop_snapshots, workshop_versions


def components() -> list[Component]:
    """The room itself, walls, every exercise, the last plan, and today's picture."""
    return [
        room_component,
        agendas_component,
        inviting_component,
        notes_component,
        hosting.hosting_component,
        presenting.presenting_component,
        *exercises(),
        followup_component,
        results_component,
    ]


def screen_panels(of: Seat) -> Sequence[Invalidation]:
    """The panels before a seat, top to bottom: the frame, and what the step that is on puts there.

    Only those of the seat's own audiences: a coach who follows is not shown what is for those who lead. On the
    projector only what the leader lets it show, as long as the room goes on.
    """
    touches = [touch for touch in step_panels(of) if touch.audience in of.audiences]
    if isinstance(of, BoardSeat) and not is_paused_or_over(of):
        return display.visible_panels(of.snapshot, touches)
    return touches


def step_panels(of: Seat) -> Sequence[Invalidation]:
    """The panels that the step puts before a seat, before the leader has hidden anything."""
    if is_paused_or_over(of):
        return [*frame_panels(of), *ended_panels(of), *between_occasions_panels(of)]
    if of.snapshot.is_prework_open and (
        before := [touch for part in components() if part.ahead for touch in part.ahead(of)]
    ):
        around = room_component.shown(of) if room_component.shown and isinstance(of, DeskSeat) else ()
        return [*frame_panels(of), *before, *around]
    kind = of.snapshot.step.kind if of.snapshot.step else "welcome"
    part = next((part for part in components() if kind in part.kinds), room_component)
    shown = [*intro_panels(of, replacement_panels(of, part.shown(of) if part.shown else ())), *plenary_side_panels(of)]
    return [
        *frame_panels(of),
        *hosting.leading_panels(of),
        *presenting.leading_panels(of),
        *leading_panels(of),
        *shown,
        *groups_on_desk(of, shown),
        *presenting.trailing_panels(of),
        *hosting.trailing_panels(of),
    ]


def board_panels(snapshot: WorkshopSnapshot) -> Sequence[Invalidation]:
    """What the step puts on the projector."""
    return step_panels(BoardSeat(snapshot))


def render_panels(snapshot: WorkshopSnapshot, touches: Sequence[Invalidation], language: str) -> str:
    """Panels as HTML, drawn now."""
    drawer = PanelRenderer(build_registry())
    return "".join(drawer.html(touch, language) for touch in touches)


def presence_panels(workshop: int) -> Iterable[Invalidation]:
    """What shows who is connected."""
    return [panels.desk_top.ref(workshop), desk_contact.ref(workshop)]


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
