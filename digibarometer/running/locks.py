"""Who uses the data folder: one server alone (SQLite), or several together (PostgreSQL)."""

import fcntl
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings


@contextmanager
def data_lock(alone: bool) -> Iterator[None]:
    """Hold the data folder for as long as the block runs; the system lets go of it even after kill -9.

    Exits with a message when somebody else holds it.
    """
    settings.DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (settings.DATA / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit(
                f"A server is running on the data folder {settings.DATA}. Stop it first, or choose another with --data."
            )
        yield


@contextmanager
def preparation_lock() -> Iterator[None]:
    """Wait until no other process on this machine prepares the same data folder."""
    settings.DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (settings.DATA / "preparing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
