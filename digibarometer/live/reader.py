"""The one reading thread: draws what is asked for, the urgent first, a few at a time."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from django.db import connection

from digibarometer.live.drawing import Drawer
from digibarometer.live.shape import House
from digibarometer.live.turn import one_turn
from digibarometer.live.worker import Worker

log = logging.getLogger(__name__)

MOST = 8  # drawings in one turn, so that what is urgent never waits long

R = TypeVar("R")
Job = tuple[Callable[[Drawer], Any], Callable[[Any], None] | None, float]


class Reader:
    """Two queues before one thread."""

    def __init__(self, house: House):
        self.drawer = Drawer(house)
        self.urgent: deque[Job] = deque()
        self.calm: deque[Job] = deque()
        self.filled = asyncio.Event()
        self.loop = asyncio.get_running_loop()
        self.thread = Worker("reader")

    def later(self, draw: Callable[[Drawer], R], then: Callable[[R], None] | None = None, urgent: bool = False) -> None:
        """Run `draw` in the reading thread, then `then` on the loop with what it answered."""
        (self.urgent if urgent else self.calm).append((draw, then, time.monotonic()))
        self.filled.set()

    async def ask(self, draw: Callable[[Drawer], R]) -> R:
        """Run `draw` in the reading thread and wait for it; raises what it raises."""
        answer: asyncio.Future[R] = self.loop.create_future()

        def run(drawer: Drawer) -> tuple[R | None, Exception | None]:
            try:
                return draw(drawer), None
            except Exception as error:
                return None, error

        def done(result: tuple[R | None, Exception | None]) -> None:
            if not answer.done():
                value, error = result
                answer.set_exception(error) if error else answer.set_result(value)  # type: ignore[arg-type]

        self.later(run, done, urgent=True)
        return await answer

    def wait_for(self, draw: Callable[[Drawer], R]) -> R:
        """The same from another thread."""
        future: Future[R] = asyncio.run_coroutine_threadsafe(self.ask(draw), self.loop)
        return future.result()

    def waited(self) -> float:
        """Seconds that the one who has waited longest has waited."""
        return max((time.monotonic() - queue[0][2] for queue in (self.urgent, self.calm) if queue), default=0.0)

    async def run(self) -> None:
        """Draw what waits, for as long as the server runs."""
        while True:
            await self.filled.wait()
            jobs: list[Job] = []
            while len(jobs) < MOST and (queue := self.urgent or self.calm):
                jobs.append(queue.popleft())
            drawn = await self.thread.run(self._draw, jobs)
            if not self.urgent and not self.calm:
                self.filled.clear()
            for (_, then, _), (ok, answer) in zip(jobs, drawn, strict=True):
                if ok and then:
                    then(answer)

    def _draw(self, jobs: list[Job]) -> list[tuple[bool, Any]]:
        drawn: list[tuple[bool, Any]] = []
        with one_turn():
            for draw, *_ in jobs:
                try:
                    drawn.append((True, draw(self.drawer)))
                except Exception:
                    log.exception("A panel could not be drawn.")
                    drawn.append((False, None))
        return drawn

    async def stop(self) -> None:
        """End the thread and its database connection."""
        await self.thread.run(lambda: connection.close())  # the connection of that thread
        self.thread.stop()
