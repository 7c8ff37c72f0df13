"""Draws panels: once per audience and language, in the one reading thread of this process."""

import hashlib
import logging
from collections.abc import Hashable, Iterable, Iterator

import msgspec
from cachetools import LRUCache
from django.template import Context, engines
from django.utils import translation

from digibarometer.live.failures import is_machine_failure
from digibarometer.live.interfaces import Registry, Seat
from digibarometer.live.panels import OWN, SHARED, Invalidation

log = logging.getLogger(__name__)

MAX_CACHED_PANELS = 20_000  # drawn panels in memory

encode = msgspec.json.Encoder().encode


class PanelRenderer:
    """Draws panels and keeps what it drew until it is touched. Only ever called in the reading thread."""

    def __init__(self, registry: Registry):
        self.registry, self.panels = registry, registry.panels
        self.drawn: LRUCache[tuple[Invalidation, str], str] = LRUCache(MAX_CACHED_PANELS)
        self.versions: dict[int, int] = {}  # of each workshop, that its drawings are of
        self.shown: dict[frozenset[str], frozenset[str]] = {}  # one set for all screens that show the same
        self.templates = {
            key: engines["django"].get_template(panel.template).template  # type: ignore[attr-defined]
            for key, panel in self.panels.items()
        }

    def invalidate(self, touches: Iterable[Invalidation], languages: tuple[str, ...]) -> None:
        """Forget what was drawn of these; of all of a workshop when everything in it was touched."""
        for touch in touches:
            if touch.panel.startswith("live/"):
                self.invalidate_workshop(touch.workshop)
            else:
                for language in languages:
                    self.drawn.pop((touch, language), None)
                    self.drawn.pop((self.panels[touch.panel].container(touch), language), None)

    def invalidate_workshop(self, workshop: int) -> None:
        """Forget all that was read and drawn of a workshop."""
        self.registry.drop_snapshots(workshop)
        for key in [key for key in self.drawn if key[0].workshop == workshop]:
            del self.drawn[key]
        self.versions.pop(workshop, None)

    def invalidate_all(self) -> None:
        """Forget all that was read and drawn."""
        self.registry.drop_snapshots(None)
        self.drawn.clear()
        self.versions.clear()

    def _see_version(self, seat: Seat) -> None:
        """Drop what was drawn at another version: a command may have changed the workshop and told nobody."""
        if self.versions.setdefault(seat.workshop, seat.version) != seat.version:
            self.invalidate_workshop(seat.workshop)
            self.versions[seat.workshop] = seat.version

    def html(self, touch: Invalidation, language: str, viewer: Hashable | None = None) -> str:
        """One panel as HTML, a person's own as `viewer` may read it; empty for an item of a list that is gone."""
        if (kept := self.drawn.get((touch, language))) is not None:
            return kept
        panel = self.panels[touch.panel]
        now = self.registry.snapshot(touch.workshop)
        is_shared = touch.audience.of == touch.workshop and panel.kind in SHARED
        audience = () if is_shared else (viewer if panel.kind == OWN else touch.audience.of,)
        with translation.override(language):
            said = panel.draw(now, *audience, *touch.args)
            drawn = "" if said is None else self._render(touch, {**said, "now": now, "id": touch.id})
        html = "".join((drawn,))  # a plain str: the encoder takes no kind of it
        if panel.kind != OWN:
            self.drawn[touch, language] = html
        return html

    def _render(self, touch: Invalidation, said: dict[str, object]) -> str:
        return str(self.templates[touch.panel].render(Context(said)))

    def panel_frame_or_none(self, touch: Invalidation, language: str, viewer: Hashable | None = None) -> str | None:
        """One panel as it is sent; None where it has a fault, so that one bad panel spoils no other.

        Raises what the machine failed with: then it can be drawn later.
        """
        html = self._html_if_it_can(touch, language, viewer)
        return None if html is None else encode({"panel": touch.id, "html": html}).decode()

    def _html_if_it_can(self, touch: Invalidation, language: str, viewer: Hashable | None) -> str | None:
        try:
            return self.html(touch, language, viewer)
        except Exception as error:
            if is_machine_failure(error):
                raise
            log.exception("%s could not be drawn.", touch.panel)
            return None

    def screen(self, seat: Seat, language: str) -> tuple[str, frozenset[str]]:
        """All panels before a seat as HTML, but for one that has a fault, and the ids of all."""
        self._see_version(seat)
        touches = self.registry.screen_panels(seat)
        html = "".join(self._in_regions(touches, language, seat.viewer))
        ids = frozenset(touch.id for touch in touches)
        return html, self.shown.setdefault(ids, ids)

    def _in_regions(self, touches: Iterable[Invalidation], language: str, viewer: Hashable | None) -> Iterator[str]:
        """The panels' HTML, with the elements around it that some of them begin."""
        end = ""
        for touch in touches:
            if (region := self.panels[touch.panel].region) is not None:
                with translation.override(language):
                    yield end + region.tag
                end = "</div>" if region.name else ""
            yield self._html_if_it_can(touch, language, viewer) or ""
        yield end

    def screen_frame(self, seat: Seat, language: str, seen: str = "") -> tuple[str | None, frozenset[str], str]:
        """The whole screen as it is sent, unless it is what the browser has seen; its panels' ids and its mark."""
        html, ids = self.screen(seat, language)
        mark = etag(html)
        return (None if mark == seen else encode({"screen": html, "mark": mark}).decode()), ids, mark


def etag(html: str) -> str:
    """A short mark of what a screen shows, so that the same is not sent twice."""
    return hashlib.blake2b(html.encode(), digest_size=8).hexdigest()
