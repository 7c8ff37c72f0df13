"""Whether a package or a share file is whole: all there, as it was, and nothing else. Needs no database."""

import hashlib
import json
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any

from digibarometer.files import TooLarge, bounded_zip
from digibarometer.reports.documents.archive_package import FORMAT, MANIFEST
from digibarometer.reports.documents.share import file_format as share

MAX_UNPACKED_BYTES = 500 * 1024 * 1024  # bytes of a package, once unpacked


def main(file: str) -> None:
    """Say whether the file is whole, and what is wrong if it is not; exits with 1 then."""
    found = faults(Path(file))
    for each in found:
        print(each, file=sys.stderr)
    if found:
        print(f"{file} is NOT as it was when it was made.", file=sys.stderr)
        sys.exit(1)
    print(f"{file} is whole: every file is there and as it was when it was made.")


def faults(file: Path) -> list[str]:
    """What is wrong with a package, a sentence each; empty when it is whole."""
    if file.is_file() and file.suffix.lower() == ".json":
        return _of_share_file(file)
    try:
        with bounded_zip(file, MAX_UNPACKED_BYTES) as package:
            return _faults(package)
    except FileNotFoundError:
        return [f"There is no file {file}. Check the name."]
    except IsADirectoryError:
        return [f"{file} is a folder. Name the package itself, a file that ends in .zip."]
    except TooLarge:
        return [f"{file} is far larger than any package of ours."]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as wrong:
        return [f"{file} cannot be opened as a ZIP file ({wrong}). It is damaged, cut off or something else."]


def _of_share_file(file: Path) -> list[str]:
    try:
        share.read(file.read_bytes())
    except (share.InvalidShareFile, OSError) as wrong:
        return [str(wrong)]
    return []


def _faults(package: zipfile.ZipFile) -> list[str]:
    names = package.namelist()
    if MANIFEST not in names:
        return [f"{MANIFEST} is missing. This is no package of Digibarometern, or the list has been taken out."]
    try:
        manifest = json.loads(package.read(MANIFEST))
        listed = {str(each["name"]): each for each in manifest["files"]}
    except (ValueError, KeyError, TypeError, zipfile.BadZipFile):
        return [f"{MANIFEST} cannot be read. It has been damaged or changed."]
    if manifest.get("format") != FORMAT:
        return [f"{MANIFEST} says the format {manifest.get('format')!r}; this version knows {FORMAT!r}."]
    found = [f"{name} is there twice." for name in sorted({name for name in names if names.count(name) > 1})]
    found += [f"{name} is there, but not on the list." for name in names if name not in {*listed, MANIFEST}]
    for name, each in listed.items():
        found += [f"{name} is missing."] if name not in names else _changed(package, name, each)
    return found


def _changed(package: zipfile.ZipFile, name: str, listed: dict[str, Any]) -> list[str]:
    try:
        content = package.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return [f"{name} is damaged: it cannot be unpacked."]
    if len(content) != listed.get("bytes"):
        return [f"{name} has {len(content)} bytes; it had {listed.get('bytes')}."]
    if hashlib.sha256(content).hexdigest() != listed.get("sha256"):
        return [f"{name} has been changed: its SHA-256 is not the one on the list."]
    return []
