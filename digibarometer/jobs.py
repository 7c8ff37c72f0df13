"""Work in the background, each piece of it once: what is made, what is mailed, and what is due.

What is wanted is a row of its own, a `Job`: a document, or a letter to an address. It says when it is to be done or
tried again, how often it has been tried, and what became of it; it goes when its workshop does.
"""

import logging
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import connection, models
from django.db.models import F, QuerySet
from django.utils import timezone

from digibarometer.files import file_lock
from digibarometer.live import api

log = logging.getLogger(__name__)
WAITING, WORKING, DONE, FAILED = "waiting", "working", "done", "failed"
Fields = dict[str, object]


class Job(models.Model):
    """A row that asks for work."""

    state = models.CharField(max_length=8, default=WAITING)
    due_at = models.DateTimeField(null=True)  # when it is to be done, or tried again; none: nobody waits for it
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True


J = TypeVar("J", bound=Job)


class NotDone(Exception):
    """The work could not be done now, and the log has been told why."""


@contextmanager
def exclusive(name: str, waits: bool = False) -> Iterator[bool]:
    """Whether this process alone does what has this name while the block runs; with `waits` it waits until it does.

    Alone among all machines on PostgreSQL, else on this one. The lock goes with the process, also after kill -9.
    """
    if connection.vendor != "postgresql":
        with file_lock(Path(settings.DATA) / "locks" / name, waits=waits) as is_ours:
            yield is_ours
        return
    key = zlib.crc32(f"digibarometer {name}".encode())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_{'' if waits else 'try_'}advisory_lock(%s)", [key])
        is_ours = waits or cursor.fetchone()[0]
        try:
            yield is_ours
        finally:
            if is_ours:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


def enqueue(rows: "QuerySet[J]", **fields: object) -> int:
    """Have the work of these rows done from now on, as if it had not been tried; how many they are."""
    return rows.update(state=WAITING, due_at=timezone.now(), attempts=0, **fields)


def run_jobs(
    rows: "QuerySet[J]",
    work: Callable[[J], Fields],
    retry_after: Sequence[timedelta] = (),
    cut_off: str = "",
    gives_up: Callable[[J], Fields] = lambda row: {},
    most: int | None = None,
) -> int:
    """Do what is due of these rows, in that order, unless another process is at it; how many were tried.

    `work` returns the fields to save with a row that is done. What raises is tried again after each of the times in
    `retry_after`, then it has failed for good, and the fields that `gives_up` returns are saved. What was cut off in an
    earlier process counts as failed; with `cut_off` it has that state instead, and is not tried again.
    """
    model, tried = rows.model, 0
    with exclusive(model._meta.label_lower) as is_ours:
        if not is_ours:
            return 0
        for row in model._default_manager.filter(state=WORKING):
            _save(row, {"state": cut_off} if cut_off else _failure(row, retry_after, gives_up))
        for row in rows.filter(due_at__lte=timezone.now()).order_by("due_at", "pk")[:most]:
            if not _claim(row):
                continue
            tried += 1
            try:
                fields = {"state": DONE, **work(row)}
            except Exception as error:  # whatever it is, it is nothing to the others
                if not isinstance(error, NotDone):
                    log.exception("%s %s could not be done", model._meta.label, row.pk)
                fields = _failure(row, retry_after, gives_up)
            _save(row, fields)
    return tried


def _claim(row: Job) -> bool:
    rows = type(row)._default_manager.filter(pk=row.pk, due_at=row.due_at)
    fields = {"state": WORKING, "due_at": None, "attempts": F("attempts") + 1}
    row.attempts += 1
    return bool(api.apply_change(lambda touched: rows.update(**fields)))


def _failure(row: J, retry_after: Sequence[timedelta], gives_up: Callable[[J], Fields]) -> Fields:
    if row.attempts <= len(retry_after):
        return {"state": FAILED, "due_at": timezone.now() + retry_after[row.attempts - 1]}
    return {"state": FAILED, **gives_up(row)}


def _save(row: Job, fields: Fields) -> None:
    api.apply_change(lambda touched: type(row)._default_manager.filter(pk=row.pk, state=WORKING).update(**fields))
