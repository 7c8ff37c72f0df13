"""Real threads of which one runs at a time, and only until its next statement: who goes on when is drawn by the seed.

They are real because Django's connections and the product's memories belong to threads.
"""

import asyncio
import concurrent.futures
import contextvars
import threading
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bench.seeds.process import current

if TYPE_CHECKING:
    from bench.seeds.runner import Run

_local = threading.local()
_real_result = concurrent.futures.Future.result
STACK = 512 * 1024  # bytes; a run starts hundreds of threads


class Killed(BaseException):
    """The process of this thread is gone; nothing of it may have any effect."""


def this_thread() -> "Thread | None":
    """The simulated thread that asks; None for the loop's own."""
    return getattr(_local, "thread", None)


class Thread:
    """Stands in for threading.Thread. It begins when the seed says so."""

    def __init__(self, run: "Run", target: Callable[..., Any], name: str, args: tuple[Any, ...] = ()):
        self.run, self.target, self.name, self.args = run, target, name, args
        self.process = current.get()
        self.connections: list[Any] = []  # of Django, opened in this thread
        self.wants, self.given = threading.Lock(), threading.Lock()
        self.wants.acquire()
        self.given.acquire()
        self.is_parked = self.is_killed = self.is_done = False
        self.context = contextvars.copy_context()
        self.real = threading.Thread(target=lambda: self.context.run(self._work), name=name, daemon=True)

    def start(self) -> None:
        """Begin, a moment later."""
        self.run.threads[self] = None
        self.real.start()
        self.run.call_later(self.run.scale.statement, self._resume)

    def _work(self) -> None:
        _local.thread = self
        self.given.acquire()
        try:
            if not self.is_killed:
                self.target(*self.args)
        except Killed:
            pass
        finally:
            for connection in self.connections:
                connection.drop()
            self.is_done = True
            self.run.threads.pop(self, None)
            self.wants.release()

    def _resume(self) -> None:
        """In the loop: give the turn to this thread, and wait until it gives it back."""
        if self.is_done:
            return
        self.is_parked = False
        self.given.release()
        self.wants.acquire()

    def _give_back(self) -> None:
        self.wants.release()
        self.given.acquire()
        if self.is_killed:
            raise Killed

    def pause(self, seconds: float) -> None:
        """In the thread: let the others run for so long. Raises Killed."""
        if self.is_killed:
            raise Killed
        if not self.run.loop.put_forward_alone(seconds):
            self.run.call_later(seconds, self._resume)
            self._give_back()

    def park(self) -> None:
        """In the thread: let the others run until somebody wakes it. Raises Killed."""
        if self.is_killed:
            raise Killed
        self.is_parked = True
        self._give_back()

    def wake(self) -> None:
        """What it waited for is there."""
        if self.is_parked and not self.is_done:
            self.is_parked = False
            self.run.call_later(self.run.scale.statement, self._resume)

    def kill(self) -> None:
        """In the loop: end it where it stands."""
        if not self.is_done:
            self.is_killed, self.is_parked = True, False
            self._resume()


class SimpleQueue:
    """Stands in for queue.SimpleQueue between the loop and a thread."""

    def __init__(self) -> None:
        self.items: deque[Any] = deque()
        self.reader: Thread | None = None

    def put(self, item: Any) -> None:
        """Add an item and wake who waits for it."""
        self.items.append(item)
        if self.reader:
            self.reader.wake()

    def get(self) -> Any:
        """Wait for an item."""
        self.reader = this_thread()
        while not self.items:
            assert self.reader is not None
            self.reader.park()
        return self.items.popleft()


def result(future: "concurrent.futures.Future[Any]", timeout: float | None = None) -> Any:
    """Replaces Future.result: who waits in a simulated thread lets the others run."""
    thread = this_thread()
    if thread is not None and not future.done():
        future.add_done_callback(lambda _: thread.wake())
        while not future.done():
            thread.park()
    return _real_result(future, timeout)


def in_thread(run: "Run", do: Callable[..., Any], *args: Any) -> "asyncio.Future[Any]":
    """Run this in a thread of its own; the future has what it answers or raises."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Any] = loop.create_future()

    def settle(value: Any, error: BaseException | None) -> None:
        if not answer.done():
            answer.set_exception(error) if error else answer.set_result(value)

    def work() -> None:
        try:
            done: tuple[Any, BaseException | None] = do(*args), None
        except Exception as error:
            done = None, error
        loop.call_soon_threadsafe(settle, *done)

    Thread(run, work, getattr(do, "__name__", "request")).start()
    return answer
