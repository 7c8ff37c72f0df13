"""The room as the live engine knows it: its parts, who sits where, and which panels a seat has before it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import partial
from typing import get_args, get_origin, get_type_hints

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from digibarometer.live.interfaces import Registry
from digibarometer.live.panels import Invalidation
from digibarometer.live.rendering import PanelRenderer
from digibarometer.workshops.attendance import rejoin_change
from digibarometer.workshops.component import (
    desk_screen,
    ended_panels,
    frame_panels,
    is_paused_or_over,
    with_step_frame,
)
from digibarometer.workshops.extension_points import WorkshopComponent, component_of, components
from digibarometer.workshops.seats import CoachSeat, LeaderSeat, Seat, find_seat, refresh_seat
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
    if isinstance(seat, LeaderSeat | CoachSeat):
        beside = [panel for part in parts for panel in part.room_column(seat)]
        tools = [] if is_paused_or_over(seat) else [panel for part in parts for panel in part.tools(seat)]
        return desk_screen(seat, _work(seat), beside, tools)
    if is_paused_or_over(seat):
        return [*frame_panels(seat), *_adjusted(seat, ended_panels(seat))]
    if seat.snapshot.is_prework_open and (before := [panel for part in parts for panel in part.prework_panels(seat)]):
        return [*frame_panels(seat), *before]
    return [
        *frame_panels(seat),
        *_of_step(seat),
        *(panel for part in reversed(parts) for panel in part.trailing_panels(seat)),
    ]


def _work(seat: LeaderSeat | CoachSeat) -> Sequence[Invalidation]:
    """What those who lead have to do now, in the middle of the desk."""
    parts, snapshot = components(), seat.snapshot
    if is_paused_or_over(seat):
        return _adjusted(seat, ended_panels(seat))
    if snapshot.is_prework_open and (before := [panel for part in parts for panel in part.prework_panels(seat)]):
        return [*before, *component_of(None).step_panels(seat)]
    return _of_step(seat)


def _of_step(seat: Seat) -> Sequence[Invalidation]:
    parts = components()
    return [
        *(panel for part in parts for panel in part.leading_panels(seat)),
        *_adjusted(seat, with_step_frame(seat, component_of(seat.snapshot.step).step_panels(seat))),
        *(panel for part in parts for panel in part.side_panels(seat)),
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


def check_declarations(paths: Sequence[str] | None = None) -> None:
    """Look at what each part of settings.COMPONENTS declares, before anybody is let in.

    Raises ImproperlyConfigured with a sentence that says what to do.
    """
    parts = [_declared(path) for path in (settings.COMPONENTS if paths is None else paths)]
    names: dict[str, list[str]] = {
        "parts have the key": [part.key for part in parts],
        "kinds of step are called": [kind.key for part in parts for kind in part.step_kinds],
        "actions are called": [rule.name for part in parts for rule in part.rules],
        "panels are called": [one.key for one in {id(one): one for part in parts for one in part.panels}.values()],
    }
    for what, said in names.items():
        if twice := [name for name, times in Counter(said).items() if times > 1]:
            raise ImproperlyConfigured(f"Two {what} “{twice[0]}”. Give one of them another name.")


def _declared(path: str) -> WorkshopComponent:
    try:
        part = import_string(path)
    except (ImportError, TypeError) as wrong:
        raise ImproperlyConfigured(
            f"{path} cannot be installed: {wrong}. Mend what it declares (docs/writing-an-exercise.md), or take it out."
        ) from wrong
    if not isinstance(part, WorkshopComponent):
        raise ImproperlyConfigured(f"{path} is no part of a room. Make it an Exercise or a WorkshopComponent.")
    for name in _ill_typed(part):
        raise ImproperlyConfigured(
            f"{path} declares “{name}” as what it cannot be: {getattr(part, name)!r}."
            " The field's type stands where it is defined, with what it is for."
        )
    return part


def _ill_typed(part: WorkshopComponent) -> Iterator[str]:
    """The fields that are not of the kind that they are declared to be."""
    kinds = get_type_hints(type(part))
    for one in fields(part):
        kind, value = get_origin(kinds[one.name]) or kinds[one.name], getattr(part, one.name)
        if (kind is Callable and not callable(value)) or (kind in {str, Mapping} and not isinstance(value, kind)):
            yield one.name
        elif kind is Sequence:
            inner = get_args(kinds[one.name])[0]
            is_list = isinstance(value, Sequence) and not isinstance(value, str)
            if not is_list or not all(isinstance(each, get_origin(inner) or inner) for each in value):
                yield one.name
