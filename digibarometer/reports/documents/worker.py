"""Makes what has been asked for, one document at a time, in a process that gives way to the room.

A row is the wish; the process takes it, and the file appears whole or not at all. The system lets go of the lock after
kill -9, and whoever holds it next takes up what was left half done; what has failed twice says so.
"""

import hashlib
import logging
import os
import platform
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.db.models import F, Q, QuerySet
from django.utils import timezone, translation

from digibarometer.files import file_lock, write_atomically
from digibarometer.live import api
from digibarometer.live.panels import Invalidation
from digibarometer.reports.documents.data_fingerprint import data_fingerprint
from digibarometer.reports.documents.document_types import DOCUMENT_TYPES
from digibarometer.reports.documents.models import Document, State
from digibarometer.results.outcome import workshop_result
from digibarometer.workshops.snapshot import drop_snapshots

log = logging.getLogger(__name__)
GIVES_WAY = 15  # nice: beside a room that needs the core, about a thirtieth of it
MOST_TRIES = 2
ELSEWHERE = timedelta(minutes=10)  # after which another machine's work is taken to be lost
KEPT_FOR = timedelta(days=30)
wake = threading.Event()  # something waits: rung by a page, heard by `watch`


def request_documents(workshop: int, kinds: Iterable[str], language: str) -> None:
    """Somebody wants these documents made. Asking again while one is under way changes nothing of it."""
    for kind in kinds:
        row, is_new = Document.objects.get_or_create(workshop_id=workshop, kind=kind, language=language)
        if not is_new and not row.is_under_way:
            fields = {"state": State.WAITING, "asked_at": timezone.now(), "percent": 0, "tries": 0}
            Document.objects.filter(pk=row.pk).update(**fields)


def run_worker_loop(stopped: threading.Event) -> None:
    """While the server runs: start the making process when something waits, at the latest within a minute."""
    while not stopped.is_set():
        wake.wait(60)
        wake.clear()
        waits = Document.objects.filter(state__in=[State.WAITING, State.MAKING]).exists()
        connections.close_all()
        if waits and not stopped.is_set():
            subprocess.run(
                [sys.executable, "-m", "digibarometer", "documents", "--data", str(settings.DATA)], check=False
            )


def main() -> None:
    """Make all that waits, then stop."""
    os.nice(GIVES_WAY)
    make_all()


def make_all() -> None:
    """Make what waits, unless another process on this machine is at it."""
    with file_lock(folder() / "lock") as alone:
        while alone and (row := _claim_next()):
            _make(row)
    expire_documents()


def _claim_next() -> Document | None:
    """The next row, marked as ours. What this machine had begun before was cut off, for we hold its lock."""
    here, now = platform.node(), timezone.now()
    cut_off = Q(state=State.MAKING) & (Q(machine=here) | Q(began_at__lt=now - ELSEWHERE))
    given_up = Document.objects.filter(cut_off, tries__gte=MOST_TRIES)
    api.apply_change(lambda touched: given_up.update(state=State.FAILED))
    for row in Document.objects.filter(Q(state=State.WAITING) | cut_off).order_by("asked_at", "pk"):
        mine = Document.objects.filter(pk=row.pk, state=row.state, tries=row.tries)
        fields = {"state": State.MAKING, "began_at": now, "machine": here, "percent": 10}
        if api.apply_change(partial(_claim, mine, fields)):
            return row
    return None


def _claim(mine: "QuerySet[Document]", fields: dict[str, object], touched: list[Invalidation]) -> int:
    return mine.update(tries=F("tries") + 1, **fields)


def _make(row: Document) -> None:
    try:
        drop_snapshots(None)
        with translation.override(row.language):
            came_to = workshop_result(row.workshop)
            version = data_fingerprint(came_to)
            _update_progress(row, percent=40, version=version)
            content = DOCUMENT_TYPES[row.kind].make(came_to)
        _update_progress(row, percent=90)
        row.version = version
        write_atomically(path_of(row), content)
        digest = hashlib.sha256(content).hexdigest()
        _update_progress(row, state=State.MADE, percent=100, made_at=timezone.now(), digest=digest, size=len(content))
    except Exception:
        log.exception("document %s of workshop %s could not be made", row.kind, row.workshop_id)
        _update_progress(row, state=State.FAILED)


def _update_progress(row: Document, **fields: object) -> None:
    api.apply_change(lambda touched: Document.objects.filter(pk=row.pk, state=State.MAKING).update(**fields))


def folder() -> Path:
    """Where the files lie."""
    return Path(settings.DATA) / "documents"


def path_of(row: Document) -> Path:
    """A file's place says what it is and which data it was made from."""
    name = f"{row.kind}-{row.language}-{row.version[:16]}.{DOCUMENT_TYPES[row.kind].extension}"
    return folder() / str(row.workshop_id) / name


def expire_documents() -> None:
    """Forget what is older than thirty days, and delete every file that no row names."""
    old = Document.objects.filter(state=State.MADE, made_at__lt=timezone.now() - KEPT_FOR)
    if old.exists():
        api.apply_change(lambda touched: old.delete())
    if not folder().exists():
        return
    with file_lock(folder() / "lock") as alone:
        if alone:
            named = {path_of(row) for row in Document.objects.exclude(version="") if row.kind in DOCUMENT_TYPES}
            for each in folder().iterdir():
                _sweep(each, named)


def _sweep(place: Path, named: set[Path]) -> None:
    if not place.is_dir():
        return
    for file in place.iterdir():
        if file not in named:
            file.unlink(missing_ok=True)
    if not any(place.iterdir()):
        shutil.rmtree(place, ignore_errors=True)
