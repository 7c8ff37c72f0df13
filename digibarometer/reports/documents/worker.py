"""Makes what has been asked for, one document at a time, in a process that gives way to the room.

The file appears whole or not at all. What was cut off in an earlier process is begun again; what fails twice says so.
"""

import hashlib
import json
import logging
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connections
from django.db.models import Q
from django.utils import timezone, translation

from digibarometer.files import write_atomically
from digibarometer.jobs import DONE, WORKING, Fields, enqueue, exclusive, run_jobs
from digibarometer.live import api
from digibarometer.reports import open_data
from digibarometer.reports.documents.document_types import DOCUMENT_TYPES
from digibarometer.reports.documents.models import Document
from digibarometer.reports.records_metadata import corrections, figures_date, records_metadata
from digibarometer.results.outcome import WorkshopResult, workshop_result
from digibarometer.workshops.snapshot import drop_snapshots

log = logging.getLogger(__name__)
GIVES_WAY = 15  # nice: beside a room that needs the core, about a thirtieth of it
TRIED_AGAIN_AFTER = (timedelta(),)
KEPT_FOR = timedelta(days=30)
wake = threading.Event()  # something waits: rung by a page, heard by `watch`


def request_documents(workshop: int, kinds: Iterable[str], language: str) -> None:
    """Somebody wants these documents made. Asking again while one is under way changes nothing of it."""
    for kind in kinds:
        row, _is_new = Document.objects.get_or_create(workshop_id=workshop, kind=kind, language=language)
        if not row.is_under_way:
            enqueue(Document.objects.filter(pk=row.pk), percent=0)


def run_worker_loop(stopped: threading.Event) -> None:
    """While the server runs: start the making process when something waits, at the latest within a minute."""
    while not stopped.is_set():
        wake.wait(60)
        wake.clear()
        waits = Document.objects.filter(Q(due_at__isnull=False) | Q(state=WORKING)).exists()
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
    while run_jobs(Document.objects.all(), _make, TRIED_AGAIN_AFTER, most=1):
        pass
    expire_documents()


def _make(row: Document) -> Fields:
    drop_snapshots(None)
    _update_progress(row, percent=10)
    with translation.override(row.language):
        came_to = workshop_result(row.workshop)
        row.version = data_fingerprint(came_to)
        _update_progress(row, percent=40, version=row.version)
        content = DOCUMENT_TYPES[row.kind].make(came_to)
    _update_progress(row, percent=90)
    write_atomically(path_of(row), content)
    digest = hashlib.sha256(content).hexdigest()
    return {"percent": 100, "made_at": timezone.now(), "digest": digest, "size": len(content)}


def _update_progress(row: Document, **fields: object) -> None:
    api.apply_change(lambda touched: Document.objects.filter(pk=row.pk, state=WORKING).update(**fields))


def folder() -> Path:
    """Where the files lie."""
    return Path(settings.DATA) / "documents"


def path_of(row: Document) -> Path:
    """A file's place says what it is and which data it was made from."""
    name = f"{row.kind}-{row.language}-{row.version[:16]}.{DOCUMENT_TYPES[row.kind].extension}"
    return folder() / str(row.workshop_id) / name


def expire_documents() -> None:
    """Forget what is older than thirty days, and delete every file that no row names."""
    old = Document.objects.filter(state=DONE, made_at__lt=timezone.now() - KEPT_FOR)
    if old.exists():
        api.apply_change(lambda touched: old.delete())
    if not folder().exists():
        return
    with exclusive(Document._meta.label_lower) as alone:
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


EDITION = 1  # to be raised when a document comes out differently from the same data


def data_fingerprint(came_to: WorkshopResult) -> str:
    """A fingerprint of all that the documents say."""
    said = {
        "edition": EDITION,
        "result": open_data.as_json(came_to),
        "dated": figures_date(came_to),
        "colour": came_to.workshop.municipality.colour,
        "registered": asdict(records_metadata(came_to.workshop, with_name=True)),
        "corrections": [asdict(each) for each in corrections(came_to.workshop)],
    }
    text = json.dumps(said, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
