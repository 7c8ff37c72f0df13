"""The data folder: who uses it, and copies of its SQLite database, whole and checked, taken while it is in use."""

import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from digibarometer.files import file_lock, fsync_rename, new_part
from digibarometer.jobs import exclusive


@contextmanager
def data_lock(alone: bool) -> Iterator[None]:
    """Hold the data folder for as long as the block runs; the system lets go of it even after kill -9.

    Exits with a message when somebody else holds it.
    """
    with file_lock(settings.DATA / "lock", shared=not alone) as is_ours:
        if not is_ours:
            sys.exit(
                f"A server is running on the data folder {settings.DATA}. Stop it first, or choose another with --data."
            )
        yield


def preparation_lock() -> AbstractContextManager[bool]:
    """Wait until no other process prepares the data folder and the database, on any machine that shares them."""
    return exclusive("preparing", waits=True)


def main(file: str | None) -> None:
    """Copy the database and say where to."""
    print(copy_data(Path(file) if file else backup_path("by-hand")))


def backup_path(why: str) -> Path:
    """A file of its own among the data folder's backups."""
    return Path(settings.DATA) / "backups" / f"{timezone.localtime():%Y-%m-%dT%H%M%S}-{why}.sqlite3"


def database() -> Path:
    """The SQLite file. Exits with a message on PostgreSQL, which has tools of its own."""
    if connection.vendor != "sqlite":
        sys.exit("The database is PostgreSQL: use pg_dump and pg_restore, as docs/running.md shows.")
    return Path(settings.DATABASES["default"]["NAME"])


def copy_data(target: Path) -> Path:
    """Copy the database to a file that only its owner may read. Exits with a message when that is not possible."""
    source = database()
    if not source.exists():
        sys.exit(f"There is no database in {source.parent}. Name the data folder with --data.")
    if target.exists():
        sys.exit(f"{target} exists already. Choose another name, or move it away.")
    part = new_part(target)
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(part)) as kept:
        live.backup(kept)  # in one step: writers are not held up, and nothing changes under it
        kept.execute("PRAGMA journal_mode=DELETE")
        if fault := integrity_error(kept):
            part.unlink()
            sys.exit(
                f"The database is damaged ({fault}); no backup was made. The last good ones are in {target.parent}."
            )
    fsync_rename(part, target)
    return target


def integrity_error(kept: sqlite3.Connection) -> str:
    """What SQLite finds wrong with a database; empty when it is whole."""
    try:
        [first] = kept.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as wrong:
        return str(wrong)
    return "" if first == "ok" else str(first)


def delete_old_backups() -> None:
    """Delete backups older than BACKUP_DAYS: they still hold what closing has deleted since."""
    limit = time.time() - settings.BACKUP_DAYS * 24 * 3600
    for kept in (Path(settings.DATA) / "backups").glob("*.sqlite3"):
        if kept.stat().st_mtime < limit:
            kept.unlink(missing_ok=True)
