"""Puts the two halves together: Django's pages, and the live room beside them."""

import gc
import os
import re
import sys
import time
from io import BytesIO

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "digibarometer.settings")
django.setup(set_prefix=False)

from django.conf import settings  # noqa: E402
from django.core.handlers.wsgi import WSGIRequest  # noqa: E402
from django.http import parse_cookie  # noqa: E402

from digibarometer.live import health, http_polling, websocket  # noqa: E402
from digibarometer.live.connection import Receive, Scope, Send  # noqa: E402
from digibarometer.live.engine import Engine  # noqa: E402
from digibarometer.planning import network_test  # noqa: E402
from digibarometer.screens import waiting  # noqa: E402
from digibarometer.serving import child_process, waiting_room  # noqa: E402
from digibarometer.serving.page_server import (  # noqa: E402
    Answer,
    FileServer,
    PageServer,
    environ_of,
    waits_for_child,
)
from digibarometer.serving.request_queue import RequestQueue  # noqa: E402
from digibarometer.workshops.composition import build_registry  # noqa: E402

LIVE = re.compile(r"^/w/(\d{1,12})/live/(phone|table|desk|board)$")
DOOR = re.compile(r"^/(j/[^/]+/|w/\d+/)?$")  # what everybody opens who comes in
JOIN = re.compile(r"^/j/[^/]+/$")
SWITCH = 0.0005  # seconds a thread may hold the interpreter while another waits: the loop must answer between

DOOR_THREADS = 3  # at once: more would only take the core from the live room, and nobody would be in any sooner
PAGE_THREADS = 8  # all other pages, so that a leader is not behind those who come in
CHILD_THREADS = 4  # that wait for documents to be made and files to be read, so that nobody else waits for those
CHILD_PATIENCE_SECONDS = 30.0
COMING_IN, AT_THE_DOOR = 0, 1  # who has seen the form comes before who has not

engine: Engine | None = None
hall: "Hall | None" = None


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """The whole server as one ASGI application."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif (match := LIVE.match(scope["path"])) and engine:
        serve = websocket.serve if scope["type"] == "websocket" else http_polling.serve
        await serve(engine, match[2], int(match[1]), scope, receive, send)
    elif scope["type"] == "http" and scope["path"] == "/health/":
        await health.answer(engine, scope, send)
    elif scope["path"] == network_test.LIVE_TEST:
        await network_test.echo(scope, receive, send)
    elif scope["type"] == "websocket":
        await receive()
        await websocket.turn_away(send, 4404)
    elif hall:
        await hall.serve(scope, receive, send)


class Hall:
    """Pages and files: the door in one lane, what waits for a child process in another, all other pages in a third."""

    def __init__(self) -> None:
        self.files, self.pages = FileServer(), PageServer(waiting.too_large, waiting.busy)
        self.door, self.others = RequestQueue("door", DOOR_THREADS), RequestQueue("pages", PAGE_THREADS)
        self.children = RequestQueue("children", CHILD_THREADS)
        self.tickets = waiting_room.WaitingRoom(self.door, AT_THE_DOOR)

    async def serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for a file or a page."""
        path, now = scope["path"], time.time()
        if path in self.files.paths:
            await self.files.serve(scope, send)
        elif not DOOR.match(path):
            if waits_for_child(scope):
                await self.pages.serve(self.children, COMING_IN, now, scope, receive, send, CHILD_PATIENCE_SECONDS)
            else:
                await self.pages.serve(self.others, COMING_IN, now, scope, receive, send)
        elif scope["method"] == "POST" or not JOIN.match(path):
            await self.pages.serve(self.door, COMING_IN, now, scope, receive, send)
        else:
            await self._at_the_door(now, scope, receive, send)

    async def _at_the_door(self, now: float, scope: Scope, receive: Receive, send: Send) -> None:
        ticket = self.tickets.ticket(_cookie(scope, waiting_room.COOKIE), now)
        if told := self.tickets.must_wait(ticket, now):
            request = WSGIRequest(environ_of(scope, BytesIO(), 0))
            await Answer.from_response(waiting.in_the_queue(request, told)).send(send)
            return
        await self.pages.serve(self.door, AT_THE_DOOR, ticket.arrived, scope, receive, send)
        self.tickets.let_in()

    def stop(self) -> None:
        """End the threads."""
        self.door.stop()
        self.others.stop()
        self.children.stop()


def _cookie(scope: Scope, name: str) -> str:
    header = next((value for key, value in scope["headers"] if key == b"cookie"), b"").decode("latin-1")
    return parse_cookie(header).get(name, "") if f"{name}=" in header else ""


async def _live(receive: Receive, send: Send) -> None:
    """Start the live room with the server, and stop it when all it keeps is kept."""
    global engine, hall
    await receive()
    sys.setswitchinterval(SWITCH)
    gc.set_threshold(50_000, 20, 100)
    engine = Engine(build_registry(), settings.BUS_URL)
    engine.start()
    child_process.start("digibarometer.running.child_template")
    hall = Hall()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    hall.stop()
    child_process.stop()
    await engine.stop()
    await send({"type": "lifespan.shutdown.complete"})
