"""A server that cannot keep up tells its screens, and tells them when it has caught up; and when its clock is set."""

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

from digibarometer.live import engine as live
from digibarometer.live.connection import Connection
from digibarometer.live.engine import Engine
from digibarometer.live.interfaces import Registry
from digibarometer.live.panels import Audience
from digibarometer.workshops.extension_points import components


def empty_house() -> Registry:
    """A house where nobody lives."""
    return Registry(
        components=components(),
        seat=lambda *_: None,
        refresh_seat=lambda seat, _: seat,
        lock_versions=lambda _: {},
        snapshot=lambda _: None,
        drop_snapshots=lambda _: None,
        screen_panels=lambda _: [],
        presence_panels=lambda _: [],
        rejoin_change=lambda seat: None,
    )


async def until(holds: Any) -> None:
    """Wait until this holds; fails after a minute."""
    async with asyncio.timeout(60):
        while not holds():  # noqa: ASYNC110 nothing tells us
            await asyncio.sleep(0.02)


@asynccontextmanager
async def one_screen() -> AsyncIterator[tuple[Engine, list[str]]]:
    """An engine with one screen, and what that hears."""
    engine, heard = Engine(empty_house()), []

    async def send(message: dict[str, Any]) -> None:
        heard.append(message["text"])

    engine.start()
    try:
        seat: Any = SimpleNamespace(key="p1", workshop=1, viewer=None, audiences=(Audience("room", 1),))
        engine.hub.connect(Connection("sv", send, engine.hub.send_whole_screen), seat, frozenset())
        yield engine, heard
    finally:
        await engine.stop()


async def test_screens_hear_that_the_server_is_late_and_that_it_has_caught_up(monkeypatch: Any) -> None:
    monkeypatch.setattr(live, "LATE_SECONDS", 0.3)
    goes_on = threading.Event()
    async with one_screen() as (engine, heard):
        try:
            for _ in range(9):  # one turn more than the thread takes at once, so that the last one waits
                engine.render_queue.enqueue(lambda _: goes_on.wait(30))
            await until(lambda: heard)
            assert heard == ['{"behind":true}']
            assert engine.health()["behind"] == 1
            goes_on.set()
            await until(lambda: len(heard) > 1)
            assert heard == ['{"behind":true}', '{"behind":false}']
        finally:
            goes_on.set()


async def test_screens_hear_when_the_servers_clock_was_set(monkeypatch: Any) -> None:
    """Else what counts down on the phones would be an hour wrong until they came again."""
    set_by = [0.0]
    clock = SimpleNamespace(time=lambda: time.time() + set_by[0], monotonic=time.monotonic)
    monkeypatch.setattr(live, "time", clock)
    async with one_screen() as (_, heard):
        await asyncio.sleep(0.3)
        assert not heard
        set_by[0] = 3600
        await until(lambda: heard)
        assert json.loads(heard[0])["hello"]["now"] > time.time() + 3000
        await asyncio.sleep(0.3)
        assert len(heard) == 1
