"""Tells what failed for the machine's sake from what failed because of what was asked."""

import sqlite3
from collections.abc import Iterator

from django.db import Error, InterfaceError
from redis.exceptions import ConnectionError as BusConnectionError
from redis.exceptions import TimeoutError as BusTimeoutError

# https://www.postgresql.org/docs/current/errcodes-appendix.html: connection, out of resources (53100: disk full),
# stopped by an operator or a restart, the operating system; and what another transaction was in the way of.
POSTGRESQL_CLASSES = ("08", "53", "57", "58")
POSTGRESQL_CODES = frozenset({"40001", "40P01", "55P03", "25006", "25P03"})

# https://www.sqlite.org/rescode.html; the low byte is the primary code.
SQLITE_CODES = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    }
)


class MachineFailure(Exception):
    """The database, the disk or the network stood in the way; what was asked for can be tried again as it is."""


MACHINES_OWN = (MachineFailure, OSError, MemoryError, InterfaceError, BusConnectionError, BusTimeoutError)


def is_machine_failure(error: BaseException) -> bool:
    """Whether the error is the machine's: the same may well succeed later, and no person could do it differently.

    It goes by SQLSTATE and SQLite's result code, since Django's OperationalError is also raised for faults in the code.
    """
    return any(_is_machines(one) for one in _with_causes(error))


def _is_machines(error: BaseException) -> bool:
    if isinstance(error, MACHINES_OWN):
        return True
    if isinstance(error, sqlite3.Error):
        return (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF in SQLITE_CODES
    if not type(error).__module__.startswith("psycopg"):
        return False
    if state := getattr(error, "sqlstate", None):
        return state.startswith(POSTGRESQL_CLASSES) or state in POSTGRESQL_CODES
    # Without a SQLSTATE the server did not answer: the connection is lost, or the pool has none to give.
    return type(error).__name__ in {
        "OperationalError",
        "InterfaceError",
        "PoolTimeout",
        "PoolClosed",
        "TooManyRequests",
    }


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what it came of; `__context__` only from a database error, which hides the one beneath it."""
    while error is not None:
        yield error
        error = error.__cause__ or (error.__context__ if isinstance(error, Error) else None)
