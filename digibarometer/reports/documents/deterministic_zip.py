"""Zip files that come out the same for the same content: no clock, no order of chance."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

WHEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


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
        return WHEN.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
    return content
