"""Between processes: what is not understood harms nobody, and who is connected is known also when a process dies."""

import asyncio
import logging
from typing import Any

import msgspec

from digibarometer.live import presence, supervision
from digibarometer.live.bus import BusMessage, RedisBus, channel
from digibarometer.live.panels import Audience, Invalidation
from digibarometer.live.presence import Presence
from tests.live.small_registry import ROOM, Sitting, Small, comes, running, until


class Heard:
    """Notes what a process hears."""

    def __init__(self):
        self.calls = []

    def __getattr__(self, name):
        return lambda *given: self.calls.append((name, *given))


async def test_a_message_that_is_not_understood_is_dropped_and_said_once(caplog):
    heard = Heard()
    radio = RedisBus("redis://127.0.0.1:1/0", heard)
    foreign = [b"hello from another program", b"\xc1", msgspec.msgpack.encode({"a": 1}), b"", b"\x91" * 5_000]
    with caplog.at_level(logging.WARNING):
        for data in foreign:
            radio.take(data)
    assert heard.calls == []
    assert len(caplog.records) == 1
    radio.take(msgspec.msgpack.encode(BusMessage("other", True, [(ROOM, "small/room_text", ("room", ROOM), ())])))
    assert [name for name, *_ in heard.calls] == ["heard"]


async def test_a_newer_process_may_tell_more_than_an_older_one_reads():
    heard = Heard()
    radio = RedisBus("redis://127.0.0.1:1/0", heard)
    newer = [*msgspec.msgpack.decode(msgspec.msgpack.encode(BusMessage("other", present={ROOM: ["p1"]}))), "and more"]
    radio.take(msgspec.msgpack.encode(newer))
    assert heard.calls == [("heard_present", "other", {ROOM: {"p1"}}, False)]


def test_two_installations_on_one_bus_do_not_hear_each_other(settings):
    first = channel()
    settings.SECRET_KEY = "another installation has another secret"
    assert channel() != first


async def test_a_panel_that_only_another_version_has_makes_the_room_draw_everything(monkeypatch):
    small = Small()
    async with running(small, monkeypatch) as engine:
        screen = await comes(engine, Sitting("p1"))
        small.texts["room_text"] = "as it is now."
        engine.heard([Invalidation(ROOM, "small/room_of_tomorrow", Audience("room", ROOM))], urgent=True)
        await until(lambda: screen.shows("as it is now."))


class Slow:
    """A bus whose first message hangs until it is cut off."""

    def __init__(self):
        self.published, self.hangs = [], True

    async def publish(self, channel, data):
        if self.hangs:
            self.hangs = False
            await asyncio.Event().wait()
        self.published.append(msgspec.msgpack.decode(data, type=BusMessage))

    async def aclose(self):
        """Nothing is held."""


async def test_a_process_that_stops_has_told_all_that_it_knew():
    slow: Any = Slow()
    radio = RedisBus("redis://127.0.0.1:1/0", Heard())
    radio.redis = slow
    radio.publish([Invalidation(ROOM, "small/first", Audience("room", ROOM))], urgent=True)
    radio.publish([Invalidation(ROOM, "small/second", Audience("room", ROOM))], urgent=True)
    sending = asyncio.create_task(radio._send())
    await until(lambda: not slow.hangs)
    sending.cancel()
    await radio.stop()
    told = [touch[1] for one in slow.published for touch in one.touches]
    assert told == ["small/first", "small/second"]
    assert slow.published[-1].is_gone


def test_who_was_connected_to_a_process_that_dies_is_no_longer_there(monkeypatch):
    clock, changed, died = [100.0], [], []
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    elsewhere = Presence(changed.append, lambda: died.append(1))
    elsewhere.hear("one", {1: {"p1", "p2"}, 2: {"p3"}}, is_all=True)
    elsewhere.hear("two", {1: {"p4"}}, is_all=False)
    assert elsewhere.seats_in(1) == {"p1", "p2", "p4"}
    clock[0] += presence.GONE_SECONDS - 1
    elsewhere.hear("two", {}, is_all=False)
    elsewhere.look()
    assert not died
    clock[0] += 2
    elsewhere.look()
    assert died == [1]
    assert (elsewhere.seats_in(1), elsewhere.seats_in(2)) == ({"p4"}, set())
    assert changed == [1, 2, 1, 1, 2]
    elsewhere.forget("two")
    assert elsewhere.seats_in(1) == set()
    assert died == [1], "one that says good-bye has told all"


async def test_a_task_that_fails_begins_again_and_one_that_fails_on_ends_the_process(monkeypatch, caplog):
    turns, given_up = [], []

    async def no_sleep(_):
        return None

    async def fails():
        turns.append(1)
        raise ZeroDivisionError

    monkeypatch.setattr("asyncio.sleep", no_sleep)
    await supervision.keep_running("ledger", fails, lambda: given_up.append(1))
    assert len(turns) == supervision.MAX_FAILURES
    assert given_up == [1]
    assert caplog.records[-1].levelno == logging.CRITICAL
    assert "ledger" in caplog.records[-1].getMessage()
