"""A thread, or several, that the loop gives work to; each does one piece at a time."""

import asyncio
import logging
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar, TypeVarTuple

from django.db import connection

log = logging.getLogger(__name__)
R = TypeVar("R")
Given = TypeVarTuple("Given")
Job = tuple[Callable[..., object], tuple[object, ...], "asyncio.Future[Any]"]


def close_connection() -> None:
    """Let go of this thread's connection to the database; the next statement opens another."""
    try:
        connection.close()
    except Exception:
        log.debug("The lost connection could not be closed.", exc_info=True)


class Worker:
    """In place of an executor, whose futures hold each other in circles: at 580 actions a second the loop stood still
    for 150 ms every six seconds while Python cleared those away (measured).
    """

    def __init__(self, name: str, threads: int = 1):
        self.loop = asyncio.get_running_loop()
        self.jobs: SimpleQueue[Job | None] = SimpleQueue()
        self.threads = threads
        for _ in range(threads):
            threading.Thread(target=self._work, name=name, daemon=True).start()

    async def run(self, do: Callable[[*Given], R], *given: *Given) -> R:
        """Do this in the thread and wait for it. Raises what it raises."""
        answer: asyncio.Future[R] = self.loop.create_future()
        self.jobs.put((do, given, answer))
        return await answer

    def stop(self) -> None:
        """End the threads when they have done what they were given."""
        for _ in range(self.threads):
            self.jobs.put(None)

    def _work(self) -> None:
        while (job := self.jobs.get()) is not None:
            do, given, answer = job
            try:
                done: tuple[object, BaseException | None] = do(*given), None
            except BaseException as error:
                done = None, error
            self.loop.call_soon_threadsafe(_settle, answer, *done)
            del job, do, given, answer, done  # hold on to nothing while waiting for more


def _settle(answer: "asyncio.Future[R]", value: R, error: BaseException | None) -> None:
    if answer.done():  # nobody waits any more
        return
    if error is None:
        answer.set_result(value)
    else:
        answer.set_exception(error)
