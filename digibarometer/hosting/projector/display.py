"""What the projector shows in the end: all that the step puts there, unless the leader wants otherwise."""

from collections.abc import Sequence
from functools import cache
from typing import TypedDict

from django.utils.translation import gettext_lazy as _

from digibarometer.hosting.messages.panels import board_told
from digibarometer.hosting.models import Projector
from digibarometer.hosting.projector.panels import board_cover
from digibarometer.live.actions import StrOrPromise
from digibarometer.live.panels import Invalidation, panel
from digibarometer.workshops import composition
from digibarometer.workshops.extension_points import components
from digibarometer.workshops.seats import BoardSeat
from digibarometer.workshops.snapshot import WorkshopSnapshot

UNTITLED = _("What the step shows")


def projector(workshop: int) -> Projector:
    """How the projector is set; a new one, not kept, where nothing has been set."""
    return Projector.objects.filter(workshop=workshop).first() or Projector(workshop_id=workshop)


def visible_panels(snapshot: WorkshopSnapshot, touches: Sequence[Invalidation]) -> Sequence[Invalidation]:
    """What the projector shows of all that a step puts there."""
    kept = projector(snapshot.pk)
    if kept.paused_at or kept.frozen_at:
        return [board_cover.ref(snapshot.pk)]
    if kept.instead:
        return [*_in_place_of_step(snapshot, kept.instead), board_cover.ref(snapshot.pk), board_told.ref(snapshot.pk)]
    seen = [touch for touch in touches if touch.panel not in kept.hidden]
    return [*seen, board_cover.ref(snapshot.pk), board_told.ref(snapshot.pk)]


@cache
def titles() -> dict[str, StrOrPromise]:
    """What a leader knows the panels of the projector by, for those that have a title of their own."""
    return {each.key: each.title for part in components() for each in part.panels if each.title}


def step_board_panels(snapshot: WorkshopSnapshot) -> list[Invalidation]:
    """The panels that the step puts on the projector, hidden ones too."""
    return list(composition.step_panels(BoardSeat(snapshot)))


def render_projector(snapshot: WorkshopSnapshot, language: str) -> str:
    """What the projector shows now, as HTML, without what the leader has said."""
    kept = projector(snapshot.pk)
    touches = [touch for touch in step_board_panels(snapshot) if touch.panel not in kept.hidden]
    touches = _in_place_of_step(snapshot, kept.instead) or touches
    return composition.render_panels(snapshot, touches, language)


def _in_place_of_step(snapshot: WorkshopSnapshot, source: str) -> list[Invalidation]:
    """The panels of this source, such as a guest's page; none where the source is of another sort."""
    sources = [part.projector_sources[source] for part in components() if source in part.projector_sources]
    return [touch for panels in sources for touch in panels(snapshot)]


BoardPanelRow = TypedDict("BoardPanelRow", {"key": str, "name": StrOrPromise, "is_hidden": bool})
ProjectorContext = TypedDict("ProjectorContext", {"projector": Projector, "rows": list[BoardPanelRow]})


@panel
def desk_projector(snapshot: WorkshopSnapshot) -> ProjectorContext:
    """Dark, still, or without some panels: those that the step puts there, and those that are hidden elsewhere."""
    kept = projector(snapshot.pk)
    here = [touch.panel for touch in step_board_panels(snapshot)]
    elsewhere = [key for key in kept.hidden if key not in here]
    return {
        "projector": kept,
        "rows": [
            {"key": key, "name": titles().get(key, UNTITLED), "is_hidden": key in kept.hidden}
            for key in dict.fromkeys([*here, *elsewhere])
        ],
    }
