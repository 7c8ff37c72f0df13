"""Who uses the data folder: one server alone (SQLite), or several together (PostgreSQL)."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from django.conf import settings

from digibarometer.files import file_lock
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
