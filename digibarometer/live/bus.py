"""Tells the other processes what was touched. Alone on a machine there is nobody to tell."""

import asyncio
import hashlib
import itertools
import logging
import secrets
import time
from typing import Protocol

import msgspec
from django.conf import settings
from redis.asyncio import Redis
from redis.exceptions import RedisError

from digibarometer.live.panels import Audience, Invalidation
from digibarometer.live.presence import ALIVE_SECONDS

log = logging.getLogger(__name__)

VERSION = 1  # of what is told; it rises when an older process could no longer read it
RETRY_SECONDS = 1.0  # seconds before a lost bus is tried again
MAX_WAITING_MESSAGES = 10_000
SIGNS_PER_ALL = 15  # signs of life between two that say who is connected


def channel() -> str:
    """The channel of this installation: its processes share the secret, and no other installation has it."""
    installation = hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=8, person=b"bus").hexdigest()
    return f"digibarometer:{installation}:{VERSION}"


class BusMessage(msgspec.Struct, array_like=True):
    """What one process tells the others. New fields come last and have a default, so that older ones are read."""

    by: str
    urgent: bool = False
    touches: list[tuple[int, str, tuple[str, int], tuple[int, ...]]] = []
    present: dict[int, list[str]] | None = None  # seats connected there, of the workshops that changed
    is_all_present: bool = False  # `present` is of all workshops
    is_new: bool = False  # it has just begun to hear: tell it who is connected
    is_gone: bool = False  # it stops
    is_lost: bool = False  # it could not tell all: draw everything again


class Listener(Protocol):
    """Who hears what other processes tell."""

    def heard(self, touches: list[Invalidation], urgent: bool) -> None:
        """These were touched elsewhere."""

    def heard_present(self, process: str, seats: dict[int, set[str]], is_all: bool) -> None:
        """A process is alive, and these seats are connected there."""

    def heard_new(self, process: str) -> None:
        """A process has just begun to hear."""

    def heard_gone(self, process: str) -> None:
        """A process stops."""

    def missed(self) -> None:
        """Something may have been missed."""

    def all_present(self) -> dict[int, set[str]]:
        """The seats that are connected here, by workshop."""


class Bus(Protocol):
    """A way to tell other processes."""

    @property
    def is_connected(self) -> bool:
        """Whether the others can be heard."""

    def publish(self, touches: list[Invalidation], urgent: bool) -> None:
        """Tell the others that these were touched."""

    def publish_present(self, workshop: int, seats: set[str]) -> None:
        """Tell the others who is connected here."""

    def publish_all_present(self) -> None:
        """Tell the others who is connected here, in all workshops."""

    def ask_all(self) -> None:
        """Ask the others who is connected there."""

    def silence(self) -> float:
        """Seconds since the bus last showed that it carries what is told."""

    async def run(self) -> None:
        """Hear what others tell, for as long as the server runs."""

    async def stop(self) -> None:
        """Say good-bye."""


class NoBus:
    """The bus of a single process."""

    is_connected = True

    def publish(self, touches: list[Invalidation], urgent: bool) -> None:
        """Nobody to tell."""

    def publish_present(self, workshop: int, seats: set[str]) -> None:
        """Nobody to tell."""

    def publish_all_present(self) -> None:
        """Nobody to tell."""

    def ask_all(self) -> None:
        """Nobody to ask."""

    def silence(self) -> float:
        """Nothing is waited for."""
        return 0.0

    async def run(self) -> None:
        """Nobody to hear."""
        await asyncio.Event().wait()

    async def stop(self) -> None:
        """Nobody to tell."""


class RedisBus:
    """The bus over Valkey or Redis. After any gap all that is held is dropped and drawn again."""

    def __init__(self, url: str, listener: Listener):
        self.redis = Redis.from_url(url, health_check_interval=15, socket_connect_timeout=5)
        self.listener = listener
        self.me = secrets.token_hex(4)
        self.channel = channel()
        self.waiting: asyncio.Queue[bytes] = asyncio.Queue(MAX_WAITING_MESSAGES)
        self.sending: bytes | None = None
        self.is_connected = False
        self.echoed_at = time.monotonic()
        self.not_understood = 0

    def publish(self, touches: list[Invalidation], urgent: bool) -> None:
        """Queue what was touched for the others; if the queue is full they draw everything again."""
        told = [(t.workshop, t.panel, (t.audience.kind, t.audience.of), t.args) for t in touches]
        self._queue(BusMessage(self.me, urgent, told))

    def publish_present(self, workshop: int, seats: set[str]) -> None:
        """Queue who is connected here for the others."""
        self._queue(BusMessage(self.me, present={workshop: sorted(seats)}))

    def publish_all_present(self) -> None:
        """Queue who is connected here, in all workshops."""
        present = {workshop: sorted(seats) for workshop, seats in self.listener.all_present().items()}
        self._queue(BusMessage(self.me, present=present, is_all_present=True))

    def _queue(self, told: BusMessage) -> None:
        try:
            self.waiting.put_nowait(msgspec.msgpack.encode(told))
        except asyncio.QueueFull:
            log.warning("The bus is full; the other processes will draw everything again.")
            while not self.waiting.empty():
                self.waiting.get_nowait()
            self.waiting.put_nowait(msgspec.msgpack.encode(BusMessage(self.me, is_lost=True)))
            self.publish_all_present()

    async def run(self) -> None:
        """Send and hear until the server stops; a lost connection is made again."""
        async with asyncio.TaskGroup() as both:
            both.create_task(self._send())
            both.create_task(self._hear())
            both.create_task(self._live())

    async def stop(self) -> None:
        """Send what waits, and say good-bye; not for longer than a second."""
        try:
            async with asyncio.timeout(1):
                if self.sending is not None:  # taken from the queue, and cut off
                    await self.redis.publish(self.channel, self.sending)
                while not self.waiting.empty():
                    await self.redis.publish(self.channel, self.waiting.get_nowait())
                await self.redis.publish(self.channel, msgspec.msgpack.encode(BusMessage(self.me, is_gone=True)))
                await self.redis.aclose()
        except (RedisError, OSError, TimeoutError):
            log.info("The bus could not be told that this process stops.")

    async def _live(self) -> None:
        """Give a sign of life, and now and then say all, so that what was missed is mended."""
        for turn in itertools.count():
            if turn % SIGNS_PER_ALL == 0:
                self.publish_all_present()
            else:
                self._queue(BusMessage(self.me, present={}))
            await asyncio.sleep(ALIVE_SECONDS)

    async def _send(self) -> None:
        while True:
            self.sending = await self.waiting.get()
            while self.sending is not None:
                try:
                    await self.redis.publish(self.channel, self.sending)
                    self.sending = None
                except (RedisError, OSError):
                    await asyncio.sleep(RETRY_SECONDS)

    async def _hear(self) -> None:
        while True:
            try:
                async with self.redis.pubsub() as radio:
                    await radio.subscribe(self.channel)
                    async for message in radio.listen():
                        if message["type"] == "subscribe":
                            self._begin_to_hear()
                        elif message["type"] == "message":
                            self.take(message["data"])
            except (RedisError, OSError) as error:
                log.warning("The bus is gone (%s); trying again.", type(error).__name__)
            finally:
                self.is_connected = False
            await asyncio.sleep(RETRY_SECONDS)

    def _begin_to_hear(self) -> None:
        """What was told before, nobody here has heard: also what screens that have come already were drawn without."""
        self.is_connected, self.echoed_at = True, time.monotonic()
        self.listener.missed()
        self.ask_all()
        self.publish_all_present()

    def ask_all(self) -> None:
        """Ask the others who is connected there."""
        self._queue(BusMessage(self.me, is_new=True))

    def silence(self) -> float:
        """Seconds since something of this process's own came back over the bus; 0 while it has just connected."""
        return time.monotonic() - self.echoed_at

    def take(self, data: bytes) -> None:
        """Hear one message. One that is not understood is dropped: it is of another version, or none of ours."""
        try:
            told = msgspec.msgpack.decode(data, type=BusMessage)
            touches = [Invalidation(w, panel, Audience(*audience), args) for w, panel, audience, args in told.touches]
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            self.not_understood += 1
            if self.not_understood == 1:
                log.warning("The bus carries something that is not understood and is dropped: %s", error)
            return
        if told.by == self.me:
            self.echoed_at = time.monotonic()
            return
        if told.is_gone:
            self.listener.heard_gone(told.by)
            return
        if told.is_lost:
            self.listener.missed()
        if told.is_new:
            self.listener.heard_new(told.by)
        if told.present is not None:
            seats = {workshop: set(there) for workshop, there in told.present.items()}
            self.listener.heard_present(told.by, seats, told.is_all_present)
        if touches:
            self.listener.heard(touches, told.urgent)
