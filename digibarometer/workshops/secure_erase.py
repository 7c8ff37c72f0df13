"""What was deleted is deleted: it lies in no file of the database either."""

import logging

from django.db import connection

log = logging.getLogger(__name__)
_is_left = False  # whether the write-ahead log could not be emptied yet


def erase_deleted() -> None:
    """Take what was deleted out of SQLite's files. To be called when the deleting has been committed.

    SQLite overwrites deleted rows with zeros (`secure_delete`, in the settings), and the write-ahead log, which still
    has them, is emptied here; https://www.sqlite.org/pragma.html#pragma_wal_checkpoint. What PostgreSQL does and when
    is said in docs/running.md.
    """
    global _is_left
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # waits for others as long as any statement does
        _is_left, *_ = map(bool, cursor.fetchone())
    if _is_left:
        log.warning("What was deleted is still in the write-ahead log, since the database was busy; trying again.")


def erase_what_is_left() -> None:
    """Erase what could not be erased when it was deleted. A duty of every minute."""
    if _is_left:
        erase_deleted()
