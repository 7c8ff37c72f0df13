"""One screen over a WebSocket: who is it, what does it want, what is it shown."""

import asyncio
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from digibarometer.i18n import supported_language
from digibarometer.live.codec import Unreadable, answer_frame, encode, refused_frame
from digibarometer.live.connection import TRY_AGAIN_LATER_CODE, Connection, Receive, Scope, Send
from digibarometer.live.engine import Engine
from digibarometer.live.failures import MachineFailure
from digibarometer.live.hub import GONE_FRAME, NO_SEAT_CODE
from digibarometer.live.limits import TOO_MANY_LINES_CODE, network_of_address


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
    return supported_language(parse_qs(query).get("lang", [""])[0])


async def serve(engine: Engine, kind: str, workshop: int, scope: Scope, receive: Receive, send: Send) -> None:
    """Hold one connection from its first frame to its last."""
    await receive()
    headers, query = headers_of(scope), scope["query_string"].decode()
    if not from_our_page(headers):
        return await turn_away(send, 4403)
    address = network_of_address((scope.get("client") or ("",))[0])
    if not engine.addresses.open(address):
        return await turn_away(send, TOO_MANY_LINES_CODE)
    await send({"type": "websocket.accept"})
    connection = Connection(language_of(query), send, engine.hub.send_whole_screen)
    try:
        if await engine.connect(connection, kind, workshop, cookies_of(headers), query):
            await _listen(engine, connection, receive)
        else:
            connection.push(GONE_FRAME)
            connection.close(NO_SEAT_CODE)
    except MachineFailure:
        connection.close(TRY_AGAIN_LATER_CODE)
    finally:
        engine.addresses.close(address)
        engine.disconnect(connection)


async def turn_away(send: Send, code: int) -> None:
    """Close with a code that tells why: a client hears none before it has been let in."""
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.close", "code": code})


async def _listen(engine: Engine, connection: Connection, receive: Receive) -> None:
    while True:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            return
        if wait := engine.rates.wait(connection.seat.workshop, connection.seat.key):
            await asyncio.sleep(wait)  # who sends faster than anyone can act waits, and loses nothing
        if not connection.closed:
            _take(engine, connection, message.get("text") or message.get("bytes") or "")


def _take(engine: Engine, connection: Connection, text: str | bytes) -> None:
    try:
        row, action = engine.wire.read(text)
    except Unreadable as no:
        connection.push(encode(refused_frame(no.id, no.why, connection.language, no.where)).decode())
        return
    engine.write_queue.enqueue(row, action, connection.seat, connection).add_done_callback(
        lambda done: connection.push(encode(answer_frame(action.id, done.result(), connection.language)).decode())
    )
