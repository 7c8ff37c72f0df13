"""Django's SQLite back end, where each statement is a moment at which another thread may go on, or something breaks.

The file and its transactions are real. The lock that writers wait for is simulated, since a real wait would stop all;
and a connection can die as one to PostgreSQL does: whatever is asked of it then fails, until it is closed.
"""

import sqlite3
from typing import Any

from django.db import utils
from django.db.backends.sqlite3 import base

from bench.seeds import lockstep
from bench.seeds.faults import LOST, error_of

PATIENCE = 20.0  # seconds that a writer waits for another, as in settings.py
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class _Connection(sqlite3.Connection):
    wrapper: "DatabaseWrapper"


class _Cursor(base.SQLiteCursorWrapper):
    def execute(self, query: str, params: Any = None) -> Any:
        self.connection.wrapper.before(query)
        return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        self.connection.wrapper.before(query)
        return super().executemany(query, param_list)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection of one thread."""

    is_dead = False
    has_lock = False
    number = 0  # of the transaction, as PostgreSQL gives each

    def get_connection_params(self) -> dict[str, Any]:
        """As ever, and of our own class."""
        return {**super().get_connection_params(), "factory": _Connection}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file, unless the database is down. Raises sqlite3.OperationalError."""
        thread = lockstep.this_thread()
        if thread is not None:
            thread.run.faults.on_connect(self)
            if self not in thread.connections:
                thread.connections.append(self)
        made = super().get_new_connection(conn_params)
        made.wrapper, self.is_dead = self, False
        return made

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor that lets others go on before each statement."""
        return self.connection.cursor(factory=_Cursor)

    def before(self, query: str) -> None:
        """The moment before a statement. Raises sqlite3.OperationalError where something breaks."""
        thread = lockstep.this_thread()
        if thread is None:
            return
        if self.is_dead:
            raise error_of(LOST)
        word = query.split(" ", 1)[0]
        thread.run.trace(thread, "sql", word if "SAVEPOINT" in query else query[:60])
        thread.pause(thread.run.duration(thread.run.scale.statement))
        is_write = word in WRITES
        if word == "BEGIN" or (is_write and not self.in_atomic_block):
            self._wait_for_lock(thread)
            self.has_lock = word == "BEGIN"
            thread.run.lock_holder = self if self.has_lock else None
        thread.run.faults.on_statement(self, thread, is_write)

    def _wait_for_lock(self, thread: lockstep.Thread) -> None:
        waited, step = 0.0, 0.001
        while thread.run.lock_holder is not None:
            if waited > PATIENCE:
                raise error_of("SQLITE_BUSY")
            thread.pause(step)
            waited, step = waited + step, min(0.1, step * 2)

    def _release(self) -> None:
        if self.has_lock and (thread := lockstep.this_thread()):
            thread.run.lock_holder = None
        self.has_lock = False

    def _commit(self) -> None:
        thread = lockstep.this_thread()
        if thread is None:
            super()._commit()
            return
        if self.is_dead:
            raise self._wrapped(error_of(LOST))
        thread.run.trace(thread, "sql", "COMMIT")
        thread.pause(thread.run.duration(thread.run.scale.commit))
        try:
            thread.run.faults.before_commit(self, thread)
            super()._commit()
            self._release()
            thread.run.committed.add(self.number)
            thread.run.faults.after_commit(self, thread)
        except sqlite3.Error as error:
            raise self._wrapped(error) from error
        thread.pause(thread.run.duration(thread.run.scale.statement))

    def _wrapped(self, error: sqlite3.Error) -> Exception:
        wrapped: Exception = getattr(utils, type(error).__name__)(*error.args)
        wrapped.__cause__ = error
        return wrapped

    def _rollback(self) -> None:
        thread = lockstep.this_thread()
        if thread is not None and not thread.is_killed:
            thread.run.trace(thread, "sql", "ROLLBACK")
        if self.is_dead and thread is not None and not thread.is_killed:
            raise self._wrapped(error_of(LOST))
        if not self.is_dead:
            super()._rollback()
        self._release()

    def die(self) -> None:
        """The server has ended this connection: what was not committed is gone."""
        self.is_dead = True
        self.connection.rollback()
        self._release()

    def number_transaction(self) -> int:
        """The number of the transaction that has begun, by which it can be asked later whether it was committed."""
        with self.cursor() as cursor:
            cursor.execute("SELECT 1")
        self.number = lockstep.this_thread().run.next_number()  # type: ignore[union-attr]
        return self.number

    def is_usable(self) -> bool:
        """Whether a statement would get through."""
        return not self.is_dead

    def _close(self) -> None:
        self._release()
        super()._close()

    def drop(self) -> None:
        """The thread has ended: so does its connection, without any of Django's questions."""
        if self.connection is not None:
            self._release()
            sqlite3.Connection.close(self.connection)
            self.connection = None
