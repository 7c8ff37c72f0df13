"""The running live room of one process: write queue, render queue, hub and bus, put together."""

import asyncio
import gc
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from urllib.parse import parse_qs

from digibarometer.live import api
from digibarometer.live.api import Change, T
from digibarometer.live.bus import Bus, NoBus, RedisBus
from digibarometer.live.codec import ActionCodec, encode
from digibarometer.live.connection import Connection
from digibarometer.live.hub import Hub
from digibarometer.live.interfaces import Registry, Seat
from digibarometer.live.limits import (
    MAX_LINES_PER_SEAT,
    MAX_LINES_PER_WORKSHOP,
    TOO_MANY_LINES_CODE,
    ActionRates,
    LinesPerAddress,
)
from digibarometer.live.panels import Invalidation, whole_workshop
from digibarometer.live.presence import Presence
from digibarometer.live.render_queue import RenderQueue, Urgency
from digibarometer.live.rendering import PanelRenderer, etag
from digibarometer.live.supervision import keep_running
from digibarometer.live.write_queue import WriteQueue

LATE_SECONDS, CAUGHT_UP_SECONDS = (
    1.5,
    0.3,
)  # seconds that something has waited: from there screens are told, until it is so short
CLOCK_JUMP_SECONDS = 1.0  # of the server's clock, after which screens are told of it again
CALM_SECONDS = 2.0  # seconds without a newcomer after which the memory of the storm of joining is tidied

# who sits there, or what must be changed before they do; their screen, unless they have it; its panels' ids
Greeting = tuple[Seat | None, Change[object] | None, str | None, frozenset[str]]

BEHIND = {True: '{"behind":true}', False: '{"behind":false}'}


def hello() -> str:
    """The first frame on a line, and again when the server's clock was set: times in panels are read by it."""
    return encode({"hello": {"now": time.time()}}).decode()


class Engine:
    """Starts with the server and stops with it."""

    def __init__(self, registry: Registry, bus_url: str = ""):
        self.registry = registry
        self.wire = ActionCodec(registry)
        self.render_queue = RenderQueue(registry, self.missed)  # a database that took over may hold something else
        self.write_queue = WriteQueue(registry, self._kept)
        self.hub = Hub(registry, self.render_queue)
        self.bus: Bus = RedisBus(bus_url, self) if bus_url else NoBus()
        self.elsewhere = Presence(self._came_or_went_elsewhere, self.missed)
        self.rates, self.addresses = ActionRates(), LinesPerAddress()
        self.lags: deque[float] = deque(maxlen=600)
        self.tasks: list[asyncio.Task[None]] = []
        self.newcomer_at = 0.0
        self.behind = False

    def start(self) -> None:
        """Begin to keep, draw and hear."""
        runs = {
            "ledger": self.write_queue.run,
            "reader": self.render_queue.run,
            "bus": self.bus.run,
            "watch": self._watch,
        }
        loop = asyncio.get_running_loop()
        self.tasks = [loop.create_task(keep_running(name, run)) for name, run in runs.items()]
        api.set_engine(self)

    async def stop(self) -> None:
        """Keep what is waiting, then stop."""
        await self.write_queue.stop()
        api.set_engine(None)
        for task in self.tasks:
            task.cancel()
        await self.bus.stop()
        await self.render_queue.stop()

    def _kept(self, touches: list[Invalidation], urgent: bool, told_by_ack: Connection | None) -> None:
        if touches:
            self.hub.invalidate(touches, urgent, told_by_ack)
            self.bus.publish(touches, urgent)

    # What other processes tell: see bus.Listener ───────────────────────────────

    def heard(self, touches: list[Invalidation], urgent: bool) -> None:
        """These were touched elsewhere. Of a panel that only another version has, nobody knows what shows the same."""
        known = [touch for touch in touches if touch.panel in self.hub.panels or touch.panel.startswith("live/")]
        unknown = {touch.workshop for touch in touches} - {touch.workshop for touch in known}
        self.hub.invalidate([*known, *map(whole_workshop, sorted(unknown))], urgent)

    def heard_present(self, process: str, seats: dict[int, set[str]], is_all: bool) -> None:
        """A process is alive, and these seats are connected there."""
        if not self.elsewhere.is_known(process) and not is_all:
            self.bus.ask_all()
        self.elsewhere.hear(process, seats, is_all)

    def heard_new(self, process: str) -> None:
        """A process has just begun to hear."""
        self.bus.publish_all_present()

    def heard_gone(self, process: str) -> None:
        """A process stops."""
        self.elsewhere.forget(process)

    def all_present(self) -> dict[int, set[str]]:
        """The seats that are connected here, by workshop."""
        return {workshop: self.hub.connected_seats(workshop) for workshop in self.hub.rooms}

    def missed(self) -> None:
        """Something may have been missed: drop what is held and draw every screen again."""
        self.hub.resend_all()

    def _came_or_went_elsewhere(self, workshop: int) -> None:
        self.hub.invalidate(self.registry.presence_panels(workshop), False)

    # Screens that come and go ──────────────────────────────────────────────────

    async def connect(
        self, connection: Connection, kind: str, workshop: int, cookies: dict[str, str], query: str
    ) -> bool:
        """Seat a screen and send it what is so; whether anybody sits there.

        Someone who is back from another day takes part in this one too. Raises MachineFailure when the database does
        not answer.
        """
        seen = parse_qs(query).get("seen", [""])[0]
        for _ in range(3):
            find = partial(self.registry.seat, kind, workshop, cookies, query)
            came = await self._greet(connection, workshop, find, seen)
            if isinstance(came, bool):
                return came
            await self.write_queue.change(came)
        return False

    async def _greet(
        self, connection: Connection, workshop: int, find_seat: Callable[[], Seat | None], seen: str
    ) -> "bool | Change[object]":
        """Find the seat and draw its screen in one go, and register it when that is delivered; see Hub.

        Answers whether somebody sits there, or a change that must be made before they do.
        """
        answer: asyncio.Future[bool | Change[object]] = asyncio.get_running_loop().create_future()

        def draw(drawer: PanelRenderer) -> Greeting:
            seat = find_seat()
            change = self.registry.rejoin_change(seat) if seat is not None else None
            if seat is None or change:
                return seat, change, None, frozenset()
            frame, shown, _ = drawer.screen_frame(seat, connection.language, seen)
            return seat, None, frame, shown

        def then(drawn: Greeting) -> None:
            seat, change, frame, shown = drawn
            if answer.done():
                return
            if seat is not None and change is None:
                self._came(connection, seat, frame, shown)
            answer.set_result(change if change else seat is not None)

        def failed(error: Exception) -> None:
            if not answer.done():
                answer.set_exception(error)

        self.render_queue.enqueue(draw, then, workshop=workshop, urgency=Urgency.COMING, failed=failed)
        return await answer

    async def seat(self, kind: str, workshop: int, cookies: dict[str, str], query: str) -> Seat | None:
        """Who asks over plain HTTP; someone who is back from another day takes part in this one too."""
        find = partial(self.registry.seat, kind, workshop, cookies, query)
        seat = await self.render_queue.run_async(lambda _: find(), Urgency.COMING)
        if seat is not None and (change := self.registry.rejoin_change(seat)):
            await self.write_queue.change(change)
            return await self.render_queue.run_async(lambda _: find(), Urgency.COMING)
        return seat

    def _came(self, connection: Connection, seat: Seat, frame: str | None, shown: frozenset[str]) -> None:
        there = list(self.hub.rooms.get(seat.workshop, ()))
        if len(there) >= MAX_LINES_PER_WORKSHOP:
            connection.seat = seat
            connection.close(TOO_MANY_LINES_CODE)
            return
        own = [other for other in there if other.seat.key == seat.key]
        for oldest in own[: max(0, len(own) + 1 - MAX_LINES_PER_SEAT[seat.key[0]])]:
            self.hub.disconnect(oldest)
            oldest.close(TOO_MANY_LINES_CODE)
        connection.push(hello())
        if self.behind:
            connection.push(BEHIND[True])
        if frame:
            connection.push(frame)
        self.hub.connect(connection, seat, shown)
        self._came_or_went(seat.workshop)

    def disconnect(self, connection: Connection) -> None:
        """A screen has hung up, or was turned out."""
        if self.hub.disconnect(connection):
            self._came_or_went(connection.seat.workshop)

    def _came_or_went(self, workshop: int) -> None:
        self.bus.publish_present(workshop, self.hub.connected_seats(workshop))
        self.newcomer_at = time.monotonic()

    async def _watch(self) -> None:
        """Measure how late the loop is and tell screens of it, tell them when the clock was set, see who has fallen
        silent, and tidy memory once when a storm of joining has passed.
        """
        tidied, clock = 0.0, time.time() - time.monotonic()
        while True:
            began = time.monotonic()
            await asyncio.sleep(0.1)
            self.lags.append(time.monotonic() - began - 0.1)
            self.elsewhere.look()
            waited = max(self.write_queue.waited(), self.render_queue.waited())
            if (waited > (CAUGHT_UP_SECONDS if self.behind else LATE_SECONDS)) is not self.behind:
                self.behind = not self.behind
                await self._tell_all(lambda: BEHIND[self.behind])
            if abs(time.time() - time.monotonic() - clock) > CLOCK_JUMP_SECONDS:
                clock = time.time() - time.monotonic()
                await self._tell_all(hello)
            if tidied < self.newcomer_at < began - CALM_SECONDS:
                tidied = began
                gc.collect()
                gc.freeze()

    async def _tell_all(self, frame: Callable[[], str]) -> None:
        """Send a frame to every screen, a few at a time."""
        for number, connection in enumerate(self.hub.connections()):
            if number % 200 == 199:
                await asyncio.sleep(0.01)
            connection.push(frame())

    def apply_change(self, change: Change[T]) -> T:
        """Apply a change between the actions and wait for it; see api.apply_change."""
        return self.write_queue.do(change)

    def render_screen(self, seat: Seat, language: str) -> tuple[str, str]:
        """The panels before a seat as HTML, and their etag; see api.render_screen."""
        html, _ = self.render_queue.run_from_thread(lambda drawer: drawer.screen(seat, language))
        return html, etag(html)

    def connected_seats(self, workshop: int) -> set[str]:
        """Keys of the seats of a workshop that are connected, to this process and the others."""
        return self.hub.connected_seats(workshop) | self.elsewhere.seats_in(workshop)

    def disconnected_seats(self, workshop: int) -> dict[str, float]:
        """Keys of the seats that have lost their last connection to this process, and since when (unix seconds)."""
        present = self.connected_seats(workshop)
        there = dict(self.hub.lost.get(workshop, {}))
        return {key: since for key, since in there.items() if key not in present}

    def health(self) -> dict[str, float]:
        """Loop lag in milliseconds, what is waiting, and how many are connected."""
        lags = sorted(self.lags) or [0.0]
        return {
            "loop_lag_p99_ms": round(lags[int(len(lags) * 0.99) - 1] * 1000, 1),
            "waiting_actions": len(self.write_queue.waiting),
            "waiting_panels": self.render_queue.waiting,
            "behind": float(self.behind),
            "connections": sum(len(room) for room in self.hub.rooms.values()),
        }
