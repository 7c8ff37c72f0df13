"""The way between a client and the server: frames take their time, keep their order, and are lost when it breaks."""

import asyncio
import contextvars
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bench.seeds.process import Process, current

if TYPE_CHECKING:
    from bench.seeds.runner import Run

SLOW_WINDOW = 8  # frames that a slow line holds before the server must wait


def in_process(process: Process, do: Callable[..., Any], *args: Any) -> Any:
    """Call this as if the process did."""
    context = contextvars.copy_context()
    context.run(current.set, process)
    return context.run(do, *args)


def scope_of(kind: str, workshop: int, cookies: dict[str, str], query: str, **more: Any) -> dict[str, Any]:
    """What a server tells an application of a request."""
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return {
        "type": "websocket",
        "path": f"/w/{workshop}/live/{kind}",
        "query_string": query.encode(),
        "headers": [(b"cookie", cookie.encode()), (b"content-type", b"application/json")],
        **more,
    }


class Line:
    """A WebSocket from a client to a process."""

    def __init__(self, run: "Run", process: Process, client: Any):
        self.run, self.process, self.client, self.heard = run, process, client, client.take
        self.to_server: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.is_open = True  # as the client sees it
        self.is_slow = False
        self.under_way = 0
        self.room = asyncio.Event()
        self.latest = {"up": 0.0, "down": 0.0}
        self.opened_at = run.loop.time()  # by the client
        self.reached_at: float | None = None  # when the server hears of it
        self.hello_at: float | None = None  # when the server says hello
        self.gone_at: float | None = None
        self.sent: list[tuple[float, str]] = []  # all that the server sent

    def open(self, serve: Callable[..., Any], kind: str, workshop: int, cookies: dict[str, str], query: str) -> None:
        """Let the process serve this line."""
        scope = scope_of(kind, workshop, cookies, query)
        self.run.lines[self] = None
        self._later("up", self._reached)
        serving = serve(self.process.engine, kind, workshop, scope, self.to_server.get, self._send)
        in_process(self.process, self.run.loop.create_task, serving).add_done_callback(self._served)

    def _reached(self) -> None:
        self.reached_at = self.run.loop.time()
        self.to_server.put_nowait({"type": "websocket.connect"})

    def send(self, frame: dict[str, Any]) -> None:
        """From the client."""
        text = json.dumps(frame)
        self._later("up", lambda: self.to_server.put_nowait({"type": "websocket.receive", "text": text}))

    def cut(self, server_hears_after: float = 0.0) -> None:
        """The line breaks; the server may hear of it much later."""
        if self.is_open:
            self.is_open = False
            self.run.lines.pop(self, None)
            self.room.set()
            gone = {"type": "websocket.disconnect", "code": 1006}
            self.run.call_later(server_hears_after, lambda: self.to_server.put_nowait(gone))

    def close_by_server(self, code: int) -> None:
        """The server closes it, or is no more; the client hears of it after all frames that were sent."""
        self._later("down", lambda: self._closed(code))
        self.to_server.put_nowait({"type": "websocket.disconnect", "code": code})

    def _closed(self, code: int) -> None:
        self.is_open = False
        self.run.lines.pop(self, None)
        self.heard(self, None)

    def _later(self, way: str, do: Callable[[], Any]) -> None:
        run = self.run
        at = max(self.latest[way] + 1e-6, run.loop.time() + run.duration(run.scale.network))
        self.latest[way] = at
        run.call_at(at, lambda: self.is_open and (way == "down" or self.process.is_alive) and do())

    async def _send(self, message: dict[str, Any]) -> None:
        if not self.is_open or not self.process.is_alive:
            raise OSError("The line is gone.")
        if message["type"] == "websocket.close":
            self._later("down", lambda: self._closed(message.get("code", 1000)))
        if message["type"] != "websocket.send":
            return
        if message["text"].startswith('{"hello"'):
            self.hello_at = self.run.loop.time()
        self.run.invariants.on_frame(self, message["text"])
        self.under_way += 1
        self._later("down", lambda: self._arrived(message["text"]))
        while self.is_slow and self.under_way > SLOW_WINDOW and self.is_open:
            self.room.clear()
            await self.room.wait()

    def _arrived(self, text: str) -> None:
        self.under_way -= 1
        self.room.set()
        frame = json.loads(text)
        self.heard(self, frame)

    def _served(self, task: "asyncio.Task[None]") -> None:
        if task.cancelled() or not self.process.is_alive:
            return
        if error := task.exception():
            self.run.note("error", f"serving: {error!r}"[:200])
        self._later("down", lambda: self._closed(1011 if error else 1000))
