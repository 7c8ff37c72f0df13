"""One screen over a WebSocket: who is it, what does it want, what is it shown."""

import asyncio
import time
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

from digibarometer.live.actions import StrOrPromise
from digibarometer.live.connection import Connection, Send
from digibarometer.live.engine import BEHIND, Engine
from digibarometer.live.hub import GONE
from digibarometer.live.wire import Unreadable, encode, refusal

RATE, BURST = 20.0, 200.0  # actions a second in the long run, and at once (an outbox after a tunnel)

Scope = dict[str, Any]


def headers_of(scope: Scope) -> dict[str, str]:
    """The headers that matter, by lower-case name."""
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


def cookies_of(headers: dict[str, str]) -> dict[str, str]:
    """The cookies; none where they cannot be read."""
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}


def from_our_page(headers: dict[str, str]) -> bool:
    """Whether the request was made by a page of ours, or by no browser at all."""
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def language_of(query: str) -> str:
    """The language that the page asks for."""
    return "en" if parse_qs(query).get("lang") == ["en"] else "sv"


async def serve(engine: Engine, kind: str, workshop: int, scope: Scope, receive: Any, send: Send) -> None:
    """Hold one connection from its first frame to its last."""
    await receive()
    connection = await _let_in(engine, kind, workshop, scope, send)
    if connection is None:
        return
    try:
        await _show(engine, connection, scope["query_string"].decode())
        await _listen(engine, connection, receive)
    finally:
        engine.hub.go(connection)
        engine.came_or_went(workshop)


async def _let_in(engine: Engine, kind: str, workshop: int, scope: Scope, send: Send) -> Connection | None:
    """The connection of the one who comes; none where nobody sits there, or the page is not ours."""
    headers, query = headers_of(scope), scope["query_string"].decode()
    if not from_our_page(headers):
        await turn_away(send, 4403)
        return None
    seat = await engine.seat(kind, workshop, cookies_of(headers), query)
    await send({"type": "websocket.accept"})
    if seat is None:
        await send({"type": "websocket.send", "text": GONE})
        await send({"type": "websocket.close", "code": 4401})
        return None
    connection = Connection(seat, language_of(query), send)
    engine.hub.come(connection)  # before the screen is drawn, so that no touch is missed between
    engine.came_or_went(workshop)
    return connection


async def turn_away(send: Send, code: int) -> None:
    """Close with a code that tells why: a client hears none before it has been let in."""
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.close", "code": code})


async def _show(engine: Engine, connection: Connection, query: str) -> None:
    """Send the whole screen, unless the browser has it. By itself, so that no connection holds on to what it sent."""
    seen, seat, language = parse_qs(query).get("seen", [""])[0], connection.seat, connection.language
    frame, connection.shown, _ = await engine.reader.ask(lambda drawer: drawer.screen_frame(seat, language, seen))
    connection.push(encode({"hello": {"now": time.time()}}).decode())
    if engine.behind:
        connection.push(BEHIND[True])
    if frame:
        connection.push(frame)


async def _listen(engine: Engine, connection: Connection, receive: Any) -> None:
    tokens, at = BURST, time.monotonic()
    while True:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            return
        now = time.monotonic()
        tokens, at = min(BURST, tokens + (now - at) * RATE) - 1, now
        if tokens < 0:
            await asyncio.sleep(-tokens / RATE)  # who sends faster than anyone can act waits, and loses nothing
        await _take(engine, connection, message.get("text") or message.get("bytes") or "")


async def _take(engine: Engine, connection: Connection, text: str | bytes) -> None:
    try:
        row, action = engine.wire.read(text)
    except Unreadable as no:
        connection.push(encode(refusal(no.id, no.why, connection.language, no.where)).decode())
        return
    engine.ledger.keep(row, action, connection.seat, connection).add_done_callback(
        lambda done: _answer(connection, action.id, done.result())
    )


def _answer(connection: Connection, id: str, why: StrOrPromise | None) -> None:
    answer = {"ack": id} if why is None else refusal(id, why, connection.language)
    connection.push(encode(answer).decode())
