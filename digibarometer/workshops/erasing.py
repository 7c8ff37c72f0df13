"""What was deleted is deleted: it lies in no file of the database either."""

import logging
import time

from django.db import connection

log = logging.getLogger(__name__)

TRIES, PAUSE_SECONDS = 20, 0.25


def erase_deleted() -> None:
    """Take what was deleted out of SQLite's files. To be called when the deleting has been committed.

    SQLite overwrites deleted rows with zeros (`secure_delete`, in the settings), and the write-ahead log, which still
    has them, is emptied here; https://www.sqlite.org/pragma.html#pragma_wal_checkpoint. What PostgreSQL does and when
    is said in docs/running.md.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    for _ in range(TRIES):
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            is_busy, *_ = cursor.fetchone()
        if not is_busy:
            return
        time.sleep(PAUSE_SECONDS)
    log.warning("What was deleted is still in the write-ahead log: the database was busy. A restart empties it.")
