"""A small WebSocket client: thousands of them fit in one process beside the server's core."""

import asyncio
import os
import time
from collections.abc import Callable


class Client(asyncio.Protocol):
    """One screen. `heard(client, text, at)` is called for each text frame; `at` is time.perf_counter()."""

    __slots__ = ("buffer", "bytes_in", "heard", "is_open", "name", "opened", "request", "transport")

    def __init__(self, name: object, path: str, cookie: str, heard: Callable[["Client", bytes, float], None]):
        self.name, self.heard = name, heard
        self.request = (
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nCookie: {cookie}\r\n\r\n"
        ).encode()
        self.buffer, self.is_open, self.bytes_in = b"", False, 0
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        transport.write(self.request)  # type: ignore[attr-defined]

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_open = False
        if not self.opened.done():
            self.opened.set_exception(ConnectionError("The server did not let the screen in."))

    def data_received(self, data: bytes) -> None:
        at = time.perf_counter()
        self.bytes_in += len(data)
        self.buffer += data
        if not self.is_open:
            head, found, rest = self.buffer.partition(b"\r\n\r\n")
            if not found:
                return
            if b" 101 " not in head.split(b"\r\n", 1)[0]:
                self.transport.close()
                return
            self.buffer, self.is_open = rest, True
        while (frame := self._frame()) is not None:
            kind, body = frame
            if kind == 1:
                if not self.opened.done():  # greeted: the line is taken long before, in a storm
                    self.opened.set_result(None)
                self.heard(self, body, at)
            elif kind == 9:
                self._send(10, body)

    def _frame(self) -> tuple[int, bytes] | None:
        data = self.buffer
        if len(data) < 2:
            return None
        length, start = data[1] & 127, 2
        if length == 126:
            length, start = int.from_bytes(data[2:4], "big"), 4
        elif length == 127:
            length, start = int.from_bytes(data[2:10], "big"), 10
        if len(data) < start + length:
            return None
        self.buffer = data[start + length :]
        return data[0] & 15, data[start : start + length]

    def send(self, text: bytes) -> None:
        """Send one text frame."""
        self._send(1, text)

    def _send(self, kind: int, body: bytes) -> None:
        mask = os.urandom(4)
        size = len(body)
        head = bytes([128 | kind, 128 | size]) if size < 126 else bytes([128 | kind, 254]) + size.to_bytes(2, "big")
        key = int.from_bytes((mask * (size // 4 + 1))[:size], "big")
        masked = (int.from_bytes(body, "big") ^ key).to_bytes(size, "big")
        self.transport.write(head + mask + masked)  # type: ignore[attr-defined]
