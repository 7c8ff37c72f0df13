"""A few lasting threads, and those who wait for them in order."""

import asyncio
import itertools
from collections.abc import Callable
from contextvars import Context
from heapq import heappop, heappush
from typing import TypeVar, TypeVarTuple

from digibarometer.live.connection import Receive
from digibarometer.live.worker import Worker

R = TypeVar("R")
Given = TypeVarTuple("Given")
Order = tuple[int, float]  # what comes first at all, then who came first


class RequestQueue:
    """Threads keep their database connections; who has hung up while waiting is dropped before any work begins."""

    def __init__(self, name: str, threads: int):
        self.worker = Worker(name, threads)
        self.idle = threads
        self.waiting: list[tuple[Order, int, asyncio.Future[bool]]] = []
        self.turns = itertools.count()

    async def run(
        self, do: Callable[[*Given], R], *given: *Given, order: Order, receive: Receive, patience: float | None = None
    ) -> R | None:
        """The result of `do(*given)` in one of the threads; None if the client hung up before its turn.

        Raises TimeoutError when its turn has not come within `patience` seconds.
        """
        if self.idle:
            self.idle -= 1
        else:
            async with asyncio.timeout(patience):
                if not await self._has_turn(order, receive):
                    return None
        try:
            # in a context of its own: language and time zone of one request are nothing to the next
            return await self.worker.run(Context().run, do, *given)
        finally:
            self._next()

    def waiting_before(self, order: Order) -> int:
        """How many wait that come before this order."""
        return sum(other < order for other, *_ in self.waiting)

    def stop(self) -> None:
        """End the threads when they have done what they were given."""
        self.worker.stop()

    async def _has_turn(self, order: Order, receive: Receive) -> bool:
        turn: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        heappush(self.waiting, (order, next(self.turns), turn))
        listening = asyncio.ensure_future(_hung_up(receive))
        listening.add_done_callback(lambda _: None if turn.done() else turn.set_result(False))
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.result():
                self._next()
            raise
        finally:
            listening.cancel()

    def _next(self) -> None:
        while self.waiting:
            *_, turn = heappop(self.waiting)
            if not turn.done():
                turn.set_result(True)
                return
        self.idle += 1


async def _hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
