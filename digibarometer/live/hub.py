"""Who is connected here, and what must be drawn for them: many touches in a tick become one drawing."""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable

from digibarometer.i18n import LANGUAGES
from digibarometer.live.connection import Connection
from digibarometer.live.failures import is_machine_failure
from digibarometer.live.interfaces import Registry, Seat
from digibarometer.live.panels import OWN, SLOW, Audience, Invalidation
from digibarometer.live.render_queue import RenderQueue, Urgency
from digibarometer.live.rendering import PanelRenderer

log = logging.getLogger(__name__)

MAX_REMEMBERED = 4 * 3600  # seconds that it is known since when a screen has been gone
TICK_SECONDS = {"fast": 0.05, "slow": 0.4}  # seconds that touches gather: the small group, the desk and the board
QUIET_SECONDS = 0.25  # without a change on a room's phones, after which the next is drawn at once
RETRY_SECONDS = 1.0  # seconds before a screen that could not be drawn is tried again
NO_PANELS: frozenset[str] = frozenset()

GONE_FRAME = '{"gone":true}'
NO_SEAT_CODE = 4401  # the code that a line is closed with when its seat is not its own any more


Recipient = tuple[str, Hashable | None]  # a language, and the viewer whose own panel it is
Frames = dict[Invalidation, dict[Recipient, str | None]]


class Hub:
    """The connections of this process by workshop and audience.

    What is drawn goes to those who have its panel before them when it is *delivered*. Who comes is registered when the
    first screen is delivered, and the one reading thread draws in order: a panel that was drawn before that screen is
    in it, and one that is drawn after it is delivered too. So nothing is missed in between.
    """

    def __init__(self, registry: Registry, render_queue: RenderQueue):
        self.registry, self.render_queue, self.panels = registry, render_queue, registry.panels
        # dicts where sets would do, for an order that can be repeated
        self.rooms: dict[int, dict[Connection, None]] = defaultdict(dict)
        self.watching: dict[Audience, dict[Connection, None]] = defaultdict(dict)
        self.lost: dict[int, dict[str, float]] = {}  # by workshop: seats without a connection, since when (unix time)
        self.gathered: dict[tuple[int, str], set[Invalidation]] = {}
        self.drawn_at: dict[int, float] = {}  # by workshop: when a change on its phones was last drawn (loop's time)
        self.loop = asyncio.get_running_loop()

    def connect(self, connection: Connection, seat: Seat, shown: frozenset[str]) -> None:
        """A screen has been drawn and is shown from now on. To be called when its drawing is delivered."""
        connection.seat, connection.shown = seat, shown
        self.rooms[seat.workshop][connection] = None
        self.lost.get(seat.workshop, {}).pop(seat.key, None)
        for audience in seat.audiences:
            self.watching[audience][connection] = None
        self._presence(seat.workshop)

    def disconnect(self, connection: Connection) -> bool:
        """A screen has gone; whether it was here."""
        seat = connection.seat
        if seat is None or connection not in self.rooms.get(seat.workshop, ()):
            return False
        del self.rooms[seat.workshop][connection]
        self._note_lost(seat)
        if not self.rooms[seat.workshop]:
            del self.rooms[seat.workshop]
            self.drawn_at.pop(seat.workshop, None)
        self._watch_no_more(connection)
        self._presence(seat.workshop)
        return True

    def _watch_no_more(self, connection: Connection) -> None:
        for audience in connection.seat.audiences:
            self.watching[audience].pop(connection, None)
            if not self.watching[audience]:
                del self.watching[audience]

    def _note_lost(self, seat: Seat) -> None:
        if seat.key in self.connected_seats(seat.workshop):
            return
        at = time.time()
        before = self.lost.get(seat.workshop, {})
        kept = {key: since for key, since in before.items() if since > at - MAX_REMEMBERED}
        self.lost[seat.workshop] = {**kept, seat.key: at}

    def _reseat(self, connection: Connection, seat: Seat) -> None:
        """The seat has changed: another group, or another right."""
        if seat is not connection.seat:
            self._watch_no_more(connection)
            connection.seat = seat
            for audience in seat.audiences:
                self.watching[audience][connection] = None

    def connected_seats(self, workshop: int) -> set[str]:
        """Keys of the seats that are connected here."""
        return {connection.seat.key for connection in tuple(self.rooms.get(workshop, ()))}

    def connections(self) -> list[Connection]:
        """Every screen that is connected here."""
        return [connection for room in self.rooms.values() for connection in room]

    def _presence(self, workshop: int) -> None:
        self.invalidate(self.registry.presence_panels(workshop), False)

    def invalidate(self, touches: Iterable[Invalidation], urgent: bool, told_by_ack: Connection | None = None) -> None:
        """Draw these again for those who see them.

        In a quiet room a change is drawn at once on phones; what follows gathers until the tick is over. Desk and board
        always wait for their tick: the moment would tell who wrote. Where only `told_by_ack` sees a panel of its own it
        is not drawn: its acknowledgement tells it all.
        """
        by_tick: dict[tuple[int, str], set[Invalidation]] = defaultdict(set)
        for touch in touches:
            if told_by_ack and touch.audience.kind == OWN and self._is_shown_already(touch, told_by_ack):
                told_by_ack.acked_in_turn = self.render_queue.turn
                continue
            tick = "urgent" if urgent else "slow" if touch.audience.kind in SLOW else "fast"
            by_tick[touch.workshop, tick].add(touch)
        for (workshop, tick), some in by_tick.items():
            if tick == "urgent":
                self._draw(workshop, some, Urgency.URGENT)
            elif (workshop, tick) in self.gathered:
                self.gathered[workshop, tick] |= some
            else:
                self.gathered[workshop, tick] = some
                if tick == "fast" and self._is_quiet(workshop):
                    self._tick((workshop, tick))
                else:
                    self.loop.call_later(TICK_SECONDS[tick], self._tick, (workshop, tick))

    def _is_quiet(self, workshop: int) -> bool:
        return workshop not in self.drawn_at or self.loop.time() - self.drawn_at[workshop] >= QUIET_SECONDS

    def _is_shown_already(self, touch: Invalidation, told_by_ack: Connection) -> bool:
        return list(self.watching.get(touch.audience, ())) == [told_by_ack] and self.panels[touch.panel].within is None

    def _may_be_stale(self, connection: Connection) -> bool:
        """Whether what is delivered now may have been drawn before what an acknowledgement has told this screen."""
        return connection.acked_in_turn >= self.render_queue.turn

    def _tick(self, key: tuple[int, str]) -> None:
        """Draw what has gathered. What gathers meanwhile waits for as long again as that took: what cannot be drawn as
        fast as it changes is drawn as often as there is time for beside keeping it, and never queues up.
        """
        touches, self.gathered[key] = self.gathered[key], set()
        workshop, tick = key
        began = self.loop.time()

        def rest() -> None:
            if self.gathered[key]:
                self.loop.call_later(max(TICK_SECONDS[tick], self.loop.time() - began), self._tick, key)
            else:
                del self.gathered[key]
            if tick == "fast" and workshop in self.rooms:
                self.drawn_at[workshop] = self.loop.time()

        self._draw(workshop, touches, Urgency.URGENT if tick == "fast" else Urgency.CALM, rest)

    def _draw(
        self, workshop: int, touches: set[Invalidation], urgency: Urgency, done: Callable[[], object] = lambda: None
    ) -> None:
        if any(touch.panel.startswith("live/") for touch in touches):
            self.resend(workshop)
            done()
            return
        in_order = sorted(touches)
        holders = {touch: self.panels[touch.panel].container(touch).id for touch in in_order}
        wanted = [(touch, recipients) for touch in in_order if (recipients := self._recipients(touch, holders[touch]))]

        def draw(drawer: PanelRenderer) -> Frames:
            drawer.invalidate(in_order, LANGUAGES)
            return {
                touch: {recipient: drawer.panel_frame_or_none(touch, *recipient) for recipient in recipients}
                for touch, recipients in wanted
            }

        def then(frames: Frames) -> None:
            done()
            self._send(holders, frames)

        def failed(error: Exception) -> None:
            if _can_be_tried_again(error):
                self.loop.call_later(RETRY_SECONDS, self._draw, workshop, touches, urgency, done)
            else:
                done()

        self.render_queue.enqueue(draw, then, workshop=workshop, urgency=urgency, failed=failed)

    def _recipients(self, touch: Invalidation, holder: str) -> list[Recipient]:
        """Those who have it before them now, or may soon; who else does when it is delivered gets a whole screen."""
        if not (watching := self.watching.get(touch.audience)):
            return []
        theirs = [one for one in watching if holder in one.shown or not one.shown]
        if touch.audience.kind == OWN:
            return list(dict.fromkeys((one.language, one.seat.viewer) for one in theirs))
        spoken = {one.language for one in theirs}
        return [(language, None) for language in LANGUAGES if language in spoken]

    def _send(self, holders: dict[Invalidation, str], frames: Frames) -> None:
        for touch, holder in holders.items():
            by_recipient = frames.get(touch, {})
            is_own = touch.audience.kind == OWN
            for connection in self.watching.get(touch.audience, ()):
                if holder not in connection.shown:
                    continue
                recipient = connection.language, connection.seat.viewer if is_own else None
                if recipient not in by_recipient or (is_own and self._may_be_stale(connection)):
                    self.send_whole_screen(connection)
                elif (frame := by_recipient[recipient]) is not None:
                    connection.push(frame)

    def resend_all(self) -> None:
        """Send every screen whole, of everything that is read anew."""
        for connection in self.connections():
            connection.shown = NO_PANELS

        def redraw_each(_: None) -> None:
            for workshop in tuple(self.rooms):
                self.resend(workshop)

        self.render_queue.enqueue(lambda drawer: drawer.invalidate_all(), redraw_each, key="all")

    def resend(self, workshop: int) -> None:
        """Send every screen of a room whole.

        Until its whole screen comes a line gets nothing: its seat may not be its own any more.
        """
        here = set(self.rooms.get(workshop, ()))
        for connection in here:
            connection.shown = NO_PANELS

        def whole_for_who_came_meanwhile(_: None) -> None:
            for connection in tuple(self.rooms.get(workshop, ())):
                if connection not in here:  # its first screen may hold what was drawn before
                    self.send_whole_screen(connection)

        self.render_queue.enqueue(  # before whole screens that wait already: they are not asked for twice
            lambda drawer: drawer.invalidate_workshop(workshop),
            whole_for_who_came_meanwhile,
            workshop=workshop,
            key=("redraw", workshop),
            first=True,
        )
        for connection in sorted(self.rooms.get(workshop, ()), key=_is_one_of_many):  # what all look at comes first
            self.send_whole_screen(connection)

    def send_whole_screen(self, connection: Connection) -> None:
        """Send one screen whole, with its seat looked up again."""
        workshop = connection.seat.workshop

        def draw(drawer: PanelRenderer) -> tuple[Seat, str, frozenset[str]] | None:
            seat = self.registry.refresh_seat(connection.seat, -1)
            if seat is None:
                return None
            frame, ids, _ = drawer.screen_frame(seat, connection.language)
            return seat, frame or "", ids

        def send(drawn: tuple[Seat, str, frozenset[str]] | None) -> None:
            if connection not in self.rooms.get(workshop, ()):
                return
            if drawn is None:
                self.close_seat(connection)
                return
            if self._may_be_stale(connection):
                self.send_whole_screen(connection)
                return
            seat, frame, connection.shown = drawn
            self._reseat(connection, seat)
            connection.behind = False
            connection.push(frame)

        def failed(error: Exception) -> None:
            if _can_be_tried_again(error):
                self.loop.call_later(RETRY_SECONDS, again)

        def again() -> None:
            if connection in self.rooms.get(workshop, ()):
                self.send_whole_screen(connection)

        self.render_queue.enqueue(draw, send, workshop=workshop, key=("whole", connection), failed=failed)

    def close_seat(self, connection: Connection) -> None:
        """The seat is not this line's any more: say so, close it, and send it nothing from now on."""
        connection.push(GONE_FRAME)
        connection.close(NO_SEAT_CODE)
        self.disconnect(connection)


def _can_be_tried_again(error: Exception) -> bool:
    if is_machine_failure(error):
        return True
    log.error("A screen could not be drawn.", exc_info=error)
    return False


def _is_one_of_many(connection: Connection) -> bool:
    return connection.seat.audiences[0].kind not in SLOW
