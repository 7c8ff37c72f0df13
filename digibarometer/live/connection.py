"""One screen at the other end of a socket: what waits to be sent to it, and never more than it can take."""

import asyncio
import types
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Generator
from typing import Any

from digibarometer.live.shape import Seat

MOST = 64  # frames that may wait for a slow screen; past that it gets its whole screen instead

Send = Callable[[Any], Awaitable[None]]


def begin(sending: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine at once as far as it comes without waiting; only one that must wait becomes a task.

    Almost every frame can be written straight away, and a task for each cost more than the writing (measured).
    """
    try:
        waits_for = sending.send(None)
    except StopIteration:
        return
    asyncio.get_running_loop().create_task(_go_on(sending, waits_for))


@types.coroutine
def _go_on(sending: Coroutine[Any, Any, None], waits_for: Any) -> Generator[Any, Any, None]:
    while True:
        yield waits_for
        try:
            waits_for = sending.send(None)
        except StopIteration:
            return


class Connection:
    """A connected screen. A slow one slows nobody: its frames wait here, and are dropped for a whole screen."""

    __slots__ = ("behind", "draining", "language", "seat", "send", "shown", "waiting")

    def __init__(self, seat: Seat, language: str, send: Send):
        self.seat, self.language, self.send = seat, language, send
        self.shown: frozenset[str] = frozenset()  # ids of the panels before it
        self.waiting: deque[str] = deque()
        self.draining = False
        self.behind = False  # it lost frames and wants its whole screen

    def push(self, frame: str) -> None:
        """Send a frame as soon as the screen can take it."""
        if len(self.waiting) >= MOST:
            self.behind = True
            return
        self.waiting.append(frame)
        if not self.draining:
            self.draining = True
            begin(self._drain())

    async def _drain(self) -> None:
        try:
            while self.waiting:
                await self.send({"type": "websocket.send", "text": self.waiting.popleft()})
        except (OSError, RuntimeError):
            self.waiting.clear()  # it has gone; its own loop hears of it
        finally:
            self.draining = False
