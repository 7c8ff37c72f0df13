"""Putting a backup in the database's place."""

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from django.db import connections

from digibarometer.files import fsync_rename, new_part
from digibarometer.running import backup


def main(file: str) -> None:
    """Replace the database by the backup; what was there is kept among the backups."""
    chosen, target = Path(file), backup.database()
    if not chosen.is_file():
        sys.exit(f"There is no file {chosen}.")
    with backup.data_lock(alone=True):
        if fault := restore_error(chosen):
            sys.exit(f"{chosen} cannot be restored: {fault}. The database is as it was.")
        connections.close_all()
        if target.exists():
            print(f"What was there is kept as {backup.copy_data(backup.backup_path('before-restore'))}")
        part = new_part(target)
        shutil.copyfile(chosen, part)
        sign_everybody_out(part)
        for rest in ("-wal", "-shm"):  # belong to the old database; SQLite would play them into the new one
            target.with_name(target.name + rest).unlink(missing_ok=True)
        fsync_rename(part, target)
    print(
        f"Restored {chosen}. Start the server again: it brings the database up to date. Everybody must sign in again."
    )


def sign_everybody_out(part: Path) -> None:
    """Delete the sessions of a database: who has signed out since the backup was made must not be signed in by it."""
    with closing(sqlite3.connect(part)) as kept, kept:
        if kept.execute("SELECT 1 FROM sqlite_master WHERE name = 'django_session'").fetchone():
            kept.execute("DELETE FROM django_session")


def restore_error(chosen: Path) -> str:
    """Why the file cannot be our database; empty when it can."""
    with closing(sqlite3.connect(f"{chosen.resolve().as_uri()}?mode=ro", uri=True)) as kept:
        if fault := backup.integrity_error(kept):
            return fault
        tables = {name for (name,) in kept.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return "" if "django_migrations" in tables else "it is a database, but not one of Digibarometern's"
