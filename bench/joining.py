"""The storm of joining: everyone scans the code within a minute, as phones do: join page, role, room, socket."""

import asyncio
import gzip
import random
import re
import time
from collections.abc import Callable
from typing import Any

from bench.client import Client

CSRF = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
COOKIE = re.compile(rb"(?im)^set-cookie: ((csrftoken|seat|place)=[^;\r]*)")
KEY = re.compile(rb'name="key" value="([^"]+)"')
AGAIN = re.compile(rb"(?im)^refresh: (\d+)")
PATIENCE = 120  # seconds that somebody waits for the door
ROLES = (b"politician", b"manager", b"official", b"official", b"official")


class Refused(Exception):
    """The server did not answer as it should."""


class Phone:
    """One person's browser, as far as joining goes: cookies, and one kept connection for pages."""

    def __init__(self, port: int, code: str, workshop: int):
        self.port, self.code, self.workshop = port, code, workshop
        self.cookies: dict[bytes, bytes] = {}
        self.bytes_in = self.told_to_wait = 0

    async def come_in(self, chance: random.Random, heard: Callable[[Client, bytes, float], None]) -> Client:
        """From the code to the room's first frames. Raises Refused, OSError, TimeoutError."""
        async with asyncio.timeout(PATIENCE):
            await self._connect()
            path = f"/j/{self.code}/".encode()
            page = await self.ask(b"GET", path)
            while self.again:  # as a browser does of itself
                self.told_to_wait += 1
                self.writer.close()
                await asyncio.sleep(self.again)
                await self._connect()
                page = await self.ask(b"GET", path)
            token = CSRF.search(page)
            if not token:
                raise Refused("The join page has no form.")
            key = KEY.search(page)
            form = b"csrfmiddlewaretoken=%s&role=%s&key=%s" % (token[1], chance.choice(ROLES), key[1] if key else b"")
            await self.ask(b"POST", path, form)
            await self.ask(b"GET", f"/w/{self.workshop}/".encode())
            self.writer.close()
            path_of_socket, seat = f"/w/{self.workshop}/live/phone?lang=sv", self.cookies[b"seat"].decode()
            _, client = await asyncio.get_running_loop().create_connection(
                lambda: Client(("phone", self.workshop), path_of_socket, seat, heard), "127.0.0.1", self.port
            )
            await client.opened
            return client

    async def _connect(self) -> None:
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)

    async def ask(self, method: bytes, path: bytes, form: bytes = b"") -> bytes:
        """One request over the kept connection; the body. Raises Refused."""
        cookie = b"; ".join(self.cookies.values())
        self.writer.write(
            b"%s %s HTTP/1.1\r\nHost: localhost:%d\r\nCookie: %s\r\nAccept-Encoding: gzip\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s"
            % (method, path, self.port, cookie, len(form), form)
        )
        head = await self.reader.readuntil(b"\r\n\r\n")
        status = int(head.split(b" ", 2)[1])
        again = AGAIN.search(head)
        self.again = int(again[1]) if again else 0
        if status not in (200, 302) and not again:
            raise Refused(f"{path.decode()} answered {status}.")
        for cookie, name in COOKIE.findall(head):
            self.cookies[name] = cookie
        length = re.search(rb"(?im)^content-length: (\d+)", head)
        body = await self.reader.readexactly(int(length[1])) if length else await self._chunks()
        self.bytes_in += len(head) + len(body)
        return gzip.decompress(body) if b"gzip" in head else body

    async def _chunks(self) -> bytes:
        body = b""
        while size := int(await self.reader.readuntil(b"\r\n"), 16):
            body += (await self.reader.readexactly(size + 2))[:-2]
        await self.reader.readexactly(2)
        return body


async def storm(port: int, rooms: list[dict[str, Any]], people: int, seconds: float) -> dict[str, Any]:
    """Let everyone in at moments spread over so many seconds. Times are from the scan to the open room."""
    chance, took, failed, clients, phones = random.Random(9), [], [], [], []

    async def one(room: dict[str, Any], at: float) -> None:
        await asyncio.sleep(at)
        began = time.perf_counter()
        try:
            phones.append(Phone(port, room["code"], room["workshop"]))
            clients.append(await phones[-1].come_in(chance, lambda *_: None))
        except (Refused, OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            failed.append(f"{type(error).__name__}: {error}")
        took.append(time.perf_counter() - began)

    began = time.perf_counter()
    await asyncio.gather(*(one(room, chance.random() * seconds) for room in rooms for _ in range(people)))
    return {"people": len(took), "failed": len(failed), "why": sorted(set(failed))[:3], "took": took,
            "told_to_wait": sum(phone.told_to_wait > 0 for phone in phones),
            "seconds": time.perf_counter() - began}  # fmt: skip
