"""Puts the two halves together: Django's pages, and the live room beside them."""

import gc
import os
import re
import sys
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "digibarometer.settings")
pages: Any = get_asgi_application()

from django.conf import settings  # noqa: E402

from digibarometer.live import fallback, health, socket  # noqa: E402
from digibarometer.live.engine import Engine  # noqa: E402
from digibarometer.planning import roomtest  # noqa: E402
from digibarometer.screens.house import house  # noqa: E402

LIVE = re.compile(r"^/w/(\d{1,12})/live/(phone|table|desk|board)$")
SWITCH = 0.0005  # seconds a thread may hold the interpreter while another waits: the loop must answer between

engine: Engine | None = None


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """The whole server as one ASGI application."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif (match := LIVE.match(scope["path"])) and engine:
        serve = socket.serve if scope["type"] == "websocket" else fallback.serve
        await serve(engine, match[2], int(match[1]), scope, receive, send)
    elif scope["type"] == "http" and scope["path"] == "/health/":
        await health.answer(engine, send)
    elif scope["path"] == roomtest.LIVE_TEST:
        await roomtest.answer(scope, receive, send)
    elif scope["type"] == "websocket":
        await receive()
        await socket.turn_away(send, 4404)
    else:
        await pages(scope, receive, send)


async def _live(receive: Any, send: Any) -> None:
    """Start the live room with the server, and stop it when all it keeps is kept."""
    global engine
    await receive()
    sys.setswitchinterval(SWITCH)
    gc.set_threshold(50_000, 20, 100)
    engine = Engine(house(), settings.BUS_URL)
    engine.start()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await engine.stop()
    await send({"type": "lifespan.shutdown.complete"})
