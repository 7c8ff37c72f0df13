"""What the leader wants of the projector."""

import re
from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.hosting.models import Projector
from digibarometer.hosting.projector import display
from digibarometer.i18n import LANGUAGES
from digibarometer.live.actions import Action, ActionRefused
from digibarometer.live.panels import Invalidation
from digibarometer.workshops.seats import LeaderSeat


class PauseProjector(Action, frozen=True, tag="hosting.pause_projector"):
    """The leader says: the projector is dark, or shows what the room does."""

    paused: bool


def pause_projector(wanted: PauseProjector, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Show a calm screen in the place of everything, or take it away."""
    kept = display.projector(seat.workshop)
    if bool(kept.paused_at) == wanted.paused:
        return []
    return set_projector(seat, paused_at=timezone.now() if wanted.paused else None)


class FreezeProjector(Action, frozen=True, tag="hosting.freeze_projector"):
    """The leader says: the projector stays as it is, or follows the room again."""

    frozen: bool


def freeze_projector(wanted: FreezeProjector, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Keep what the projector shows, as it is drawn, so that it stands there also after a restart."""
    kept = display.projector(seat.workshop)
    if bool(kept.frozen_at) == wanted.frozen:
        return []
    if not wanted.frozen:
        return set_projector(seat, frozen_at=None, frozen={})
    drawn = {language: _stopped(display.render_projector(seat.snapshot, language)) for language in LANGUAGES}
    return set_projector(seat, frozen_at=timezone.now(), frozen=drawn)


def _stopped(html: str) -> str:
    """The HTML with every clock standing still where it was."""
    at = int(timezone.now().timestamp())
    return re.sub(r'data-until="(\d+)"', lambda found: f'data-left="{int(found[1]) - at}"', html)


class HidePanel(Action, frozen=True, tag="hosting.hide_panel"):
    """The leader says: this panel does not show on the projector, or does again."""

    panel: Annotated[str, msgspec.Meta(max_length=60)]
    hidden: bool
    about = ("panel",)


def hide_panel(wanted: HidePanel, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Hide a panel of the projector wherever it would show, until it is shown again."""
    hidden = list(display.projector(seat.workshop).hidden)
    known = {*display.titles(), *hidden, *(touch.panel for touch in display.step_board_panels(seat.snapshot))}
    if wanted.panel not in known:
        raise ActionRefused(_("There is no such panel on the projector. Reload the page and try again."))
    if (wanted.panel in hidden) == wanted.hidden:
        return []
    rest = [each for each in hidden if each != wanted.panel]
    return set_projector(seat, hidden=[*rest, wanted.panel] if wanted.hidden else rest)


class SetProjectorSource(Action, frozen=True, tag="hosting.show_instead"):
    """The leader says: the projector shows this in the place of the step; nothing is the step itself."""

    what: Literal["parking", "answers", ""]


def set_projector_source(wanted: SetProjectorSource, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Go out of the script on the projector, and back."""
    kept = display.projector(seat.workshop)
    return [] if kept.instead == wanted.what else set_projector(seat, instead=wanted.what)


def set_projector(seat: LeaderSeat, **fields: object) -> Iterable[Invalidation]:
    """Set the projector and let every screen follow."""
    changed = {**fields, "by_id": seat.user, "at": timezone.now()}
    Projector.objects.update_or_create(workshop=seat.snapshot.workshop, defaults=changed)
    return seat.snapshot.workshop.update_and_bump_version()
