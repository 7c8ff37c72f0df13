"""Heavy or doubtful work in a child process: within limits, few at once on the machine, and after the live room.

A document that is made, or a file that somebody sends, would take the core, the interpreter and the memory of everybody
in the server's own process. Children are forked from one process that has imported the code once (multiprocessing's
forkserver), so that one costs some hundredths of a second.
"""

import logging
import multiprocessing
import os
import resource
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import TypeVarTuple

from django.conf import settings
from django.db import connections
from django.utils import translation

from digibarometer.files import file_lock
from digibarometer.live.failures import MachineFailure, is_machine_failure

log = logging.getLogger(__name__)
Given = TypeVarTuple("Given")

NICENESS = 10  # of 19: beside a room that needs the core, about a tenth of it, for somebody waits
POLL_SECONDS = 0.1
BEGIN_AFTER_SECONDS = 60.0  # so that the server itself starts first
READY_SECONDS = 45.0  # that one waits at least for what all children begin with: beside a busy room it takes so long
EXIT_FAILED, EXIT_EXCEEDED, EXIT_MACHINE = 3, 4, 5


@dataclass(frozen=True)
class Limits:
    """What a kind of work may use, and how many of that kind may be under way at once on this machine."""

    kind: str
    memory_bytes: int
    cpu_seconds: int
    seconds: float  # from its start to its end
    at_once: int
    patience_seconds: float  # that one waits for its turn
    max_answer_bytes: int = 64_000_000
    niceness: int = NICENESS


DOCUMENT = Limits("document", 1024**3, 60, seconds=120, at_once=2, patience_seconds=20)
UPLOAD = Limits("upload", 512 * 1024**2, 20, seconds=40, at_once=2, patience_seconds=20, max_answer_bytes=16_000_000)

Job = Callable[..., bytes]


class Busy(Exception):
    """As many as may be under way at once are so, and none has ended in the time that one waits."""


class Exceeded(Exception):
    """The work needed more memory, time or words than it may use."""


class Failed(Exception):
    """The work ended with an error, which the log has."""


class _Nursery:
    """The process that children are forked from. It is begun a while after the server, or when first needed."""

    def __init__(self, prepared_by: str):
        self.context = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload([prepared_by])
        self.begun, self.is_ready = threading.Lock(), threading.Event()
        self.later = threading.Timer(BEGIN_AFTER_SECONDS, self.start_process)
        self.later.daemon = True
        self.later.start()

    def start_process(self) -> None:
        """Begin, if nobody has; returns at once."""
        if self.begun.acquire(blocking=False):
            threading.Thread(target=self._begin, name="children", daemon=True).start()

    def _begin(self) -> None:
        first = self.context.Process(target=_nothing, daemon=True)
        first.start()  # waits until all is imported, which below a busy room may take long
        first.join()
        self.is_ready.set()


_nursery: _Nursery | None = None


def start(prepared_by: str) -> None:
    """From now on work is done in children. Their common parent imports the module `prepared_by` once."""
    global _nursery
    _nursery = _Nursery(prepared_by)


def stop() -> None:
    """From now on work is done in this process again."""
    global _nursery
    if _nursery is not None:
        _nursery.later.cancel()
    _nursery = None


def run(limits: Limits, job: Callable[[*Given], bytes], *given: *Given) -> bytes:
    """What `job(*given)` returns, worked out in a child process in the language that is on.

    The job and what it is given must be picklable; it has its own connection to the database. Without `start` (a
    command, a test) it is simply called. Raises Busy, Exceeded or Failed; MachineFailure when the database is away.
    """
    return next(iter([*stream(limits, _once, job, *given)]))


def stream(limits: Limits, job: Callable[[*Given], Iterable[bytes]], *given: *Given) -> Iterator[bytes]:
    """Each thing that the generator `job(*given)` yields, as soon as it does; otherwise like `run`."""
    if _nursery is None:
        yield from job(*given)
        return
    with _turn(_nursery, limits):
        yield from _from_child(_nursery.context, limits, job, given)


def _once(job: Callable[[*Given], bytes], *given: *Given) -> Iterator[bytes]:
    yield job(*given)


@contextmanager
def _turn(nursery: _Nursery, limits: Limits) -> Iterator[None]:
    """Hold one of the places for this kind of work; the system lets go of it also after kill -9. Raises Busy."""
    nursery.start_process()
    if not nursery.is_ready.wait(max(READY_SECONDS, limits.patience_seconds)):
        raise Busy(limits.kind)
    until = time.monotonic() + limits.patience_seconds
    while True:
        for place in range(limits.at_once):
            with file_lock(Path(settings.DATA) / "turns" / f"{limits.kind}-{place}") as is_ours:
                if is_ours:
                    yield
                    return
        if time.monotonic() > until:
            raise Busy(limits.kind)
        time.sleep(POLL_SECONDS)


def _from_child(
    context: ForkServerContext, limits: Limits, job: Callable[..., Iterable[bytes]], given: tuple[object, ...]
) -> Iterator[bytes]:
    answers, sending = context.Pipe(duplex=False)
    child = context.Process(
        target=_work, args=(sending, limits, translation.get_language(), job, given), name=limits.kind, daemon=True
    )
    child.start()
    sending.close()
    timer = threading.Timer(limits.seconds, child.kill)
    timer.start()
    try:
        while (part := _received(answers, limits.max_answer_bytes)) is not None:
            yield part
        child.join()
    finally:
        timer.cancel()
        if child.is_alive():
            child.kill()
            child.join()
        answers.close()
    _judge(child.exitcode, limits.kind)


def _received(answers: "Connection[bytes, bytes]", most: int) -> bytes | None:
    """The next answer; None after the last. Raises Exceeded where it is too long."""
    try:
        return answers.recv_bytes(most)
    except (EOFError, ConnectionResetError):
        return None
    except OSError as error:
        raise Exceeded from error


def _judge(exit_code: int | None, kind: str) -> None:
    if exit_code == EXIT_FAILED:
        raise Failed(kind)
    if exit_code == EXIT_MACHINE:
        raise MachineFailure(kind)
    if exit_code != 0:  # too much memory, or killed: for time, or by a fault below Python
        log.warning("%s took more than it may use, or broke off (%s)", kind, exit_code)
        raise Exceeded(kind)


# In the child ─────────────────────────────────────────────────────────────────


def _work(
    answers: "Connection[bytes, bytes]",
    limits: Limits,
    language: str | None,
    job: Callable[..., Iterable[bytes]],
    given: tuple[object, ...],
) -> None:
    threading.Thread(target=_leave_with_the_server, daemon=True).start()
    _keep_to(limits)
    code = 0
    try:
        with translation.override(language):
            for part in job(*given):
                answers.send_bytes(part)
        connections.close_all()
    except (MemoryError, RecursionError):
        code = EXIT_EXCEEDED
    except BaseException as error:  # a panic in Rust is no Exception
        code = EXIT_MACHINE if is_machine_failure(error) else EXIT_FAILED
        log.exception("%s could not be done", limits.kind)
    os._exit(code)


def _nothing() -> None:
    """The first child only shows that others can follow."""


def _leave_with_the_server() -> None:
    server = multiprocessing.parent_process()
    if server is not None:
        wait([server.sentinel])
        os._exit(EXIT_FAILED)


def _keep_to(limits: Limits) -> None:
    os.nice(max(0, limits.niceness - os.nice(0)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    sizes = Path("/proc/self/statm")  # Linux; elsewhere only time is limited
    if sizes.exists():
        begins_with = int(sizes.read_text().split()[0]) * resource.getpagesize()
        most = begins_with + limits.memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
