"""Tells the other processes what was touched. Alone on a machine there is nobody to tell."""

import asyncio
import logging
import secrets
from collections.abc import Callable
from typing import Protocol

import msgspec
from redis.asyncio import Redis
from redis.exceptions import RedisError

from digibarometer.live.panels import Audience, Touch

log = logging.getLogger(__name__)

CHANNEL = "digibarometer"
AGAIN = 1.0  # seconds before a lost bus is tried again


class Told(msgspec.Struct, array_like=True):
    """What one process tells the others."""

    by: str
    urgent: bool
    touches: list[tuple[int, str, tuple[str, int], tuple[int, ...]]]
    present: dict[int, list[str]] | None = None  # seats connected there, of the workshops that changed


class Bus(Protocol):
    """A way to tell other processes."""

    def tell(self, touches: list[Touch], urgent: bool) -> None:
        """Tell the others that these were touched."""

    def tell_present(self, workshop: int, seats: set[str]) -> None:
        """Tell the others who is connected here."""

    async def run(self) -> None:
        """Hear what others tell, for as long as the server runs."""


class Alone:
    """The bus of a single process."""

    def tell(self, touches: list[Touch], urgent: bool) -> None:
        """Nobody to tell."""

    def tell_present(self, workshop: int, seats: set[str]) -> None:
        """Nobody to tell."""

    async def run(self) -> None:
        """Nobody to hear."""


class Radio:
    """The bus over Valkey or Redis. After any gap all that is held is dropped and drawn again."""

    def __init__(
        self,
        url: str,
        heard: Callable[[list[Touch], bool], None],
        heard_present: Callable[[str, int, set[str]], None],
        lost: Callable[[], None],
    ):
        self.redis = Redis.from_url(url, health_check_interval=15)
        self.heard, self.heard_present, self.lost = heard, heard_present, lost
        self.me = secrets.token_hex(4)
        self.waiting: asyncio.Queue[bytes] = asyncio.Queue(10_000)

    def tell(self, touches: list[Touch], urgent: bool) -> None:
        """Queue what was touched for the others; if the queue is full they draw everything again."""
        self._queue(
            Told(self.me, urgent, [(t.workshop, t.panel, (t.audience.kind, t.audience.of), t.args) for t in touches])
        )

    def tell_present(self, workshop: int, seats: set[str]) -> None:
        """Queue who is connected here for the others."""
        self._queue(Told(self.me, False, [], {workshop: sorted(seats)}))

    def _queue(self, told: Told) -> None:
        try:
            self.waiting.put_nowait(msgspec.msgpack.encode(told))
        except asyncio.QueueFull:
            log.warning("The bus is full; the other processes will draw everything again.")
            while not self.waiting.empty():
                self.waiting.get_nowait()
            self.waiting.put_nowait(msgspec.msgpack.encode(Told("", True, [])))

    async def run(self) -> None:
        """Send and hear until the server stops; a lost connection is made again."""
        await asyncio.gather(self._send(), self._hear())

    async def _send(self) -> None:
        while True:
            told = await self.waiting.get()
            while True:
                try:
                    await self.redis.publish(CHANNEL, told)
                    break
                except (RedisError, OSError):
                    await asyncio.sleep(AGAIN)

    async def _hear(self) -> None:
        first = True
        while True:
            try:
                async with self.redis.pubsub() as radio:
                    await radio.subscribe(CHANNEL)
                    if not first:
                        self.lost()
                    first = False
                    async for message in radio.listen():
                        if message["type"] == "message":
                            self._take(message["data"])
            except (RedisError, OSError) as error:
                log.warning("The bus is gone (%s); trying again.", type(error).__name__)
                first = False
                await asyncio.sleep(AGAIN)

    def _take(self, data: bytes) -> None:
        told = msgspec.msgpack.decode(data, type=Told)
        if told.by == self.me:
            return
        if not told.by:
            self.lost()
        for workshop, seats in (told.present or {}).items():
            self.heard_present(told.by, workshop, set(seats))
        self.heard(
            [Touch(w, panel, Audience(*audience), args) for w, panel, audience, args in told.touches], told.urgent
        )
