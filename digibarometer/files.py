"""Files of this machine: written whole or not at all, locked by one process, unpacked within bounds, sent to take home.

What lies in the data folder is for its owner alone.
"""

import fcntl
import io
import os
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from django.http import HttpResponse
from django.utils.http import content_disposition_header

OFFICE = "application/vnd.openxmlformats-officedocument"
MIME_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "svg": "image/svg+xml",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "yaml": "application/yaml",
    "zip": "application/zip",
}


class TooLarge(Exception):
    """More is packed in a file than may be unpacked."""


def private_folder(folder: Path) -> Path:
    """The folder, made where it is not there, for its owner alone."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def new_part(target: Path) -> Path:
    """An empty file beside the target, to be written and then given its name by `fsync_rename`."""
    part = private_folder(target.parent) / f"{target.name}.part"
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    return part


def fsync_rename(part: Path, target: Path) -> None:
    """Give a finished file its name so that a power cut leaves either the old or the new one, never half."""
    with part.open("rb") as written:
        os.fsync(written.fileno())
    part.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def write_atomically(target: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    part = new_part(target)
    part.write_bytes(content)
    fsync_rename(part, target)


@contextmanager
def file_lock(file: Path, shared: bool = False, waits: bool = False) -> Iterator[bool]:
    """Hold a lock for as long as the block runs; False where others hold it and nobody `waits` for them.

    The system lets go of it even after kill -9. Any number may hold it `shared`.
    """
    private_folder(file.parent)
    with file.open("w") as lock:
        try:
            fcntl.flock(lock, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if waits else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True


@contextmanager
def bounded_zip(file: Path | IO[bytes], max_bytes: int) -> Iterator[zipfile.ZipFile]:
    """A zip file to read from. Raises TooLarge where its files come to more bytes, zipfile.BadZipFile for no zip."""
    with zipfile.ZipFile(file) as packed:
        if sum(part.file_size for part in packed.infolist()) > max_bytes:
            raise TooLarge
        yield packed


def file_response(content: bytes | str, name: str, is_shown: bool = False) -> HttpResponse:
    """A file to take home under this name, or that the browser shows; search engines do not list it.

    Its type goes by the name's ending. Raises KeyError for one that is not in MIME_TYPES.
    """
    disposition = content_disposition_header(not is_shown, name) or ""
    headers = {"Content-Disposition": disposition, "X-Robots-Tag": "noindex"}
    return HttpResponse(content, MIME_TYPES[Path(name).suffix[1:]], headers=headers)


OFFICE_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def deterministic_zip(files: Mapping[str, bytes], at: datetime) -> bytes:
    """A zip of these files, in this order, all from that moment."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, at.timetuple()[:6])
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            entry.external_attr = 0o644 << 16
            file.writestr(entry, content)
    return made.getvalue()


def deterministic_office(content: bytes, at: datetime) -> bytes:
    """An Office file as it would be if it had been written at that moment; so also the workbooks inside it."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        files = {name: _settled(name, file.read(name), at) for name in file.namelist()}
    return deterministic_zip(files, at)


def _settled(name: str, content: bytes, at: datetime) -> bytes:
    if name.endswith(".xlsx"):
        return deterministic_office(content, at)
    if name == "docProps/core.xml":
        stamp = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
        return OFFICE_DATES.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
    return content
