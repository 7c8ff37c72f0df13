"""Floods: one seat, one leader or one address sends all it can, and a probe in a process of its own looks on.

    python -m bench.floods [moves levels sockets burst posts crowd] [--seconds 20]

The probe opens a new line to another room twice a second and counts the time until it is greeted, and has a calm person
of that room rate five times a second. Run it in two checkouts, one after the other, to compare them.
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx

from bench.client import Client
from bench.faults.machines import Server
from bench.run import VERSION, percentiles

Room = dict[str, Any]


class Flood:
    """The room that floods come from."""

    def __init__(self, port: int, session: str, room: Room):
        self.port, self.session, self.room = port, session, room
        self.live, self.number = f"/w/{room['workshop']}/live", int(time.time() * 1000)
        self.version = b""
        self.refused_lines = 0

    async def open(self, screen: str, cookie: str) -> Client | None:
        """A line; none where the server does not let it in."""
        loop = asyncio.get_running_loop()
        client = Client(screen, f"{self.live}/{screen}?lang=sv", cookie, self._heard)
        try:
            await loop.create_connection(lambda: client, "127.0.0.1", self.port)
            async with asyncio.timeout(30):
                await client.opened
        except (OSError, TimeoutError):
            self.refused_lines += 1
            return None
        return client

    def _heard(self, client: Client, text: bytes, at: float) -> None:
        if client.name == "desk" and (found := VERSION.search(text)):
            self.version = found[1]

    def seat(self, nth: int = 0) -> str:
        """The cookie of a person of the room."""
        return f"seat={self.room['people'][nth]['seat']}"

    def wish(self, do: str, **fields: Any) -> dict[str, Any]:
        """An action."""
        self.number += 1
        return {"do": do, "id": f"w{self.number}", "number": self.number, **fields}

    async def moves(self) -> None:
        """One leader moves the room six times a second, with forty phones in it."""
        for nth in range(40):
            await self.open("phone", self.seat(nth))
        desk = await self.open("desk", f"sessionid={self.session}")
        while desk and desk.is_open:
            if self.version:
                to = {"version": int(self.version), "to": self.room["phase"], "spot": None}
                desk.send(json.dumps(self.wish("room.move_to", **to)).encode())
            await asyncio.sleep(1 / 6)

    async def levels(self) -> None:
        """Six seats set their group's level twenty times a second each."""
        lines = [line for nth in range(6) if (line := await self.open("phone", self.seat(nth)))]
        turn = 0
        while True:
            for line in lines:
                question = self.room["questions"][turn % len(self.room["questions"])]
                fields = {"question": question, "level": turn % 5 + 1}
                line.send(json.dumps(self.wish("assessment.set_group_level", **fields)).encode())
            turn += 1
            await asyncio.sleep(0.05)

    async def sockets(self) -> list[Client]:
        """One seat opens two thousand lines, and rates four times a second."""
        lines: list[Client] = []
        for _ in range(20):
            opened = await asyncio.gather(*(self.open("phone", self.seat()) for _ in range(100)))
            lines += [line for line in opened if line]
        for _ in range(40):
            self._rate([line for line in lines if line.is_open][:1])
            await asyncio.sleep(0.25)
        return lines

    async def burst(self) -> None:
        """The same two thousand lines send fifty ratings each at once."""
        lines = await self.sockets()
        for _ in range(50):
            self._rate([line for line in lines if line.is_open])
            await asyncio.sleep(0)
        await asyncio.sleep(600)

    def _rate(self, lines: list[Client]) -> None:
        for line in lines:
            question, level = self.room["questions"][self.number % len(self.room["questions"])], self.number % 5 + 1
            line.send(json.dumps(self.wish("assessment.rate", question=question, level=level)).encode())

    async def posts(self) -> None:
        """Eight lines post lists of five hundred ratings over HTTP, one after the other."""
        address = f"http://127.0.0.1:{self.port}{self.live}/phone"
        how = {"Cookie": self.seat(), "Content-Type": "application/json"}

        async def one(client: httpx.AsyncClient) -> None:
            while True:
                question = self.room["questions"][self.number % len(self.room["questions"])]
                many = [self.wish("assessment.rate", question=question, level=n % 5 + 1) for n in range(500)]
                with suppress(httpx.HTTPError):
                    await client.post(address, headers=how, content=json.dumps(many))

        async with httpx.AsyncClient(timeout=60) as client:
            await asyncio.gather(*(one(client) for _ in range(8)))

    async def crowd(self) -> None:
        """A thousand people are in one room, and twenty of them rate each second."""
        opened = [await self.open("phone", self.seat(nth)) for nth in range(len(self.room["people"]))]
        lines = [line for line in opened if line]
        turn = 0
        while lines:
            self._rate([lines[turn % len(lines)]])
            turn += 1
            await asyncio.sleep(0.05)


KINDS: dict[str, Callable[[Flood], Awaitable[Any]]] = {
    kind.__name__: kind for kind in (Flood.moves, Flood.levels, Flood.sockets, Flood.burst, Flood.posts, Flood.crowd)
}


def probe(port: int, room: Room, seconds: float, found: Any) -> None:
    """How long a new line waits for its greeting and for its screen, and a calm person for an answer."""
    found.put(asyncio.run(_probe(port, room, seconds)))


async def _probe(port: int, room: Room, seconds: float) -> dict[str, list[float]]:
    said: dict[str, list[float]] = {"greeted": [], "screen": [], "answered": []}
    live, sent, number = f"/w/{room['workshop']}/live/phone?lang=sv", {}, int(time.time() * 1000)
    loop = asyncio.get_running_loop()

    def answered(client: Client, text: bytes, at: float) -> None:
        for id in list(sent):
            if id.encode() in text and text.startswith(b'{"ack"'):
                said["answered"].append(at - sent.pop(id))

    async def line(nth: int, heard: Callable[[Client, bytes, float], None]) -> Client:
        client = Client(None, live, f"seat={room['people'][nth]['seat']}", heard)
        await loop.create_connection(lambda: client, "127.0.0.1", port)
        return client

    async def newcomer(nth: int) -> None:
        began, there = time.perf_counter(), loop.create_future()

        def heard(client: Client, text: bytes, at: float) -> None:
            if text.startswith(b'{"hello"'):
                said["greeted"].append(at - began)
            elif text.startswith(b'{"screen"') and not there.done():
                said["screen"].append(at - began)
                there.set_result(None)

        with suppress(OSError, TimeoutError):
            client = await line(nth, heard)
            async with asyncio.timeout(60):
                await there
            client.transport.close()

    calm = await line(0, answered)
    await calm.opened
    until, turn, coming = time.perf_counter() + seconds, 0, []
    while time.perf_counter() < until:
        number, turn = number + 1, turn + 1
        sent[f"c{number}"] = time.perf_counter()
        fields = {"question": room["questions"][turn % len(room["questions"])], "level": turn % 5 + 1}
        calm.send(json.dumps({"do": "assessment.rate", "id": f"c{number}", "number": number, **fields}).encode())
        if turn % 2 == 0:
            coming.append(asyncio.create_task(newcomer(1 + turn // 2 % (len(room["people"]) - 1))))
        await asyncio.sleep(0.2)
    await asyncio.gather(*coming)
    now = time.perf_counter()
    said["answered"] += [now - at for at in sent.values()]  # at least so long
    return said


async def measure(kind: str, server: Server, given: dict[str, Any], rooms: tuple[Room, Room], seconds: float) -> str:
    """One flood, and what the probe saw of it."""
    flood = Flood(server.port, given["session"], rooms[0])
    going = asyncio.create_task(KINDS[kind](flood)) if kind in KINDS else None
    await asyncio.sleep(3 if going else 0)
    found: Any = multiprocessing.get_context("spawn").Queue()
    watching = multiprocessing.get_context("spawn").Process(
        target=probe, args=(server.port, rooms[1], seconds, found), daemon=True
    )
    watching.start()
    said = await asyncio.to_thread(found.get)
    if going:
        going.cancel()
        await asyncio.gather(going, return_exceptions=True)
    cells = [percentiles(said[name], most=True) for name in ("greeted", "screen", "answered")]
    row = " | ".join(
        f"{cell.get('p50')} / {cell.get('p99')} ms ({len(said[name])})" for name, cell in zip(said, cells, strict=True)
    )
    return f"| {kind} | {row} | {flood.refused_lines} |"


def main() -> None:
    """Flood, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", default=list(KINDS))
    parser.add_argument("--seconds", type=float, default=20)
    options = parser.parse_args()
    print(
        "| flood | greeted p50 / p99 (times) | screen | a calm person answered | lines not let in |\n"
        + "| --- " * 5
        + "|"
    )
    with tempfile.TemporaryDirectory(prefix="bench-floods-") as name:
        made: dict[int, Path] = {}  # data folders with two rooms, by their people
        for kind in ["quiet", *options.kinds]:
            people = 1000 if kind == "crowd" else 40
            if people not in made:
                made[people] = Path(name) / str(people)
                file = made[people] / "rooms.json"
                Server(made[people], {}).run("-m", "bench.rooms", "2", str(people), str(file), "assessment")
            folder = shutil.copytree(made[people], Path(name) / kind)
            given = json.loads((folder / "rooms.json").read_text())
            server = Server(folder, {})
            server.start()
            os.sched_setaffinity(server.process.pid, {0})
            try:
                while server.health() != 200:
                    time.sleep(0.2)
                print(asyncio.run(measure(kind, server, given, tuple(given["rooms"]), options.seconds)), flush=True)
            finally:
                server.kill()


if __name__ == "__main__":
    main()
