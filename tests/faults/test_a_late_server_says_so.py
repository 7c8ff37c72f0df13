"""A server that cannot keep up tells its screens, and tells them when it has caught up."""

import asyncio
import time
from types import SimpleNamespace
from typing import Any

from digibarometer.live import engine as live
from digibarometer.live.connection import Connection
from digibarometer.live.engine import Engine
from digibarometer.live.panels import Audience
from digibarometer.live.shape import House
from digibarometer.screens.house import parts


def empty_house() -> House:
    """A house where nobody lives."""
    return House(
        parts=parts(),
        seat=lambda *_: None,
        renew=lambda seat, _: seat,
        versions=lambda _: {},
        now=lambda _: None,
        forget=lambda _: None,
        screen=lambda _: [],
        came_or_went=lambda _: [],
        coming_back=lambda seat: None,
    )


async def until(holds: Any) -> None:
    """Wait until this holds; fails after ten seconds."""
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110 nothing tells us
            await asyncio.sleep(0.02)


async def test_screens_hear_that_the_server_is_late_and_that_it_has_caught_up(monkeypatch: Any) -> None:
    monkeypatch.setattr(live, "LATE", 0.3)
    engine, heard = Engine(empty_house()), []

    async def send(message: dict[str, Any]) -> None:
        heard.append(message["text"])

    engine.start()
    try:
        seat: Any = SimpleNamespace(key="p1", workshop=1, audiences=(Audience("room", 1),))
        engine.hub.come(Connection("sv", send, engine.hub.whole), seat, frozenset())
        for _ in range(9):  # one turn more than the thread takes at once, so that the last one waits
            engine.reader.later(lambda _: time.sleep(0.1))
        await until(lambda: heard)
        assert heard == ['{"behind":true}']
        assert engine.health()["behind"] == 1
        await until(lambda: len(heard) > 1)
        assert heard == ['{"behind":true}', '{"behind":false}']
    finally:
        await engine.stop()
