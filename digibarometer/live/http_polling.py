"""The same room over plain HTTP, for networks that block WebSockets: actions in, answers and the screen out."""

import asyncio
import time
from collections.abc import Awaitable
from urllib.parse import parse_qs

import msgspec

from digibarometer.live.actions import StrOrPromise
from digibarometer.live.codec import (
    ILL_FORMED,
    LATER,
    TOO_LONG,
    Unreadable,
    answer_frame,
    encode,
    refused_frame,
    split_list,
)
from digibarometer.live.connection import Receive, Scope, Send
from digibarometer.live.engine import Engine
from digibarometer.live.failures import MachineFailure
from digibarometer.live.interfaces import Seat
from digibarometer.live.rendering import PanelRenderer
from digibarometer.live.websocket import cookies_of, from_our_page, headers_of, language_of

MAX_BODY_BYTES = 256 * 1024  # bytes in one request: an outbox after a tunnel
MAX_ACTIONS = 500  # actions in one request
MAX_WAIT_SECONDS = 15.0  # seconds that the seat is ahead of its rate, from which on it is asked to send again later

FLOOD_PAUSE_SECONDS = 1.0  # before a request of such a seat is turned away, for else the next one is here at once

_frames = msgspec.json.Decoder(list[msgspec.Raw])


async def serve(engine: Engine, kind: str, workshop: int, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one POST: a list of actions, possibly empty; the answer is a list of frames."""
    headers, query = headers_of(scope), scope["query_string"].decode()
    if scope["method"] != "POST":
        return await _reply(send, 405, [{"why": "POST a list of actions here; see docs/protocol.md."}])
    if not from_our_page(headers) or not headers.get("content-type", "").startswith("application/json"):
        return await _reply(send, 403, [{"why": "Only pages of this site may post here, as application/json."}])
    try:
        seat = await engine.seat(kind, workshop, cookies_of(headers), query)
    except MachineFailure:
        return await _reply(send, 503, [{"why": "The database does not answer. Try again in a while."}])
    if seat is None:
        return await _reply(send, 401, [{"gone": True}])
    if engine.rates.seconds_ahead(seat.workshop, seat.key) > MAX_WAIT_SECONDS:
        await asyncio.sleep(FLOOD_PAUSE_SECONDS)
        return await _reply(send, 429, [{"why": "Too many actions from this seat. Keep them, and try again later."}])
    body = await _body(receive)
    actions = [] if body is None else _actions(body or b"[]")
    if actions is None:
        return await _reply(send, 400, [refused_frame("", ILL_FORMED, language_of(query), "The body is no list.")])
    if body is None or len(actions) > MAX_ACTIONS:
        where = f"At most {MAX_ACTIONS} actions and {MAX_BODY_BYTES} bytes at once."
        return await _reply(send, 413, [refused_frame("", TOO_LONG, language_of(query), where)])
    return await _reply(send, 200, await _answers(engine, seat, actions, query))


def _actions(body: bytes) -> list[bytes] | None:
    """The actions of a list, also where some of them no decoder takes; None where it is no list."""
    try:
        return [bytes(raw) for raw in _frames.decode(body)]
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return split_list(body)


async def _answers(engine: Engine, seat: Seat, actions: list[bytes], query: str) -> list[object]:
    language, seen = language_of(query), parse_qs(query).get("seen", [""])[0]
    answering = [_answer(engine, seat, frame, language) for frame in actions]  # all are queued before any is awaited
    answers: list[object] = [{"hello": {"now": time.time()}}, *[await each for each in answering]]

    def draw(drawer: PanelRenderer) -> str | None:
        renewed = engine.registry.refresh_seat(seat, -1)
        return drawer.screen_frame(renewed, language, seen)[0] if renewed else '{"gone":true}'

    if frame := await engine.render_queue.run_async(draw):
        answers.append(msgspec.Raw(frame.encode()))
    return answers


def _answer(engine: Engine, seat: Seat, frame: bytes, language: str) -> Awaitable[dict[str, str]]:
    """Queue one action; its answer when it is kept or refused."""
    try:
        row, action = engine.wire.read(frame)
    except Unreadable as no:
        return _at_once(refused_frame(no.id, no.why, language, no.where))
    if engine.rates.wait(seat.workshop, seat.key) > MAX_WAIT_SECONDS:
        return _at_once(answer_frame(action.id, LATER, language))
    return _when_kept(action.id, engine.write_queue.enqueue(row, action, seat), language)


async def _at_once(said: dict[str, str]) -> dict[str, str]:
    return said


async def _when_kept(id: str, kept: Awaitable[StrOrPromise | None], language: str) -> dict[str, str]:
    return answer_frame(id, await kept, language)


async def _body(receive: Receive) -> bytes | None:
    """The request's body; None when it is too large."""
    body: bytes = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MAX_BODY_BYTES:
            return None
        if not message.get("more_body"):
            return body


async def _reply(send: Send, status: int, frames: list[object]) -> None:
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": encode(frames)})
