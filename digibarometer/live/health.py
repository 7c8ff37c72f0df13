"""Whether people get what they need of the server now. A monitor or a load balancer asks, and reads the status."""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable
from functools import partial

from digibarometer import __version__
from digibarometer.i18n import LANGUAGES
from digibarometer.live.connection import Scope, Send
from digibarometer.live.engine import Engine
from digibarometer.live.interfaces import Seat
from digibarometer.live.models import LatestAction
from digibarometer.live.panels import Invalidation
from digibarometer.live.rendering import PanelRenderer

log = logging.getLogger(__name__)

LOOPBACK = {"127.0.0.1", "::1", "::ffff:127.0.0.1"}
PATIENCE_SECONDS = 5.0  # for the database to keep and to answer
MAX_QUEUE_SECONDS = 20.0  # that the first in a queue has waited
MAX_BUS_SILENCE_SECONDS = 10.0


async def check(engine: Engine | None) -> tuple[int, dict[str, object]]:
    """HTTP status and what stands on the health page: 200 when all is well, else 503 and sentences in `wrong`."""
    if engine is None:
        return 503, {"ok": False, "wrong": ["The live room has not started."]}
    wrong = [*await _database(engine), *_queues(engine), *_bus(engine)]
    if wrong:
        log.warning("Not well: %s", " ".join(wrong))
    return 503 if wrong else 200, {"ok": not wrong, "wrong": wrong, **engine.health()}


async def _database(engine: Engine) -> list[str]:
    connection = next(iter(engine.hub.connections()), None)
    someone = connection.seat if connection else None
    asked: dict[str, Callable[[], Awaitable[object]]] = {
        "Nothing can be saved": lambda: engine.write_queue.change(_write),
        "No screen can be drawn": lambda: engine.render_queue.run_async(partial(_draw, engine, someone)),
    }
    return [said for said in await asyncio.gather(*(_try(what, ask) for what, ask in asked.items())) if said]


async def _try(what: str, ask: Callable[[], Awaitable[object]]) -> str:
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await ask()
    except TimeoutError:
        return f"{what}: no answer within {PATIENCE_SECONDS:.0f} s."
    except Exception as error:
        return f"{what}: {type(error).__name__}."
    return ""


def _draw(engine: Engine, someone: Seat | None, drawer: PanelRenderer) -> None:
    """Draw a screen of somebody who is here, as if they came; with nobody here, ask the database."""
    seat = someone and engine.registry.refresh_seat(someone, -1)
    if seat:
        drawer.screen(seat, LANGUAGES[0])
    else:
        engine.registry.lock_versions([0])


def _write(_: list[Invalidation]) -> None:
    LatestAction.objects.accept_if_newer(0, "health", "write", int(time.time() * 1000))


def _queues(engine: Engine) -> list[str]:
    waited = {"Actions": engine.write_queue.waited(), "Screens": engine.render_queue.waited()}
    return [f"{what} have waited {s:.0f} s." for what, s in waited.items() if s > MAX_QUEUE_SECONDS]


def _bus(engine: Engine) -> list[str]:
    if engine.bus.is_connected and engine.bus.silence() < MAX_BUS_SILENCE_SECONDS:
        return []
    return ["The bus between the processes does not answer: screens of other processes may not move."]


def is_from_this_machine(scope: Scope) -> bool:
    """Whether somebody on this machine asks, and not through a proxy on it."""
    host = (scope.get("client") or ("",))[0]
    names = {name for name, _ in scope["headers"]}
    return host in LOOPBACK and not names & {b"x-forwarded-for", b"forwarded", b"via"}


async def answer(engine: Engine | None, scope: Scope, send: Send) -> None:
    """Answer a request for the health page, on the loop itself, so that no queue of pages is in its way.

    Whether all is well is for everybody, for a load balancer must know, and so is the version; how busy it is only for
    this machine.
    """
    status, said = await check(engine)
    figures = said if is_from_this_machine(scope) else {name: said[name] for name in ("ok", "wrong")}
    figures |= {"version": __version__}
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(figures).encode()})
