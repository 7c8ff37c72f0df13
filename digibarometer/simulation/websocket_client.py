"""A simulated screen's line to the room: the WebSocket, what it shows, and what waits for an answer."""

import asyncio
import json
import logging
import secrets
import time
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from digibarometer.simulation.screen_parser import ScreenModel

log = logging.getLogger(__name__)


class ScreenClient:
    """Keeps a screen connected; what was not answered is sent again after a break, as a browser's outbox does."""

    def __init__(self, url: str, cookies: str):
        self.url, self.cookies = url, cookies
        self.view, self.changed, self.gone = ScreenModel(), asyncio.Event(), False
        self.refused: list[str] = []
        self._socket: ClientConnection | None = None
        self._unanswered: dict[str, tuple[str, asyncio.Future[str | None]]] = {}
        self._number = 0

    async def stay_connected(self) -> None:
        """Stay connected until the seat is gone."""
        headers = {"Cookie": self.cookies}
        async for socket in connect(self.url, additional_headers=headers, proxy=None, max_size=None):
            try:
                self._socket = socket
                for text, _ in list(self._unanswered.values()):
                    await socket.send(text)
                async for frame in socket:
                    self._take(json.loads(frame))
            except ConnectionClosed:
                pass
            self._socket = None
            if self.gone:
                return
            await asyncio.sleep(1)

    def _take(self, frame: dict[str, Any]) -> None:
        match frame:
            case {"screen": html}:
                self.view.show(html)
            case {"panel": name, "html": html}:
                self.view.renew(name, html)
            case {"ack": id}:
                self._answer(id, None)
            case {"refused": id, "why": why}:
                self.refused.append(why)
                self._answer(id, why)
            case {"gone": _}:
                self.gone = True
        self.changed.set()

    def _answer(self, id: str, why: str | None) -> None:
        _, answer = self._unanswered.pop(id, (None, None))
        if answer and not answer.done():
            answer.set_result(why)

    async def do(self, do: str, **wanted: Any) -> str | None:
        """Say what is wanted and wait for the answer; the reason when it is refused."""
        id = secrets.token_hex(8)
        self._number = max(self._number + 1, int(time.time() * 1000))
        text = json.dumps({"do": do, "id": id, "number": self._number, "phase": self.view.phase, **wanted})
        answer: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        self._unanswered[id] = text, answer
        if self._socket:
            try:
                await self._socket.send(text)
            except ConnectionClosed:
                log.debug("sent again when the line is back")
        why = await answer
        if why:
            log.warning("refused: %s: %s", do, why)
        return why

    async def wait(self, seconds: float) -> None:
        """Wait until something changes on the screen, so long at most."""
        self.changed.clear()
        try:
            async with asyncio.timeout(seconds):
                await self.changed.wait()
        except TimeoutError:
            return
