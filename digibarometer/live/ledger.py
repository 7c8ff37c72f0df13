"""Many actions, one transaction. Acknowledged means kept."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext_lazy as _

from digibarometer.live.actions import Action, On, Refused, StrOrPromise
from digibarometer.live.connection import Connection
from digibarometer.live.doing import Change
from digibarometer.live.models import Latest
from digibarometer.live.panels import Touch
from digibarometer.live.shape import House, Seat
from digibarometer.live.worker import Worker

log = logging.getLogger(__name__)

MOST = 64  # actions in one transaction
SLICE = 0.010  # seconds of one transaction
PAUSE = 0.005  # seconds between two: without it other writers starve (measured)

GONE = _("This place is no longer yours. Scan the code again to come in.")
FAILED = _("That could not be saved. Try again in a while.")


@dataclass(slots=True)
class Wish:
    """An action that waits to be kept, and what came of it."""

    row: On[Any, Any]
    action: Action
    seat: Seat
    answered: "asyncio.Future[StrOrPromise | None]"  # why it was refused; the wish itself would make a circle
    sender: Connection | None = None  # its own screen shows it already: the acknowledgement is enough
    renewed: Seat | None = None
    refused: StrOrPromise | None = None
    touches: Iterable[Touch] = ()
    since: float = field(default_factory=time.monotonic)


@dataclass(slots=True)
class Errand:
    """A change that a form or a command waits for."""

    change: Change[Any]
    result: "Future[Any]"
    touches: list[Touch] = field(default_factory=list)
    value: Any = None
    error: Exception | None = None
    since: float = field(default_factory=time.monotonic)


class Ledger:
    """Gathers what is waiting and applies it with ordinary ORM code in the one writing thread of this process."""

    def __init__(self, house: House, kept: Callable[[list[Touch], bool, Connection | None], None]):
        self.house, self.kept = house, kept
        self.waiting: deque[Wish | Errand] = deque()
        self.filled = asyncio.Event()
        self.loop = asyncio.get_running_loop()
        self.thread = Worker("ledger")

    def keep(
        self, row: On[Any, Any], action: Action, seat: Seat, sender: Connection | None = None
    ) -> "asyncio.Future[StrOrPromise | None]":
        """Queue an action; the future is done when it is kept (None) or refused (why)."""
        answered: asyncio.Future[StrOrPromise | None] = self.loop.create_future()
        self.waiting.append(Wish(row, action, seat, answered, sender))
        self.filled.set()
        return answered

    def do(self, change: Change[Any]) -> Any:
        """Queue a change from another thread and wait until it is kept."""
        errand = Errand(change, Future())
        self.loop.call_soon_threadsafe(self._queue, errand)
        return errand.result.result()

    def waited(self) -> float:
        """Seconds that the first in the queue has waited."""
        return time.monotonic() - self.waiting[0].since if self.waiting else 0.0

    def _queue(self, errand: Errand) -> None:
        self.waiting.append(errand)
        self.filled.set()

    async def run(self) -> None:
        """Apply what is waiting, for as long as the server runs."""
        while True:
            await self.filled.wait()
            batch = [self.waiting.popleft() for _ in range(min(MOST, len(self.waiting)))]
            done = await self.thread.run(self._apply, batch)
            self.waiting.extendleft(reversed(batch[len(done) :]))
            if not self.waiting:
                self.filled.clear()
            self._answer(done)
            await asyncio.sleep(PAUSE)

    async def stop(self) -> None:
        """Apply all that is still waiting, then end the thread."""
        while self.waiting:  # noqa: ASYNC110 the ledger itself empties it, slice by slice
            await asyncio.sleep(PAUSE)
        await self.thread.run(lambda: connection.close())  # the connection of that thread
        self.thread.stop()

    def _answer(self, done: list[Wish | Errand]) -> None:
        for one in done:
            if isinstance(one, Errand):
                self.kept(one.touches, True, None)
                if one.error:
                    one.result.set_exception(one.error)
                else:
                    one.result.set_result(one.value)
            else:
                self.kept(list(one.touches), one.row.urgent, one.sender)
                if not one.answered.done():
                    one.answered.set_result(one.refused)

    def _apply(self, batch: list[Wish | Errand]) -> list[Wish | Errand]:
        """Keep a slice of the batch in one transaction; answer how far it came."""
        try:
            with transaction.atomic():
                return self._slice(batch)
        except DatabaseError as error:
            log.warning("A batch of %s could not be kept (%s); one by one.", len(batch), type(error).__name__)
        except Exception:
            log.exception("A batch could not be kept; one by one.")
        self.house.forget(None)  # what was read of the lost transaction never was
        for one in batch:
            try:
                with transaction.atomic():
                    self._slice([one])
            except Exception as error:
                log.exception("One of a batch could not be kept.")
                self._failed(one, error)
        return batch

    def _slice(self, batch: list[Wish | Errand]) -> list[Wish | Errand]:
        until = time.monotonic() + SLICE
        versions = self.house.versions({one.seat.workshop for one in batch if isinstance(one, Wish)})
        for number, one in enumerate(batch):
            if number and time.monotonic() > until:
                return batch[:number]
            attempt = partial(self._change, one) if isinstance(one, Errand) else partial(self._wish, one, versions)
            try:
                with transaction.atomic():
                    attempt()
                    if connection.vendor != "sqlite":  # SQLite's check reads whole tables: there the commit checks
                        connection.check_constraints()
            except Refused as no:
                self._failed(one, no)
            except DatabaseError as error:
                log.warning("%s failed: %s", one.row.name if isinstance(one, Wish) else one.change, error)
                self._failed(one, error)
            except Exception as error:
                log.exception("%s failed.", one.row.name if isinstance(one, Wish) else one.change)
                self._failed(one, error)
        return batch

    def _wish(self, wish: Wish, versions: dict[int, int]) -> None:
        wish.refused, wish.touches = None, ()
        version = versions.get(wish.seat.workshop)
        seat = None if version is None else self.house.renew(wish.seat, version)
        if seat is None:
            raise Refused(GONE)
        wish.renewed = seat
        wish.row.check(wish.action, seat)
        if not Latest.objects.is_news(
            seat.workshop, seat.key, wish.action.about(), (seat.epoch << 44) | wish.action.number
        ):
            return
        wish.touches = wish.row.do(wish.action, seat)
        if settings.TRACE:
            log.info("%s by %s -> %s", wish.row.name, seat.key, [touch.id for touch in wish.touches])
        for touch in wish.touches:
            if touch.panel.startswith("live/"):
                self.house.forget(touch.workshop)

    def _change(self, errand: Errand) -> None:
        errand.touches, errand.error = [], None
        errand.value = errand.change(errand.touches)
        for touch in errand.touches:
            if touch.panel.startswith("live/"):
                self.house.forget(touch.workshop)

    def _failed(self, one: Wish | Errand, error: Exception) -> None:
        one.touches = []
        if isinstance(one, Errand):
            one.error = error
            self.house.forget(None)
        elif isinstance(error, Refused):
            one.refused = error.why
        else:
            one.refused = FAILED
            self.house.forget(one.seat.workshop)  # what it read of its own lost change never was
