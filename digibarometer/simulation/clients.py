"""A simulated person's browser: pages by plain HTTP with cookies and tokens, and the WebSocket of a screen."""

import asyncio
import json
import logging
import re
import secrets
import time
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from digibarometer.workshops.simulated_people import ScreenModel

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SECONDS = 30


class HttpClient:
    """Somebody's browser on one server."""

    def __init__(self, address: str):
        self.address, self.jar = address.rstrip("/"), CookieJar()
        self._opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(self.jar))

    def post(self, path: str, fields: dict[str, str]) -> str:
        """Open a page, fill in its form and send it; the path of the page that it leads to.

        Raises HTTPError where the server says no, and URLError where it does not answer, or stops in mid-answer.
        """
        url = f"{self.address}{path}"
        page, found_at = self._read(url)
        token = TOKEN.search(page)
        if token is None:  # no form: this browser has its seat already
            return found_at
        body = urlencode({**fields, "csrfmiddlewaretoken": token[1]}).encode()
        return self._read(Request(url, body, {"Referer": url}))[1]

    def _read(self, wanted: str | Request) -> tuple[str, str]:
        """A page's text, and the path that it was found at after what it led to."""
        try:
            with self._opener.open(wanted, timeout=SECONDS) as answer:
                return answer.read().decode(), str(answer.geturl()).removeprefix(self.address)
        except HTTPError:
            raise
        except (OSError, HTTPException) as broken:  # urllib says URLError only of what breaks before the answer begins
            raise URLError(broken) from broken

    def cookies(self, path: str) -> str:
        """The cookies that go with a path, as a header."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar if path.startswith(cookie.path))


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
