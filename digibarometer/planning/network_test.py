"""Test the room: the day before, on the room's own Wi-Fi, what gets through from here."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from digibarometer.links import absolute_url, qr_svg

LIVE_TEST = "/live-test"  # asgi hands it to `answer`
MOST_PINGS = 20  # a test sends five


@never_cache
def test_room(request: HttpRequest) -> HttpResponse:
    """The page; its script tries each way and writes what it found."""
    here = absolute_url(request.path)
    return render(request, "planning/test_room.html", {"live_test": LIVE_TEST, "here": here, "qr": qr_svg(here)})


async def echo(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Echo a socket's pings a few times, and say yes to a POST. Reads and keeps nothing."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
        await send({"type": "http.response.body", "body": b"[]"})
        return
    await receive()
    await send({"type": "websocket.accept"})
    for _ping in range(MOST_PINGS):
        if (await receive())["type"] == "websocket.disconnect":
            return
        await send({"type": "websocket.send", "text": "pong"})
    await send({"type": "websocket.close", "code": 1000})
