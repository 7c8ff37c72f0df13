"""What waits to be kept, and who is told what came of it. Acknowledged means kept."""

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import Future

from cachetools import LRUCache

from digibarometer.live.actions import Action, Rule, StrOrPromise
from digibarometer.live.api import Change, T
from digibarometer.live.codec import LATER
from digibarometer.live.connection import Connection
from digibarometer.live.failures import MachineFailure
from digibarometer.live.fair_queue import FairQueue
from digibarometer.live.interfaces import Registry, Seat
from digibarometer.live.panels import Invalidation
from digibarometer.live.worker import Worker, close_connection
from digibarometer.live.writer import FAILED, Interrupted, Outcome, QueuedAction, QueuedChange, Waiting, Writer

log = logging.getLogger(__name__)

MAX_ACTIONS_PER_TRANSACTION = 64
MAX_WAITING_ACTIONS = 50_000
PAUSE_SECONDS = 0.005  # between two transactions: without it other writers starve (measured)
PATIENCE_SECONDS = {QueuedAction: 8.0, QueuedChange: 20.0}  # before an action is answered "later", and a form told so
MAX_TRIES_ALONE = 3  # of one action that waits, before it is answered "later"
MAX_FAILURES_ALONE = 5  # of one action, each after others had been kept: then it is not the machine's fault
STOP_SECONDS = 15.0  # to keep what waits when the server stops


class WriteQueue:
    """Gathers what is waiting and applies it in the one writing thread of this process."""

    def __init__(self, registry: Registry, kept: Callable[[list[Invalidation], bool, Connection | None], None]):
        self.kept = kept
        self.writer = Writer(registry)
        self.waiting: FairQueue[Waiting] = FairQueue(depth=3)
        self.filled = asyncio.Event()
        self.loop = asyncio.get_running_loop()
        self.thread = Worker("ledger")
        self.most = MAX_ACTIONS_PER_TRANSACTION
        self.failures = 0  # of the machine, in a row
        self.commits = 0
        self.failed_alone: LRUCache[tuple[int, str, str], tuple[int, int]] = LRUCache(1_000)  # times, at which commit

    def enqueue(
        self, row: Rule, action: Action, seat: Seat, sender: Connection | None = None
    ) -> "asyncio.Future[StrOrPromise | None]":
        """Queue an action; the future is None when it is kept, LATER when it is to be sent again, else why not."""
        answered: asyncio.Future[StrOrPromise | None] = self.loop.create_future()
        if len(self.waiting) >= MAX_WAITING_ACTIONS:
            answered.set_result(LATER)
        else:
            self._queue(QueuedAction(row, action, seat, answered, sender))
        return answered

    def do(self, change: Change[T]) -> T:
        """Queue a change from another thread and wait until it is kept. Raises MachineFailure when it cannot be."""
        errand = QueuedChange(change, Future[T]())
        self.loop.call_soon_threadsafe(self._queue, errand)
        return errand.result.result()

    async def change(self, change: Change[T]) -> T:
        """Queue a change from the loop and wait until it is kept. Raises MachineFailure when it cannot be."""
        errand = QueuedChange(change, Future[T]())
        self._queue(errand)
        return await asyncio.wrap_future(errand.result)

    def waited(self) -> float:
        """Seconds that the one who has waited longest has waited."""
        since = min((one.since for one in self.waiting.first_items()), default=None)
        return 0.0 if since is None else time.monotonic() - since

    def _queue(self, one: Waiting) -> None:
        self.waiting.push(one.lane, one)
        self.filled.set()

    async def run(self) -> None:
        """Apply what is waiting, for as long as the server runs."""
        while True:
            await self.filled.wait()
            batch = [self.waiting.pop() for _ in range(min(self.most, len(self.waiting)))]
            unanswered = batch
            try:
                outcome = await self._outcome(batch)
                unanswered = outcome.left
                self._answer(outcome.settled)
            finally:
                for one in reversed(unanswered):
                    self.waiting.give_back(one.lane, one)
            if not self.waiting:
                self.filled.clear()
            await asyncio.sleep(min(1.0, 0.025 * 2**self.failures) if self.failures else PAUSE_SECONDS)

    async def stop(self) -> None:
        """Apply all that is still waiting, then end the thread."""
        until = time.monotonic() + STOP_SECONDS
        while self.waiting and time.monotonic() < until:  # noqa: ASYNC110 the ledger itself empties it
            await asyncio.sleep(PAUSE_SECONDS)
        await self.thread.run(close_connection)
        self.thread.stop()

    async def _outcome(self, batch: list[Waiting]) -> Outcome:
        try:
            outcome: Outcome = await self.thread.run(self.writer.write, batch)
        except Interrupted as error:
            outcome = await self._after_failure(batch, error)
        if outcome.settled and self.failures:
            log.warning("The database answers again.")
            self.failures = 0
        if outcome.settled:
            self.commits += 1
            # what there was no time for is given back, and costs the loop: next time about as many as there is time for
            capacity = len(outcome.settled) if outcome.left else self.most
            self.most = min(MAX_ACTIONS_PER_TRANSACTION, 2 * capacity)
        return outcome

    async def _after_failure(self, batch: list[Waiting], error: Interrupted) -> Outcome:
        """What is settled after all: a commit that did succeed, or one action that fails by itself again and again."""
        self.failures += 1
        if self.failures in (1, 10) or self.failures % 100 == 0:
            log.warning("The database does not answer (%s); what waits is tried again.", error)
        if error.in_doubt and await self._is_committed(error.in_doubt[0]):
            return error.in_doubt[1]
        self._answer_those_who_have_waited()
        if len(batch) > 1:
            self.most = max(1, len(batch) // 2)  # if one of them is what breaks the connection, it is soon alone
            return Outcome([], batch)
        self._answer_later(batch[0], error)
        return Outcome([], [])

    async def _is_committed(self, number: int) -> bool:
        while True:
            await asyncio.sleep(min(1.0, 0.025 * 2**self.failures))
            try:
                if (is_committed := await self.thread.run(self.writer.is_committed, number)) is not None:
                    return bool(is_committed)
            except MachineFailure:
                self.failures += 1
                self._answer_those_who_have_waited()

    def _answer_those_who_have_waited(self) -> None:
        now = time.monotonic()
        for one in self.waiting.take(lambda one: now - one.since > PATIENCE_SECONDS[type(one)]):
            self._later(one)

    def _answer_later(self, one: Waiting, error: MachineFailure) -> None:
        """It failed alone: send it again later, unless it alone has failed while others were kept."""
        if isinstance(one, QueuedChange):
            if time.monotonic() - one.since > PATIENCE_SECONDS[QueuedChange]:
                self._later(one)
            else:
                self._queue(one)
            return
        one.failures_alone += 1
        if one.failures_alone < MAX_TRIES_ALONE:
            self._queue(one)
            return
        key = (one.seat.workshop, one.seat.key, one.action.id)
        times, at = self.failed_alone.pop(key, (0, -1))
        times += at != self.commits
        if times >= MAX_FAILURES_ALONE:
            log.error("%s has failed alone %s times and is refused: %s", one.row.name, times, error)
            one.refused = FAILED
            self._answer([one])
            return
        self.failed_alone[key] = (times, self.commits)
        self._later(one)

    def _later(self, one: Waiting) -> None:
        if isinstance(one, QueuedChange) and not one.result.done():
            one.result.set_exception(MachineFailure("The database did not answer in time; nothing was changed."))
        elif isinstance(one, QueuedAction) and not one.answered.done():
            one.answered.set_result(LATER)

    def _answer(self, settled: list[Waiting]) -> None:
        for one in settled:
            if isinstance(one, QueuedChange):
                self.kept(one.touches, True, None)
                if one.result.done():  # who asked waits no more
                    continue
                if one.error:
                    one.result.set_exception(one.error)
                else:
                    one.result.set_result(one.value)
            else:
                self.kept(list(one.touches), one.row.urgent, one.sender if one.row.is_told_by_ack else None)
                if not one.answered.done():
                    one.answered.set_result(one.refused)
