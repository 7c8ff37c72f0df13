"""The one reading thread: draws what is asked for, who comes first, then what is urgent, a few at a time."""

import asyncio
import logging
import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, TypeVar

from digibarometer.live.failures import MachineFailure, is_machine_failure
from digibarometer.live.fair_queue import FairQueue
from digibarometer.live.interfaces import Registry
from digibarometer.live.render_cache import render_scope
from digibarometer.live.rendering import PanelRenderer
from digibarometer.live.worker import Worker, close_connection

log = logging.getLogger(__name__)

MAX_JOBS_PER_TURN = 8  # so that what is urgent never waits long
MAX_JOBS_IN_A_ROW = 4  # of one workshop: when it moves on, its forty screens are not in between everybody else's
MAX_TRIES = 5  # of one job, while the machine fails

R = TypeVar("R")


class Urgency(IntEnum):
    """What is taken first. Each kind has a share of every turn, so that none can keep another waiting for good."""

    COMING = 0
    URGENT = 1
    CALM = 2


MAX_JOBS_BY_URGENCY = {
    Urgency.COMING: 4,
    Urgency.URGENT: 7,
    Urgency.CALM: 8,
}  # of a turn's jobs, counted with those before it
MAX_JOBS_WHEN_OTHERS_WANT_NONE = dict.fromkeys(Urgency, MAX_JOBS_PER_TURN)


@dataclass(slots=True, eq=False)
class Job:
    """Something to draw; `then` is called on the loop with it, or `failed` with why it could not be drawn."""

    draw: Callable[[PanelRenderer], object]
    then: Callable[[Any], None] | None
    failed: Callable[[Exception], None] | None
    urgency: Urgency
    workshop: int
    key: Hashable | None
    tries: int = 0
    since: float = field(default_factory=time.monotonic)


class RenderQueue:
    """Three queues before one thread; in each, workshops take turns, with a few jobs each.

    The order in which jobs of a workshop and an urgency are drawn is the order in which they were asked for, and `then`
    is called in the order of drawing: who relies on that need not count anything.
    """

    def __init__(self, registry: Registry, recovered: Callable[[], None] = lambda: None):
        self.recovered = recovered  # what is called when the database answers again
        self.drawer = PanelRenderer(registry)
        self.queues: dict[Urgency, FairQueue[Job]] = {
            urgency: FairQueue(in_a_row=MAX_JOBS_IN_A_ROW) for urgency in Urgency
        }
        self.waiting_keys: set[Hashable] = set()
        self.filled = asyncio.Event()
        self.loop = asyncio.get_running_loop()
        self.thread = Worker("reader")
        self.failures = 0  # of the machine, in a row
        self.turn = 0  # the number of what is being drawn, or was last

    def enqueue(
        self,
        draw: Callable[[PanelRenderer], R],
        then: Callable[[R], None] | None = None,
        *,
        workshop: int = 0,
        urgency: Urgency = Urgency.URGENT,
        key: Hashable | None = None,
        failed: Callable[[Exception], None] | None = None,
        first: bool = False,
    ) -> None:
        """Run `draw` in the reading thread, then `then` on the loop with its answer.

        Of several with the same `key` that wait, one is drawn: it shows what is so when its turn has come. `first` puts
        it before what else of this workshop and urgency waits.
        """
        if key is not None:
            if key in self.waiting_keys:
                return
            self.waiting_keys.add(key)
        self.queues[urgency].push((workshop,), Job(draw, then, failed, urgency, workshop, key), first)
        self.filled.set()

    async def run_async(self, draw: Callable[[PanelRenderer], R], urgency: Urgency = Urgency.URGENT) -> R:
        """Run `draw` in the reading thread and wait for it; raises what it raises, or MachineFailure."""
        answer: asyncio.Future[R] = self.loop.create_future()

        def then(value: R) -> None:
            if not answer.done():
                answer.set_result(value)

        def failed(error: Exception) -> None:
            if not answer.done():
                answer.set_exception(error)

        self.enqueue(draw, then, urgency=urgency, failed=failed)
        return await answer

    def run_from_thread(self, draw: Callable[[PanelRenderer], R]) -> R:
        """Run `draw` in the reading thread and wait for it in another thread; raises what it raises."""
        future: Future[R] = asyncio.run_coroutine_threadsafe(self.run_async(draw), self.loop)
        return future.result()

    @property
    def waiting(self) -> int:
        """How many jobs wait."""
        return sum(queue.size for queue in self.queues.values())

    def waited(self) -> float:
        """Seconds that the job that has waited longest has waited."""
        since = min((job.since for queue in self.queues.values() for job in queue.first_items()), default=None)
        return 0.0 if since is None else time.monotonic() - since

    async def run(self) -> None:
        """Draw what waits, for as long as the server runs."""
        while True:
            await self.filled.wait()
            jobs = self._next_jobs()
            undrawn = jobs
            self.turn += 1
            try:
                drawn, error = await self.thread.run(self._draw, jobs)
                undrawn = jobs[len(drawn) :]
                for job, (value, why) in zip(jobs, drawn, strict=False):
                    self._deliver(job, value, why)
                if error is not None:
                    undrawn = self._after_failure(undrawn, error)
                elif self.failures:
                    self.failures = 0
                    self.recovered()
            finally:
                for job in reversed(undrawn):
                    self.queues[job.urgency].give_back((job.workshop,), job)
            if not self.waiting:
                self.filled.clear()
            if self.failures:
                await asyncio.sleep(min(1.0, 0.025 * 2**self.failures))

    def _next_jobs(self) -> list[Job]:
        jobs: list[Job] = []
        for most in (MAX_JOBS_BY_URGENCY, MAX_JOBS_WHEN_OTHERS_WANT_NONE):
            for urgency, queue in self.queues.items():
                while queue.size and len(jobs) < most[urgency]:
                    jobs.append(queue.pop())
        for job in jobs:
            self.waiting_keys.discard(job.key)  # what is touched from now on is not sure to be in it
        return jobs

    def _deliver(self, job: Job, value: object, error: Exception | None) -> None:
        try:
            if error is None:
                if job.then:
                    job.then(value)
            elif job.failed:
                job.failed(error)
        except Exception:
            log.exception("What was drawn could not be delivered.")

    def _after_failure(self, undrawn: list[Job], error: Exception) -> list[Job]:
        """Begin again with a new connection; what has failed too often by itself is given up."""
        self.failures += 1
        if self.failures in (1, 10) or self.failures % 100 == 0:
            log.warning("The database does not answer the reading thread (%s); trying again.", error)
        first, *others = undrawn
        first.tries += 1
        if first.tries < MAX_TRIES:
            return undrawn
        self._deliver(first, None, MachineFailure(str(error)))
        return others

    def _draw(self, jobs: list[Job]) -> tuple[list[tuple[object, Exception | None]], Exception | None]:
        """What each job came to, and the machine's failure that kept the rest from being drawn, if any."""
        drawn: list[tuple[object, Exception | None]] = []
        with render_scope():
            for job in jobs:
                try:
                    drawn.append((job.draw(self.drawer), None))
                except Exception as error:
                    if is_machine_failure(error):
                        close_connection()
                        return drawn, error
                    if job.failed is None:
                        log.exception("A panel could not be drawn.")
                    drawn.append((None, error))
        return drawn, None

    async def stop(self) -> None:
        """End the thread and its database connection."""
        await self.thread.run(close_connection)
        self.thread.stop()
