"""One run of one seed: its loop, its processes, its sources of chance, and what it was seen to do."""

import asyncio
import contextlib
import contextvars
import gc
import hashlib
import itertools
import logging
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bench.seeds import clock, fake_redis, lockstep
from bench.seeds.event_loop import EventLoop
from bench.seeds.faults import Faults
from bench.seeds.invariants import Invariants
from bench.seeds.lockstep import Thread
from bench.seeds.network import Line, in_process
from bench.seeds.process import EngineOfProcess, PerProcess, Process

LONGEST = 3.0  # seconds
TAIL = 60  # lines of the trace that a failure shows


@dataclass
class Scale:
    """How long things take on average in a run, in seconds."""

    statement: float = 0.0005
    commit: float = 0.002
    bus: float = 0.001
    network: float = 0.02


class OrderedSet(dict[Any, None]):
    """A set that is gone through in the order in which it was filled, and not by addresses in memory."""

    def __init__(self, given: Any = ()):
        super().__init__(dict.fromkeys(given))

    def add(self, one: Any) -> None:
        """As a set does."""
        self[one] = None

    def discard(self, one: Any) -> None:
        """As a set does."""
        self.pop(one, None)

    def __eq__(self, other: object) -> bool:
        return set(self) == other if isinstance(other, set | frozenset) else super().__eq__(other)

    __hash__ = None  # type: ignore[assignment]


class Run:
    """What a seed decides, while it happens."""

    def __init__(self, seed: int, database: Path, rooms: list[dict[str, Any]], registry: Any):
        self.seed, self.database, self.rooms, self.registry = seed, database, rooms, registry
        self.scale, self.faults = Scale(), Faults(self.source("faults"))
        self._durations, self._events = self.source("durations"), list[str]()
        self.threads: dict[Thread, None] = {}
        self.processes: list[Process] = []
        self.lines: dict[Line, None] = {}  # those that are open
        self.lock_holder: Any = None
        self.committed: set[int] = set()  # numbers of transactions
        self.next_number = itertools.count(1).__next__
        self.is_disturbed = False  # so that nobody can be expected to be greeted at once
        self.differences: list[tuple[str, str, Any, Any]] = []
        self.loop = EventLoop(lambda do, *args: lockstep.in_thread(self, do, *args))
        self.redis = fake_redis.Server(self, self.source("redis"))
        self.invariants = Invariants(self, str(database))

    # Chance and time ───────────────────────────────────────────────────────────

    def source(self, name: str) -> random.Random:
        """A source of chance of one's own, so that one part draws no less when another draws more."""
        return random.Random(f"{self.seed} {name}")

    def duration(self, mean: float) -> float:
        """How long something takes this time: mostly about so long, now and then much longer.

        What stands still for longer than LONGEST is a fault of its own: a line that drops, a bus that is cut.
        """
        times = 20 if self._durations.random() < 0.01 else 1
        return min(LONGEST, self._durations.expovariate(1 / mean) * times)

    def call_later(self, seconds: float, do: Callable[[], Any]) -> None:
        """Do this in so many seconds, in no process."""
        self.loop.call_later(seconds, do, context=contextvars.Context())

    def call_at(self, at: float, do: Callable[[], Any]) -> None:
        """Do this at a moment, in no process."""
        self.loop.call_at(at, do, context=contextvars.Context())

    # The trace ─────────────────────────────────────────────────────────────────

    def note(self, who: str, what: str) -> None:
        """Something happened."""
        self._events.append(f"{self.loop.time():9.4f} {who:12} {what}")

    def trace(self, thread: Thread, kind: str, what: str) -> None:
        """Something happened in a thread."""
        self.note(f"{thread.process.name if thread.process else '-'}/{thread.name}", f"{kind} {what}")

    @property
    def events(self) -> list[str]:
        """All that happened, in order."""
        return self._events

    @property
    def fingerprint(self) -> str:
        """The same for two runs in which the same happened."""
        return hashlib.blake2b("\n".join(self._events).encode(), digest_size=8).hexdigest()

    # Processes ─────────────────────────────────────────────────────────────────

    def alive(self) -> list[Process]:
        """The processes that run."""
        return [process for process in self.processes if process.is_alive and process.engine is not None]

    def any_process(self, chance: random.Random) -> Process | None:
        """Where a balancer sends somebody."""
        running = [process for process in self.alive() if not process.is_stopping]
        return chance.choice(running) if running else None

    def start(self, name: str) -> Process:
        """Start a process."""
        from digibarometer.live.engine import Engine

        process = Process(f"{name}.{len(self.processes)}")
        self.processes.append(process)
        self.note(process.name, "starts")

        def begin() -> None:
            process.engine = Engine(self.registry, "redis://bus" if self.has_bus else "")
            process.engine.start()

        in_process(process, begin)
        return process

    has_bus = True

    def kill(self, process: Process) -> None:
        """kill -9: nothing that it was about to do is done."""
        self.note(process.name, "is killed")
        process.is_alive = False
        for thread in [thread for thread in self.threads if thread.process is process]:
            thread.kill()
        for line in [line for line in self.lines if line.process is process]:
            line.close_by_server(1006)
        for listener in [one for one in self.redis.listeners if one.client.process is process]:
            self.redis.listeners.pop(listener)
        for task in list(process.tasks):
            task.cancel()

    async def stop(self, process: Process) -> None:
        """SIGTERM: the lines are closed, what waits is kept, then it ends."""
        self.note(process.name, "stops")
        process.is_stopping = True
        for line in [line for line in self.lines if line.process is process]:
            line.close_by_server(1012)
        await asyncio.sleep(0.05)
        stopping = in_process(process, self.loop.create_task, process.engine.stop())
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping, 30)
        self.kill(process)

    def beside(self, process: Process) -> Process:
        """The same process with empty memories: who looks disturbs nothing."""
        observer = Process("observer")
        observer.engine = process.engine
        return observer

    def request(self, process: Process, do: Callable[[], Any]) -> "asyncio.Future[Any]":
        """A page is asked for: this is run in a thread of that process."""
        return in_process(process, lockstep.in_thread, self, do)

    def serve(self, *given: Any) -> Any:
        """The product's own way to serve a line."""
        from digibarometer.live import websocket

        return websocket.serve(*given)


@contextlib.contextmanager
def in_place_of_the_real(run: Run) -> Iterator[None]:
    """While this lasts the product's threads, clocks, bus and globals are those of the run."""
    from django.db import connection

    from digibarometer.live import api, bus, engine, hub, worker
    from digibarometer.live.writer import Writer
    from digibarometer.notes import similarity
    from digibarometer.workshops import snapshot

    threads = SimpleNamespace(
        Thread=lambda target, name, daemon=True, args=(): Thread(run, target, name, args),
        Lock=lambda: contextlib.nullcontext(),
    )
    replaced: list[tuple[Any, str, Any]] = [
        (worker, "threading", threads),
        (worker, "SimpleQueue", lockstep.SimpleQueue),
        (Future, "result", lockstep.result),
        (api, "_engine", EngineOfProcess()),
        (api, "set_engine", lambda engine: None),
        (snapshot, "_committed", PerProcess("committed")),
        (similarity, "_walls", PerProcess("walls")),
        (bus, "Redis", SimpleNamespace(from_url=run.redis.client)),
        (hub, "set", OrderedSet),
        (Writer, "_transaction_number", lambda _: connection.number_transaction()),
        (Writer, "is_committed", lambda _, number: _was_committed(run, number)),
        (engine, "gc", SimpleNamespace(collect=lambda: 0, freeze=lambda: None)),
    ]
    missing = object()
    before = [(holder, name, getattr(holder, name, missing)) for holder, name, _ in replaced]
    for holder, name, value in replaced:
        setattr(holder, name, value)
    try:
        yield
    finally:
        for holder, name, value in before:
            delattr(holder, name) if value is missing else setattr(holder, name, value)


def _was_committed(run: Run, number: int) -> bool:
    """As PostgreSQL's txid_status says it. Raises MachineFailure."""
    from django.db import Error, connection

    from digibarometer.live.failures import MachineFailure

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        connection.close()
        raise MachineFailure(str(error)) from error
    return number in run.committed


@dataclass
class Outcome:
    """What a run came to."""

    seed: int
    broken: list[tuple[str, str]]
    fingerprint: str
    events: list[str]
    differences: list[tuple[str, str, Any, Any]]
    what: str
    acts: int

    def said(self) -> str:
        """In words: what was broken, and how to see it again."""
        lines = [f"seed {self.seed} ({self.what}) breaks:"]
        lines += [f"  {law}: {what}" for law, what in self.broken[:20]]
        return "\n".join([*lines, *self.events[-TAIL:], f"Again: python -m bench.seeds --seed {self.seed}"])


class _Log(logging.Handler):
    def __init__(self, run: Run):
        super().__init__()
        self.run = run

    def emit(self, record: logging.LogRecord) -> None:
        self.run.note("log", f"{record.getMessage()[:100]} {record.exc_info[1]!r}"[:220] if record.exc_info else
                      record.getMessage()[:160])  # fmt: skip


def play(seed: int, database: Path, rooms: list[dict[str, Any]], registry: Any) -> Outcome:
    """Run a seed from its beginning to its end."""
    from django.conf import settings
    from django.db import connection

    from bench.seeds import scenario

    with tempfile.TemporaryDirectory(prefix="seed-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        own = Path(folder) / "db.sqlite3"
        shutil.copyfile(database, own)
        connection.close()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = str(own)
        clock.set_elapsed(0.0)
        clock.seed_secrets(seed)
        gc.disable()
        run = Run(seed, own, rooms, registry)
        log = _Log(run)
        logging.root.handlers, before = [log], logging.root.handlers
        try:
            with in_place_of_the_real(run):
                plan = scenario.Scenario(run)
                run.loop.run_until_complete(plan.play())
                _end(run)
            return Outcome(
                seed, run.invariants.broken, run.fingerprint, run.events, run.differences, plan.said(), plan.acts()
            )
        finally:
            logging.root.handlers = before
            run.invariants.close()
            connection.close()
            clock.set_elapsed(None)
            clock.seed_secrets(None)
            gc.enable()


def _end(run: Run) -> None:
    for process in run.processes:
        if process.is_alive:
            run.kill(process)
    for thread in list(run.threads):
        thread.kill()
    tasks = asyncio.all_tasks(run.loop)
    for task in tasks:
        task.cancel()
    run.loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
    for context in run.loop.errors:
        if error := context.get("exception"):
            run.note("loop", repr(error)[:200])
    run.loop.close()
