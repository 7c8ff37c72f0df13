"""Applies actions and changes in transactions, in the one writing thread. What it calls settled is committed."""

import asyncio
import logging
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, NamedTuple

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from digibarometer.live.actions import Action, ActionRefused, Rule, StrOrPromise
from digibarometer.live.api import Change, T
from digibarometer.live.connection import Connection
from digibarometer.live.failures import MachineFailure, is_machine_failure
from digibarometer.live.fair_queue import Lane
from digibarometer.live.interfaces import Registry, Seat
from digibarometer.live.models import LatestAction
from digibarometer.live.panels import Invalidation
from digibarometer.live.worker import close_connection

log = logging.getLogger(__name__)

MAX_SECONDS_PER_TRANSACTION = 0.010

SEAT_IS_GONE = _("This place is no longer yours. Scan the code again to come in.")
FAILED = _("That could not be saved. Try again in a while.")


@dataclass(slots=True, eq=False)
class QueuedAction:
    """An action that waits to be kept, and what came of it."""

    row: Rule
    action: Action
    seat: Seat
    answered: "asyncio.Future[StrOrPromise | None]"  # why it was refused; the wish itself would make a circle
    sender: Connection | None = None  # its own screen shows it already: the acknowledgement is enough
    refused: StrOrPromise | None = None
    touches: Iterable[Invalidation] = ()
    has_collided: bool = False  # with a row that another process wrote at the same time
    failures_alone: int = 0
    since: float = field(default_factory=time.monotonic)

    @property
    def lane(self) -> Lane:
        """Whose turn it is to be kept."""
        return self.seat.lane


@dataclass(slots=True, eq=False)
class QueuedChange(Generic[T]):
    """A change that a form or a command waits for."""

    change: Change[T]
    result: "Future[T]"
    touches: list[Invalidation] = field(default_factory=list)
    value: T | None = None
    error: Exception | None = None
    has_collided: bool = False
    since: float = field(default_factory=time.monotonic)

    @property
    def lane(self) -> Lane:
        """One of its own, since a thread waits for each."""
        return (id(self), 0, "")


Waiting = QueuedAction | QueuedChange[Any]


class Outcome(NamedTuple):
    """What became of a batch: `settled` is committed or refused and can be answered; `left` is to be tried again."""

    settled: list[Waiting]
    left: list[Waiting]


class Interrupted(MachineFailure):
    """The machine failed, and nothing of the batch is known to be kept.

    `in_doubt` is the number of a transaction that was lost while it was committed, and its outcome if it was.
    """

    def __init__(self, error: BaseException, in_doubt: tuple[int, Outcome] | None):
        super().__init__(f"{type(error).__name__}: {error}".strip())
        self.in_doubt = in_doubt


class _NotCommitted(MachineFailure):
    """The transaction ended without an error and without a commit, as Django does when a savepoint could not be."""


class Writer:
    """Keeps batches with ordinary ORM code. Only ever called in the writing thread."""

    def __init__(self, registry: Registry):
        self.registry = registry

    def write(self, batch: Sequence[Waiting]) -> Outcome:
        """Keep as much of the batch as fits in one transaction. Raises Interrupted, with nothing kept or in doubt."""
        try:
            return self._in_one_transaction(batch)
        except Interrupted:
            raise
        except Exception as error:
            if len(batch) == 1:
                log.exception("%s could not be kept.", _name(batch[0]))
                self._failed(batch[0], error)
                return Outcome([batch[0]], [])
            log.warning("A batch of %s could not be kept (%s); one by one.", len(batch), type(error).__name__)
        settled: list[Waiting] = []
        for number, one in enumerate(batch):
            try:
                outcome = self.write([one])
            except Interrupted:
                if not settled:
                    raise
                return Outcome(settled, list(batch[number:]))
            settled += outcome.settled
        return Outcome(settled, [one for one in batch if one not in settled])

    def _in_one_transaction(self, batch: Sequence[Waiting]) -> Outcome:
        committed: list[bool] = []
        number, outcome = None, None
        try:
            with transaction.atomic():
                transaction.on_commit(partial(committed.append, True))
                number = self._transaction_number()
                outcome = self.attempt(batch)
            if not committed:
                raise _NotCommitted
        except Exception as error:
            self.registry.drop_snapshots(None)  # what was read of the lost transaction never was
            if not is_machine_failure(error):
                raise
            close_connection()
            is_in_doubt = number is not None and outcome is not None and not isinstance(error, _NotCommitted)
            raise Interrupted(error, (number, outcome) if is_in_doubt else None) from error  # type: ignore[arg-type]
        return outcome

    def _transaction_number(self) -> int | None:
        if connection.vendor != "postgresql":
            return None  # SQLite says itself whether a commit succeeded
        with connection.cursor() as cursor:
            cursor.execute("SELECT txid_current()")
            return int(cursor.fetchone()[0])

    def is_committed(self, number: int) -> bool | None:
        """Whether a transaction was committed; None while the server does not know yet. Raises MachineFailure.

        https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT
        """
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT txid_status(%s)", [number])
                status = cursor.fetchone()[0]
        except Exception as error:
            close_connection()
            if is_machine_failure(error):
                raise MachineFailure(str(error)) from error
            return False  # a server that has come no further than this has not seen it: it took over from another
        return None if status == "in progress" else status == "committed"

    def attempt(self, batch: Sequence[Waiting]) -> Outcome:
        """Apply what there is time for, each in a savepoint of its own. To be called inside a transaction.

        Raises what the machine failed with: then nothing of the transaction holds.
        """
        until = time.monotonic() + MAX_SECONDS_PER_TRANSACTION
        versions = self.registry.lock_versions({one.seat.workshop for one in batch if isinstance(one, QueuedAction)})
        outcome = Outcome([], [])
        for number, one in enumerate(batch):
            if number and time.monotonic() > until:
                outcome.left.extend(batch[number:])
                break
            (outcome.settled if self._is_settled(one, versions) else outcome.left).append(one)
        return outcome

    def _is_settled(self, one: Waiting, versions: dict[int, int]) -> bool:
        apply = partial(self._change, one) if isinstance(one, QueuedChange) else partial(self._wish, one, versions)
        try:
            with transaction.atomic():
                apply()
                if connection.vendor != "sqlite":  # SQLite's check reads whole tables: there the commit checks
                    connection.check_constraints()
        except Exception as error:
            if is_machine_failure(error):
                raise
            if connection.needs_rollback:  # the savepoint could not be taken back: the connection is lost
                raise _NotCommitted from error
            self._failed(one, error)
            if isinstance(error, IntegrityError) and not one.has_collided:
                one.has_collided = True  # two processes may have made the same row: the second time it is there
                return False
            if isinstance(one, QueuedAction) and not isinstance(
                error, ActionRefused
            ):  # who waits for a change hears of it
                log.error("%s failed: %s", _name(one), error, exc_info=True)
        return True

    def _wish(self, wish: QueuedAction, versions: dict[int, int]) -> None:
        wish.refused, wish.touches = None, ()
        version = versions.get(wish.seat.workshop)
        seat = None if version is None else self.registry.refresh_seat(wish.seat, version)
        if seat is None:
            raise ActionRefused(SEAT_IS_GONE)
        wish.row.check(wish.action, seat)
        if not LatestAction.objects.accept_if_newer(
            seat.workshop, seat.key, wish.action.dedupe_key(), (seat.epoch << 44) | wish.action.number
        ):
            return
        wish.touches = list(wish.row.handler(wish.action, seat))
        if settings.TRACE:
            log.info("%s by %s -> %s", wish.row.name, seat.key, [touch.id for touch in wish.touches])
        self._forget_changed(wish.touches)

    def _change(self, errand: QueuedChange[T]) -> None:
        errand.touches, errand.error = [], None
        errand.value = errand.change(errand.touches)
        self._forget_changed(errand.touches)

    def _forget_changed(self, touches: Iterable[Invalidation]) -> None:
        for touch in touches:
            if touch.panel.startswith("live/"):
                self.registry.drop_snapshots(touch.workshop)

    def _failed(self, one: Waiting, error: Exception) -> None:
        one.touches = []
        if isinstance(one, QueuedChange):
            one.error = error
            self.registry.drop_snapshots(None)
        elif isinstance(error, ActionRefused):
            one.refused = error.why
        else:
            one.refused = FAILED
            self.registry.drop_snapshots(one.seat.workshop)  # what it read of its own lost change never was


def _name(one: Waiting) -> str:
    return one.row.name if isinstance(one, QueuedAction) else getattr(one.change, "__qualname__", str(one.change))
