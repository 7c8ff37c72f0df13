"""People without a browser, who act all the while through the real protocol, beside the ones in Chromium.

Each waits for the answer before acting again, as people do: so a slow machine has no more to do than it can.
"""

import asyncio
import contextlib
import random
import threading
import time

from websockets import ConnectionClosed

from tests.faults.a_server import Line
from tests.flows.devices import PATIENCE

PAUSE = 0.4  # seconds that somebody takes after an answer


class Crowd:
    """Lines in a thread of their own. While `with` goes on, each does `act(line, place, turn)` again and again.

    `act` sends one action and answers its id.
    """

    def __init__(self, server, seats, act, pause=PAUSE):
        self.lines = [Line(server, *seat) for seat in seats]
        self.act, self.pause = act, pause
        self.turns = 0
        self._over = threading.Event()
        self._there = threading.Event()
        self._error = None
        self._thread = threading.Thread(target=self._run, name="crowd")

    @property
    def acknowledged(self):
        """How many actions the server has kept."""
        return sum(len(line.acknowledged) for line in self.lines)

    def go_on_until(self, is_enough):
        """Let them act until it is; on a slow machine that takes longer."""
        until = time.monotonic() + PATIENCE / 1000
        while not is_enough():
            assert time.monotonic() < until, f"{self.acknowledged} actions kept and no more comes"
            time.sleep(0.1)

    def __enter__(self):
        self._thread.start()
        assert self._there.wait(60), "They never came in."
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join(30)
        if self._error:
            raise self._error

    def _run(self):
        try:
            asyncio.run(self._together())
        except BaseException as error:
            self._error = error
        finally:
            self._there.set()

    async def _together(self):
        await asyncio.gather(*(line.open() for line in self.lines))
        self._there.set()
        await asyncio.gather(*(self._one(line, place) for place, line in enumerate(self.lines)))

    async def _one(self, line, place):
        turn = 0
        listening = asyncio.create_task(_listen(line))
        await asyncio.sleep(self.pause * random.random())
        while not self._over.is_set():
            await self._is_answered(line, await self.act(line, place, turn))
            turn, self.turns = turn + 1, self.turns + 1
            await asyncio.sleep(self.pause)
            if turn % 10 == place % 10:  # a phone that is locked and woken
                listening.cancel()
                await line.socket.close()
                await line.open()
                listening = asyncio.create_task(_listen(line))
        listening.cancel()
        await line.socket.close()

    async def _is_answered(self, line, action):
        while not (self._over.is_set() or action in line.acknowledged or action in line.refused):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def _listen(line):
    with contextlib.suppress(ConnectionClosed):
        while True:
            await line.hear()
