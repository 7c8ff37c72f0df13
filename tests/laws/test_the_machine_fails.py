"""What fails for the machine's sake is never refused: it is tried again, and acknowledged only when it is kept."""

import asyncio
import sqlite3
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from django.db import OperationalError, connection, connections, transaction

from digibarometer.live import writer
from digibarometer.live.codec import LATER
from digibarometer.live.failures import MachineFailure, is_machine_failure
from digibarometer.live.panels import Invalidation
from digibarometer.live.write_queue import WriteQueue
from digibarometer.live.writer import FAILED, QueuedAction, Writer
from tests.laws.test_one_bad_in_a_batch import level_of, rates
from tests.people import Room

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def in_one_transaction(monkeypatch):
    """However slow the machine is, a batch is one transaction."""
    monkeypatch.setattr(writer, "MAX_SECONDS_PER_TRANSACTION", 600)


@contextmanager
def a_ledger(room):
    """A ledger of the room's that runs, and what was touched."""
    touched = []
    ledger = WriteQueue(room.registry, lambda touches, urgent, told: touched.extend(touches))
    running = asyncio.get_running_loop().create_task(ledger.run())
    try:
        yield ledger, touched
    finally:
        running.cancel()


async def answers(ledger, wishes):
    kept = [ledger.enqueue(row, action, seat) for seat, row, action in wishes]
    return await asyncio.wait_for(asyncio.gather(*kept), 60)  # where it hangs, not where it is slow


def loses_the_connection():
    """The connection goes away under the one who writes, as when the database server is restarted."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    raise full()


def full():
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    try:
        raise OperationalError("database or disk is full") from error
    except OperationalError as raised:
        return raised


class Fails:
    """An action's function that fails so many times before it does what it should."""

    def __init__(self, row, how, times):
        self.row, self.how, self.times = row, how, times

    def __call__(self, action, seat):
        self.times -= 1
        if self.times >= 0:
            self.how()
        return self.row.handler(action, seat)


def failing(wish, how, times):
    seat, row, action = wish
    return seat, replace(row, handler=Fails(row, how, times)), action


def test_when_the_connection_is_lost_in_the_middle_all_of_the_batch_is_kept_after_all():
    room = Room()
    wishes = [rates(room, name, 5) for name in ("anna", "bo", "cilla")]
    wishes[1] = failing(wishes[1], loses_the_connection, 1)

    async def play():
        with a_ledger(room) as (ledger, touched):
            done = await answers(ledger, wishes)
            await ledger.stop()
            return done, touched

    done, touched = asyncio.run(play())
    assert done == [None, None, None]
    assert [level_of(room, name) for name in ("anna", "bo", "cilla")] == [5, 5, 5]
    assert {touch.audience.of for touch in touched if touch.audience.kind == "my"} == {
        room.people[name] for name in ("anna", "bo", "cilla")
    }


def test_one_that_breaks_the_connection_each_time_stops_nobody_else_and_is_refused_in_the_end():
    room = Room()
    poison = failing(rates(room, "bo", 5), loses_the_connection, 10_000)
    around = [[rates(room, name, level) for name in ("anna", "cilla")] for level in (1, 2, 3, 4, 5, 1, 2)]

    async def play():
        with a_ledger(room) as (ledger, _):
            said = []
            for before, after in around:
                first, of_poison, last = await answers(ledger, [before, poison, after])
                assert (first, last) == (None, None)
                said.append(of_poison)
            return said

    said = asyncio.run(play())
    assert said[0] is LATER
    assert FAILED in said, "not asked for again and again"
    assert level_of(room, "bo") == 3, "as it was before"


def test_what_the_outer_transaction_did_not_commit_is_not_called_kept(monkeypatch):
    """Django leaves a transaction with no error and no commit where a savepoint could not be taken back."""
    room = Room()
    kept, lost = rates(room, "anna", 5), rates(room, "bo", 5)

    def breaks(action, seat):
        raise ZeroDivisionError

    def cannot(self, sid):
        raise OperationalError("the connection is closed")

    monkeypatch.setattr(type(connections["default"]), "savepoint_rollback", cannot)
    wishes = [
        QueuedAction(row, action, seat, answered=None)
        for seat, row, action in (kept, (lost[0], replace(lost[1], handler=breaks), lost[2]))
    ]
    with pytest.raises(MachineFailure):
        Writer(room.registry).write(wishes)
    assert level_of(room, "anna") == 3, "as it was before"


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_a_commit_whose_answer_was_lost_is_asked_for_and_not_done_twice(monkeypatch):
    """The database keeps it, and the connection breaks before it says so: a form is not done once more."""
    room, done = Room(), []
    backend: Any = type(connections["default"])
    commit = backend._commit

    def loses_the_answer(self):
        commit(self)
        monkeypatch.setattr(type(connections["default"]), "_commit", commit)
        raise full()

    def change(touched: list[Invalidation]):
        done.append(1)
        monkeypatch.setattr(type(connections["default"]), "_commit", loses_the_answer)
        touched.append(room.registry.panels["workshops/desk_top"].ref(room.pk))
        return "made"

    async def play():
        with a_ledger(room) as (ledger, touched):
            made = await asyncio.wait_for(ledger.change(change), 60)
            await ledger.stop()
            return made, touched

    made, touched = asyncio.run(play())
    assert made == "made"
    assert done == [1]
    assert len(touched) == 1, "and who looks on sees it"


def test_whoever_waits_no_longer_for_a_change_stops_nobody_else():
    """A monitor that asks for its health and hangs up must not end the keeping of what people do."""
    room = Room()
    wish = rates(room, "anna", 5)

    async def play():
        with a_ledger(room) as (ledger, _):
            hangs_up = asyncio.create_task(ledger.change(lambda touched: None))
            await asyncio.sleep(0)
            hangs_up.cancel()
            return await answers(ledger, [wish])

    assert asyncio.run(play()) == [None]


def test_a_fault_of_ours_is_not_taken_for_the_machines():
    assert is_machine_failure(full())
    for query in ("SELECT no_such_column FROM workshops_workshop", "SELECT * FROM no_such_table", "SELEKT"):
        with pytest.raises(Exception) as raised, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(query)
        assert not is_machine_failure(raised.value), query
