"""The running live room of one process: ledger, reader, hub and bus, put together."""

import asyncio
import gc
import time
from collections import deque
from functools import partial
from typing import Any

from digibarometer.live import doing
from digibarometer.live.bus import Alone, Bus, Radio
from digibarometer.live.connection import Connection
from digibarometer.live.doing import Change, T
from digibarometer.live.drawing import mark_of
from digibarometer.live.hub import Hub
from digibarometer.live.ledger import Ledger
from digibarometer.live.panels import Touch
from digibarometer.live.reader import Reader
from digibarometer.live.shape import House, Seat
from digibarometer.live.wire import Wire

LATE, CAUGHT_UP = 1.5, 0.3  # seconds that something has waited: from there screens are told, until it is so short
CALM = 2.0  # seconds without a newcomer after which the memory of the storm of joining is tidied

BEHIND = {True: '{"behind":true}', False: '{"behind":false}'}


class Engine:
    """Starts with the server and stops with it."""

    def __init__(self, house: House, bus_url: str = ""):
        self.house = house
        self.wire = Wire(house)
        self.reader = Reader(house)
        self.ledger = Ledger(house, self._kept)
        self.hub = Hub(house, self.reader)
        self.bus: Bus = Radio(bus_url, self._heard, self._heard_present, self._lost) if bus_url else Alone()
        self.elsewhere: dict[tuple[str, int], set[str]] = {}
        self.lags: deque[float] = deque(maxlen=600)
        self.tasks: list[asyncio.Task[None]] = []
        self.newcomer_at = 0.0
        self.behind = False

    def start(self) -> None:
        """Begin to keep, draw and hear."""
        runs = (self.ledger.run(), self.reader.run(), self.bus.run(), self._feel_lag())
        self.tasks = [asyncio.get_running_loop().create_task(run) for run in runs]
        doing.start_with(self)

    async def stop(self) -> None:
        """Keep what is waiting, then stop."""
        await self.ledger.stop()
        doing.start_with(None)
        for task in self.tasks:
            task.cancel()
        await self.reader.stop()

    def _kept(self, touches: list[Touch], urgent: bool, sender: Connection | None) -> None:
        if touches:
            self.hub.touched(touches, urgent, sender)
            self.bus.tell(touches, urgent)

    def _heard(self, touches: list[Touch], urgent: bool) -> None:
        self.hub.touched(touches, urgent)

    def _heard_present(self, process: str, workshop: int, seats: set[str]) -> None:
        self.elsewhere[process, workshop] = seats
        self.hub.touched(self.house.came_or_went(workshop), False)

    def _lost(self) -> None:
        """Something may have been missed: drop what is held and draw every screen again."""
        self.elsewhere.clear()
        self.reader.later(lambda drawer: drawer.drop_workshop(None), urgent=True)
        self.hub.redraw()

    async def seat(self, kind: str, workshop: int, cookies: dict[str, str], query: str) -> Seat | None:
        """Who sits at a screen; someone who is back from another day takes part in this one too."""
        ask = partial(self.house.seat, kind, workshop, cookies, query)
        seat = await self.reader.ask(lambda _: ask())
        if seat is not None and (change := self.house.coming_back(seat)):
            await asyncio.to_thread(self.do, change)
            return await self.reader.ask(lambda _: ask())
        return seat

    def came_or_went(self, workshop: int) -> None:
        """Someone connected or left here."""
        self.bus.tell_present(workshop, self.hub.present(workshop))
        self.newcomer_at = time.monotonic()

    async def _feel_lag(self) -> None:
        """Measure how late the loop is, tell screens of it, and tidy memory once when a storm of joining has passed."""
        tidied = 0.0
        while True:
            began = time.monotonic()
            await asyncio.sleep(0.1)
            self.lags.append(time.monotonic() - began - 0.1)
            waited = max(self.ledger.waited(), self.reader.waited())
            if (waited > (CAUGHT_UP if self.behind else LATE)) is not self.behind:
                await self._tell_behind()
            if tidied < self.newcomer_at < began - CALM:
                tidied = began
                gc.collect()
                gc.freeze()

    async def _tell_behind(self) -> None:
        """Tell every screen that the server is late and nothing is lost, or that it has caught up; a few at a time."""
        self.behind = not self.behind
        everyone = [connection for room in self.hub.rooms.values() for connection in room]
        for number, connection in enumerate(everyone):
            if number % 200 == 199:
                await asyncio.sleep(0.01)
            connection.push(BEHIND[self.behind])

    def do(self, change: Change[T]) -> T:
        """See doing.do."""
        return self.ledger.do(change)  # type: ignore[no-any-return]

    def screen(self, seat: Any, language: str) -> tuple[str, str]:
        """See doing.screen."""
        html, _ = self.reader.wait_for(lambda drawer: drawer.screen(seat, language))
        return html, mark_of(html)

    def present(self, workshop: int) -> set[str]:
        """See doing.present."""
        there = [seats for (_, of), seats in tuple(self.elsewhere.items()) if of == workshop]
        return self.hub.present(workshop).union(*there)

    def lost(self, workshop: int) -> dict[str, float]:
        """See doing.lost."""
        present = self.present(workshop)
        there = dict(self.hub.lost.get(workshop, {}))
        return {key: since for key, since in there.items() if key not in present}

    def health(self) -> dict[str, float]:
        """Loop lag in milliseconds, what is waiting, and how many are connected."""
        lags = sorted(self.lags) or [0.0]
        return {
            "loop_lag_p99_ms": round(lags[int(len(lags) * 0.99) - 1] * 1000, 1),
            "waiting_actions": len(self.ledger.waiting),
            "waiting_panels": len(self.reader.urgent) + len(self.reader.calm),
            "behind": float(self.behind),
            "connections": sum(len(room) for room in self.hub.rooms.values()),
        }
