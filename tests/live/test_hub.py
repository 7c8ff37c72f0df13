"""Every screen shows what is so, whenever it came and however slow it is."""

import asyncio

import pytest

from digibarometer.live import hub
from digibarometer.live.connection import MAX_WAITING_FRAMES
from digibarometer.live.hub import GONE_FRAME, NO_SEAT_CODE, TICK_SECONDS
from digibarometer.live.panels import Audience, whole_workshop
from tests.live.small_registry import ROOM, Screen, Sitting, Small, comes, running, touch, until


async def test_who_comes_while_something_changes_is_shown_it(monkeypatch):
    """The first screen has been drawn, and not yet delivered, when somebody writes."""
    small = Small(hold="room_text")
    async with running(small, monkeypatch) as engine:
        coming = asyncio.create_task(comes(engine, Sitting("p1")))
        await asyncio.to_thread(small.held.wait)
        small.texts["room_text"] = "written meanwhile"
        engine.hub.invalidate([touch("room_text")], urgent=False)
        small.let_go.set()
        screen = await coming
        await until(lambda: screen.shows("written meanwhile"))


async def test_who_comes_with_another_language_while_it_is_drawn_is_shown_it_too(monkeypatch):
    small = Small()
    async with running(small, monkeypatch) as engine:
        swedish = await comes(engine, Sitting("p1"))
        english = Screen(engine)
        english.connection.language = "en"
        small.hold = "room_text"
        small.texts["room_text"] = "written meanwhile"
        engine.hub.invalidate([touch("room_text")], urgent=False)
        await asyncio.to_thread(small.held.wait)
        coming = asyncio.create_task(engine.connect(english.connection, "phone", ROOM, {"seat": Sitting("p2")}, ""))
        small.let_go.set()
        await coming
        await until(lambda: swedish.shows("written meanwhile") and english.shows("written meanwhile"))


async def test_a_seat_that_was_taken_over_is_told_closed_and_sent_nothing_more(monkeypatch):
    small = Small()
    async with running(small, monkeypatch) as engine:
        mine = (Audience("my", 7), Audience("room", ROOM))
        old = await comes(engine, Sitting("p7", audiences=mine))
        new = await comes(engine, Sitting("p7b", audiences=mine))
        before = len(old.said)
        small.turned_out.add("p7")
        small.texts["my_text"] = "a secret of the new device"
        engine.hub.invalidate([whole_workshop(ROOM)], urgent=True)
        engine.hub.invalidate([touch("my_text", Audience("my", 7))], urgent=True)  # at once, before the old one is gone
        await until(lambda: new.shows("a secret of the new device"))
        await until(lambda: GONE_FRAME in old.said)
        await until(lambda: old.said[-1] == {"type": "websocket.close", "code": NO_SEAT_CODE})
        assert not [frame for frame in old.said[before:] if "secret" in str(frame)]
        assert engine.hub.connected_seats(ROOM) == {"p7b"}


async def test_a_slow_screen_gets_its_answers_and_then_what_is_so(monkeypatch):
    small = Small()
    async with running(small, monkeypatch) as engine:
        screen = await comes(engine, Sitting("p1"))
        screen.slow = asyncio.Event()
        screen.connection.push('{"ack":"a0"}')
        for number in range(3 * MAX_WAITING_FRAMES):
            screen.connection.push(f'{{"panel":"room_text","html":"text {number}."}}')
            screen.connection.push(f'{{"ack":"b{number}"}}')
        small.texts["room_text"], small.drawn = "as it is now.", []
        engine.hub.invalidate([touch("room_text")], urgent=True)
        await until(lambda: small.drawn)
        screen.slow.set()
        await until(lambda: screen.shows("as it is now."))
        assert '"screen"' in [frame for frame in screen.said if "as it is now." in str(frame)][-1]
        acknowledged = [frame for frame in screen.said if isinstance(frame, str) and '"ack":"b' in frame]
        assert len(acknowledged) == 3 * MAX_WAITING_FRAMES


async def test_many_moves_draw_a_waiting_screen_once(monkeypatch):
    """A leader who moves many times a second makes nobody wait for each of them."""
    small = Small()
    async with running(small, monkeypatch) as engine:
        screens = [await comes(engine, Sitting(f"p{number}")) for number in range(5)]
        small.hold = "room_text"
        engine.hub.invalidate([touch("room_text")], urgent=True)
        await asyncio.to_thread(small.held.wait)
        for number in range(100):
            small.texts["room_text"] = f"move {number}."
            engine.hub.invalidate([whole_workshop(ROOM)], urgent=True)
        small.let_go.set()
        await until(lambda: all(screen.shows("move 99.") for screen in screens))
        assert max(len(screen.said) for screen in screens) < 8, "hello, a screen, and at most a few since"


async def test_the_first_change_comes_at_once_and_what_follows_is_gathered(monkeypatch):
    """Time stands still here: no tick ever comes, and the phone has the first change all the same."""
    monkeypatch.setitem(TICK_SECONDS, "fast", 3600)
    small = Small()
    async with running(small, monkeypatch) as engine:
        screen = await comes(engine, Sitting("p1"))
        small.texts["room_text"] = "one."
        engine.hub.invalidate([touch("room_text")], urgent=False)
        await until(lambda: screen.shows("one."))
        small.texts["room_text"] = "two."
        engine.hub.invalidate([touch("room_text")], urgent=False)
        small.texts["room_text"] = "three."
        engine.hub.invalidate([touch("room_text")], urgent=False)
        engine.hub._tick((ROOM, "fast"))
        await until(lambda: screen.shows("three."))
        assert not [frame for frame in screen.said if "two." in frame]


@pytest.mark.parametrize(("quiet", "comes_at_once"), [(0, True), (3600, False)])
async def test_only_in_a_quiet_room_does_a_change_come_at_once(monkeypatch, quiet, comes_at_once):
    """Ticks never come by themselves here, and a room is quiet always, or never again."""
    monkeypatch.setitem(TICK_SECONDS, "fast", 3600)
    monkeypatch.setattr(hub, "QUIET_SECONDS", quiet)
    small = Small()
    async with running(small, monkeypatch) as engine:
        screen = await comes(engine, Sitting("p1"))
        engine.hub.invalidate([touch("room_text")], urgent=False)
        await until(lambda: not engine.hub.gathered)
        small.texts["room_text"] = "two."
        engine.hub.invalidate([touch("room_text")], urgent=False)
        assert engine.hub.gathered[ROOM, "fast"] == (set() if comes_at_once else {touch("room_text")})
        if not comes_at_once:
            engine.hub._tick((ROOM, "fast"))
        await until(lambda: screen.shows("two."))


async def test_what_nobody_has_before_them_is_not_drawn(monkeypatch):
    small = Small(texts={"room_text": "first", "room_more": "more"})
    async with running(small, monkeypatch) as engine:
        screen = await comes(engine, Sitting("p1"))
        screen.connection.shown = frozenset({"room_text"})
        small.drawn, small.texts["room_text"] = [], "and then."
        engine.hub.invalidate([touch("room_more"), touch("room_text")], urgent=True)
        await until(lambda: screen.shows("and then."))
        assert small.drawn == ["room_text"]


async def test_what_changes_faster_than_it_can_be_drawn_never_queues_up(monkeypatch):
    monkeypatch.setitem(TICK_SECONDS, "fast", 0.001)
    small = Small()
    async with running(small, monkeypatch) as engine:
        screen = await comes(engine, Sitting("p1"))
        small.drawn, small.hold = [], "room_text"
        engine.hub.invalidate([touch("room_text")], urgent=False)
        await asyncio.to_thread(small.held.wait)
        for number in range(20):
            small.texts["room_text"] = f"text {number}."
            engine.hub.invalidate([touch("room_text")], urgent=False)
            await asyncio.sleep(0.003)
        assert engine.render_queue.waiting == 0
        small.let_go.set()
        await until(lambda: screen.shows("text 19."))
        assert small.drawn == ["room_text"] * 2


async def test_what_the_acknowledgement_tells_is_not_drawn_and_all_else_of_ones_own_is(monkeypatch):
    small = Small()
    async with running(small, monkeypatch) as engine:
        own = touch("my_text", Audience("my", 7))
        screen = await comes(engine, Sitting("p7", audiences=(Audience("my", 7), Audience("room", ROOM))))
        small.texts["my_text"] = "rated."
        engine.hub.invalidate([own], False, told_by_ack=screen.connection)
        small.texts["room_text"] = "and then."
        engine.hub.invalidate([touch("room_text")], urgent=True)
        await until(lambda: screen.shows("and then."))
        assert not [frame for frame in screen.said if "rated." in frame]
        small.texts["my_text"] = "done."
        engine.hub.invalidate([own], False)
        await until(lambda: screen.shows("done."))


@pytest.mark.parametrize("asked_for", ["panel", "whole screen"])
async def test_what_was_drawn_before_an_acknowledgement_never_comes_after_it(monkeypatch, asked_for):
    """One's own panel has been drawn, for another's sake, and not yet delivered, when one's own rating is kept."""
    small = Small()
    async with running(small, monkeypatch) as engine:
        own = touch("my_text", Audience("my", 7))
        screen = await comes(engine, Sitting("p7", audiences=(Audience("my", 7), Audience("room", ROOM))))
        small.hold = "my_text"
        engine.hub.invalidate([own if asked_for == "panel" else whole_workshop(ROOM)], urgent=True)
        await asyncio.to_thread(small.held.wait)
        small.texts["my_text"] = "rated."
        before = len(screen.said)
        engine.hub.invalidate([own], False, told_by_ack=screen.connection)
        screen.connection.push('{"ack":"a1"}')
        small.let_go.set()
        await until(lambda: screen.shows("rated."))
        assert not [frame for frame in screen.said[before:] if "mine" in frame]


async def test_what_a_command_changed_and_told_nobody_is_seen_by_who_comes_after(monkeypatch):
    small = Small()
    async with running(small, monkeypatch) as engine:
        assert (await comes(engine, Sitting("p1"))).shows("first")
        small.texts["room_text"] = "changed by a command"
        assert (await comes(engine, Sitting("p2", version=2))).shows("changed by a command")
