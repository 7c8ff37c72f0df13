"""Uvicorn's HTTP, for clients that never finish what they ask for."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MAX_HEADER_SECONDS = 20.0
MAX_HEADER_BYTES = 64 * 1024
MAX_BODY_SECONDS = 30.0  # and besides, as long as a slow line needs:
SLOWEST_BYTES_PER_SECOND = 16 * 1024


class Http(HttpToolsProtocol):
    """Closes a connection whose request is not whole in time; uvicorn itself waits for ever."""

    timer: asyncio.TimerHandle | None = None
    header_bytes: int | None = 0  # so far; None when the headers are whole

    def connection_made(self, transport: Any) -> None:
        """Somebody has called, and must ask for something."""
        super().connection_made(transport)
        self._within(MAX_HEADER_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more is expected."""
        self._whole()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """A part of a request, or several requests."""
        super().data_received(data)
        if self.header_bytes is not None:
            self.header_bytes += len(data)
            if self.header_bytes > MAX_HEADER_BYTES:
                self._close()

    def on_message_begin(self) -> None:
        """Another request has begun."""
        super().on_message_begin()
        self.header_bytes = 0
        self._within(MAX_HEADER_SECONDS)

    def on_headers_complete(self) -> None:
        """The body is left, if there is one."""
        self.header_bytes = None
        declared = next((value for name, value in self.headers if name == b"content-length"), b"0")
        size = int(declared) if declared.isdigit() else 0
        self._within(MAX_BODY_SECONDS + size / SLOWEST_BYTES_PER_SECOND)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is whole."""
        self._whole()
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        """The connection is a WebSocket from here."""
        self._whole()
        super().handle_websocket_upgrade()

    def _within(self, seconds: float) -> None:
        self._whole()
        self.timer = self.loop.call_later(seconds, self._close)

    def _whole(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None

    def _close(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()
