"""Rooms, their servers and their people, ready to be disturbed."""

import asyncio
import contextlib
import json
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.faults.crowd import Crowd
from bench.faults.machines import KEY, Bus, Postgres, Server


@dataclass
class Stage:
    """What can be broken, and who must not notice."""

    servers: list[Server]
    crowd: Crowd
    database: str  # a file, or an address
    postgres: Postgres | None = None
    bus: Bus | None = None
    read: dict[str, int] = field(default_factory=dict)  # characters of each log

    async def up(self, seconds: float = 180, well: bool = False) -> float:
        """Until every server answers, or says that it is well; when that was (time.monotonic)."""
        until, enough = time.monotonic() + seconds, (200,) if well else (200, 503)
        while time.monotonic() < until:
            if all([await asyncio.to_thread(server.health) in enough for server in self.servers]):
                return time.monotonic()
            await asyncio.sleep(0.05)
        raise TimeoutError("The servers did not come up again.")

    async def judged(self, up: float) -> dict[str, Any]:
        """When all were back, and then, at rest, what was lost, doubled or refused and which screens differ."""
        stopping = asyncio.create_task(self._stop_in(5))  # on a slow machine they would never be done
        back = await self.crowd.back()
        await asyncio.sleep(0.5)
        stopping.cancel()
        await self.crowd.stop()
        await self.crowd.at_rest()
        lost, doubled = await asyncio.to_thread(self.crowd.lost_and_doubled, self.database)
        differ = await self.crowd.differ()
        return {
            "back": round(max(back - up, 0.0), 2),
            "lost": lost,
            "doubled": doubled,
            "differ": sum(differ.values()),
            "which": differ,
            **self.crowd.count(),
            "logged": self._logged(),
        }

    async def _stop_in(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self.crowd.stop()

    def _logged(self) -> list[str]:
        """The last errors that the servers wrote since they were asked before."""
        said = []
        for server in self.servers:
            log = server.folder / "server.log"
            text = log.read_text()[self.read.get(str(log), 0) :]
            self.read[str(log)] = self.read.get(str(log), 0) + len(text)
            said += [line[:400] for line in text.splitlines() if '"error"' in line or "Traceback" in line]
        return said[-3:]


@contextlib.asynccontextmanager
async def stage(
    on: str, rooms: int, rate: float, data: Path | None = None, before: tuple[str, ...] = ()
) -> AsyncIterator[Stage]:
    """Rooms of forty with desk and board, two of five at a wall, on one process and SQLite or two and PostgreSQL."""
    with tempfile.TemporaryDirectory(prefix="bench-faults-") as name:
        folder = data or Path(name)
        postgres = Postgres(Path(name)) if on == "postgres" else None
        bus = Bus() if postgres else None
        shared = (
            {"DATABASE_URL": postgres.address, "BUS_URL": bus.address, "SECRET_KEY": KEY} if postgres and bus else {}
        )
        servers = [Server(folder / str(n), shared, before) for n in range(2 if postgres else 1)]
        crowd = None
        try:
            given = []
            for kind, count in (("assessment", rooms - rooms * 2 // 5), ("swot", rooms * 2 // 5)):
                file = Path(name) / f"{kind}.json"
                await asyncio.to_thread(servers[0].run, "-m", "bench.rooms", str(count), "40", str(file), kind)
                given.append(json.loads(file.read_text()))
            for server in servers:
                server.start()
            database = postgres.address if postgres else str(folder / "0" / "digibarometer.sqlite3")
            crowd = Crowd(given, servers, rate)
            made = Stage(servers, crowd, database, postgres, bus)
            await made.up()
            await crowd.back()
            yield made
        finally:
            if crowd:
                await crowd.leave()
            for server in servers:
                if hasattr(server, "process"):
                    server.stop()
            if bus:
                bus.process.kill()
            if postgres:
                with contextlib.suppress(Exception):
                    postgres.stop("immediate")
