"""One fault each: what the live room stands on goes away, comes back, or says something odd."""

import asyncio
import contextlib
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from bench.faults.stage import Stage

Fault = Callable[[Stage], Awaitable[None]]


async def postgres_fast(on: Stage) -> None:
    """PostgreSQL is restarted as by an upgrade, and is away for three seconds."""
    await _restarted(on, "fast")


async def postgres_immediate(on: Stage) -> None:
    """PostgreSQL is restarted as after a power cut."""
    await _restarted(on, "immediate")


async def _restarted(on: Stage, how: str) -> None:
    assert on.postgres
    await asyncio.to_thread(on.postgres.stop, how)
    await asyncio.sleep(3)
    await asyncio.to_thread(on.postgres.start)


async def backends(on: Stage) -> None:
    """Every connection to PostgreSQL is ended, five times."""
    import psycopg

    for _ in range(5):
        with psycopg.connect(on.database, autocommit=True) as there:
            there.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        await asyncio.sleep(1)


async def in_transaction(on: Stage) -> None:
    """Whichever connection is in the middle of a transaction is ended, again and again for ten seconds."""
    import psycopg

    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state LIKE 'idle in%' OR xact_start < now()"
    with psycopg.connect(on.database, autocommit=True) as there:
        for _ in range(40):
            there.execute(f"{ended} AND pid <> pg_backend_pid()")
            await asyncio.sleep(0.25)


async def failover(on: Stage) -> None:
    """PostgreSQL dies, and a copy of its data on another server takes over its address.

    The copy is made of the files that the dead one left, so nothing that was committed is missing, as with synchronous
    replication; what a lagging replica would lose is lost with any program.
    """
    assert on.postgres
    await asyncio.to_thread(on.postgres.stop, "immediate")
    other = on.postgres.data.with_name("other")
    await asyncio.to_thread(subprocess.run, ["cp", "-a", str(on.postgres.data), str(other)], check=True)
    on.postgres.data = other
    (other / "postmaster.pid").unlink(missing_ok=True)
    await asyncio.to_thread(on.postgres.start)


async def bus_restarted(on: Stage) -> None:
    """The bus is restarted three times."""
    assert on.bus
    for _ in range(3):
        on.bus.signal(signal.SIGTERM)
        await asyncio.to_thread(on.bus.start)
        await asyncio.sleep(1)


async def bus_gone(on: Stage) -> None:
    """The bus is away for ten seconds."""
    assert on.bus
    on.bus.signal(signal.SIGKILL)
    await asyncio.sleep(10)
    await asyncio.to_thread(on.bus.start)


async def bus_still(on: Stage) -> None:
    """The bus stands still for ten seconds."""
    assert on.bus
    on.bus.signal(signal.SIGSTOP)
    await asyncio.sleep(10)
    on.bus.signal(signal.SIGCONT)


async def bus_foreign(on: Stage) -> None:
    """Other programs and other versions speak on the bus, on every channel that is listened to."""
    import redis

    assert on.bus
    with redis.Redis.from_url(on.bus.address) as there:
        for channel in (b"digibarometer", *there.pubsub_channels()):
            for said in ("hello from another program", "{}", "[1]", '{"urgent":true}', b"\xff\x00"):
                there.publish(channel, said)
                await asyncio.sleep(0.2)


async def disk_full(on: Stage) -> None:
    """The disk that SQLite lies on is full for ten seconds."""
    folder = Path(on.database).parent
    filler = folder / "filler"
    # unbuffered: what a buffer keeps is written once more when the file is closed, and fails
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"0" * 65536)
    await asyncio.sleep(10)
    filler.unlink()


async def locked_30(on: Stage) -> None:
    """Another process holds SQLite's lock for thirty seconds."""
    await _locked(on, 30)


async def locked_60(on: Stage) -> None:
    """Another process holds SQLite's lock for sixty seconds."""
    await _locked(on, 60)


async def _locked(on: Stage, seconds: float) -> None:
    with sqlite3.connect(on.database, timeout=30, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        await asyncio.sleep(seconds)
        other.execute("ROLLBACK")


async def clock(on: Stage) -> None:
    """The server's clock goes an hour ahead, back, an hour back, and right again."""
    for offset in ("+1h", "+0", "-1h", "+0"):
        (Path(on.database).parent / "clock").write_text(offset + "\n")
        await asyncio.sleep(4)


ROWS: dict[str, tuple[Fault, str]] = {
    fault.__name__: (fault, on)
    for on, faults in {
        "postgres": (
            postgres_fast, postgres_immediate, backends, in_transaction, failover,
            bus_restarted, bus_gone, bus_still, bus_foreign,
        ),
        "sqlite": (disk_full, locked_30, locked_60, clock),
    }.items()
    for fault in faults
}  # fmt: skip


def small_disk(folder: Path) -> Path:
    """A disk of 64 MB of its own, where this user may mount one."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)], check=True)
    return folder


def gone(folder: Path) -> None:
    """Take it away."""
    for _ in range(20):
        if subprocess.run(["umount", str(folder)], check=False, capture_output=True).returncode == 0:
            break
        time.sleep(0.2)
    shutil.rmtree(folder, ignore_errors=True)
