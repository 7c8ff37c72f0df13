"""Stands in for the Redis between the processes: each hears what is published after a while of its own, in order."""

import asyncio
import random
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

from redis.exceptions import ConnectionError as RedisConnectionError

from bench.seeds.process import current

if TYPE_CHECKING:
    from bench.seeds.runner import Run


class Server:
    """The Redis itself."""

    def __init__(self, run: "Run", chance: random.Random):
        self.run, self.chance = run, chance
        self.is_down = False
        self.listeners: dict[PubSub, None] = {}
        self.channels: dict[str, None] = {}

    def client(self, url: str, **_: Any) -> "Client":
        """Replaces Redis.from_url."""
        return Client(self)

    def publish(self, channel: Any, data: bytes) -> None:
        """Send to all who listen."""
        channel = channel.decode() if isinstance(channel, bytes) else channel
        self.channels[channel] = None
        for listener in list(self.listeners):
            if channel in listener.channels:
                listener.deliver({"type": "message", "channel": channel.encode(), "data": data, "pattern": None})

    def cut(self) -> None:
        """All connections break; what is under way is lost."""
        for listener in list(self.listeners):
            listener.break_off()


class Client:
    """A process's client."""

    def __init__(self, server: Server):
        self.server, self.process = server, current.get()

    def _must_be_there(self) -> None:
        if self.server.is_down or (self.process and not self.process.is_alive):
            raise RedisConnectionError("Connection refused.")

    async def publish(self, channel: Any, data: bytes) -> int:
        """Publish. Raises redis' ConnectionError."""
        await asyncio.sleep(self.server.run.duration(self.server.run.scale.bus / 4))
        self._must_be_there()
        self.server.run.note("bus", f"{self.process.name if self.process else ''} {bytes(data)!r}"[:90])
        self.server.publish(channel, data)
        return len(self.server.listeners)

    async def ping(self) -> bool:
        """Whether it is there. Raises redis' ConnectionError."""
        await asyncio.sleep(self.server.run.duration(self.server.run.scale.bus / 4))
        self._must_be_there()
        return True

    def pubsub(self, **_: Any) -> "PubSub":
        """A way to listen."""
        return PubSub(self)

    async def aclose(self, *_: Any, **__: Any) -> None:
        """Nothing to close."""


class PubSub:
    """A connection that listens."""

    def __init__(self, client: Client):
        self.client, self.server = client, client.server
        self.channels: set[str] = set()
        self.heard: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self.latest = 0.0
        self.is_broken = False

    async def __aenter__(self) -> "PubSub":
        return self

    async def __aexit__(self, *_: object) -> None:
        self.server.listeners.pop(self, None)

    async def aclose(self) -> None:
        """Listen no more."""
        self.server.listeners.pop(self, None)

    async def subscribe(self, *channels: str) -> None:
        """Listen to these. Raises redis' ConnectionError."""
        await asyncio.sleep(self.server.run.duration(self.server.run.scale.bus))
        self.client._must_be_there()
        self.channels |= set(channels)
        self.server.channels |= dict.fromkeys(channels)
        self.server.listeners[self] = None
        for channel in channels:
            self.deliver({"type": "subscribe", "channel": channel.encode(), "data": 1, "pattern": None})

    def deliver(self, message: dict[str, Any]) -> None:
        """Let it be heard after a while, and after what was sent before."""
        run = self.server.run
        self.latest = max(self.latest + 1e-6, asyncio.get_running_loop().time() + run.duration(run.scale.bus))
        run.call_at(self.latest, lambda: self.is_broken or self.heard.put_nowait(message))

    def break_off(self) -> None:
        """The connection is lost."""
        self.is_broken = True
        self.server.listeners.pop(self, None)
        self.heard.put_nowait(None)

    async def listen(self) -> AsyncIterator[dict[str, Any]]:
        """What comes. Raises redis' ConnectionError."""
        while True:
            yield await self._next()

    async def _next(self) -> dict[str, Any]:
        message = await self.heard.get()
        if message is None:
            raise RedisConnectionError("Connection closed by server.")
        return message
