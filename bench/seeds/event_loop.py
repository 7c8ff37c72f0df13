"""An asyncio event loop whose time is virtual: it sleeps by putting the clock forward."""

import asyncio
import contextvars
from asyncio import base_events
from collections.abc import Callable
from typing import Any

from bench.seeds import clock
from bench.seeds.process import Process, current


class _NoSelector:
    """There is nothing to wait for but time: whatever comes from outside comes at a moment of its own."""

    def __init__(self, loop: "EventLoop"):
        self.loop = loop

    def select(self, timeout: float | None) -> list[Any]:
        """Put the clock forward to the next timer. Raises RuntimeError where nothing will ever happen again."""
        if timeout is None:
            raise RuntimeError("The simulation has come to a standstill: nothing is ready and no timer is set.")
        if timeout > 0:
            self.loop.put_forward(timeout)
        return []

    def close(self) -> None:
        """Nothing to close."""


class EventLoop(base_events.BaseEventLoop):
    """Ready callbacks run in their order, as asyncio promises; everything else comes when its timer says."""

    def __init__(self, run_in_thread: Callable[..., "asyncio.Future[Any]"]):
        super().__init__()
        self._selector, self.run_in_thread = _NoSelector(self), run_in_thread
        self.errors: list[dict[str, Any]] = []
        self.set_exception_handler(lambda _, context: self.errors.append(context))
        self.set_task_factory(_register)

    def time(self) -> float:
        """Seconds since the run began."""
        return clock.elapsed()

    def put_forward(self, seconds: float) -> None:
        """Let time pass."""
        clock.set_elapsed(clock.elapsed() + seconds)

    def put_forward_alone(self, seconds: float) -> bool:
        """Let time pass where nobody else has anything to do meanwhile: then there is no need to ask them."""
        if self._ready or (self._scheduled and self._scheduled[0].when() <= self.time() + seconds):
            return False
        self.put_forward(seconds)
        return True

    def _process_events(self, event_list: Any) -> None:
        """None ever come."""

    def _write_to_self(self) -> None:
        """Whoever calls from a thread has the turn: the loop waits for them already."""

    def call_soon_threadsafe(
        self, callback: Callable[..., object], *args: Any, context: contextvars.Context | None = None
    ) -> asyncio.Handle:
        """Unless the process has been killed meanwhile: then nobody hears."""
        process = current.get()
        if process is not None and not process.is_alive:
            return asyncio.Handle(callback, args, self, context)
        return self.call_soon(callback, *args, context=context)

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> Any:
        """Run it in a thread of its own, in turn with all others."""
        return self.run_in_thread(func, *args)

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:  # noqa: ASYNC109
        """There is none."""


def _register(loop: asyncio.AbstractEventLoop, coroutine: Any, **options: Any) -> "asyncio.Task[Any]":
    task: asyncio.Task[Any] = asyncio.Task(coroutine, loop=loop, **options)
    context = options.get("context")
    process: Process | None = current.get() if context is None else context.get(current)
    if process is not None:
        process.tasks[task] = None
        task.add_done_callback(lambda done: process.tasks.pop(done, None))
    return task
