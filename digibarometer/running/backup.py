"""Copies of the SQLite database, whole and checked, taken while it is in use."""

import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from digibarometer.files import fsync_rename, new_part


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
