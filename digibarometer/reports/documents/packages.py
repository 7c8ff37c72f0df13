"""Packages as ZIP: the pictures; and for the archive the report, figures and checksums, and whether one is whole."""

import hashlib
import json
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from digibarometer.files import TooLarge, bounded_zip, deterministic_zip
from digibarometer.paper.typesetting import as_png
from digibarometer.reports import open_data, page_data, pdf_report, sections
from digibarometer.reports.documents.share import file_format as share
from digibarometer.reports.page_data import RenderedPicture
from digibarometer.reports.records_metadata import figures_date, records_metadata
from digibarometer.results.outcome import WorkshopResult, workshop_result
from digibarometer.results.story import build_pages
from digibarometer.workshops.models import Workshop


def pictures(came_to: WorkshopResult) -> bytes:
    """A zip of them all."""
    files: dict[str, bytes] = {}
    for name, svg in rendered_pictures(came_to):
        files[f"{name}.svg"] = svg.encode()
        files[f"{name}.png"] = as_png(svg)
    return deterministic_zip(files, figures_date(came_to))


def rendered_pictures(came_to: WorkshopResult) -> Iterator[tuple[str, str]]:
    """Name and SVG of each picture that the result page shows, in its order."""
    areas = [area.heat for area in page_data.area_sections(came_to) if area.heat]
    pages = [
        RenderedPicture(page, "file") for page in (*build_pages(came_to), page_data.agreement_page(came_to), *areas)
    ]
    exercises = (page_data.told_picture(section, "file") for section in sections.exercise_sections(came_to.workshop))
    for each in (*pages, *filter(None, exercises)):
        if svg := each.for_paper():
            yield each.page.key, svg
    if svg := sections.plan_summary(came_to.workshop).svg("file", palette="print"):
        yield "effect-and-effort", svg


def picture(workshop: int, key: str, ending: str) -> bytes:
    """One of a workshop's pictures as svg or png, in the reader's language; nothing where there is none of that key."""
    svg = dict(rendered_pictures(workshop_result(Workshop.objects.get(pk=workshop)))).get(key, "")
    return as_png(svg) if svg and ending == "png" else svg.encode()


FORMAT = "digibarometern-package/1"
MANIFEST = "manifest.json"
SCHEMA = Path(__file__).parent / "schema" / "result.schema.json"  # 2020-12; a test holds what we write against it


def package(came_to: WorkshopResult) -> bytes:
    """The package in the reader's language; the same bytes for the same data."""
    workshop = came_to.workshop
    known = records_metadata(workshop, with_name=True)
    figures = json.dumps(open_data.as_json(came_to), ensure_ascii=False, indent=1)
    files = {
        "report.pdf": pdf_report.report(came_to, known),
        "result.json": figures.encode(),
        **{name: text.encode() for name, text in open_data.files(came_to).items()},
        "datapackage.json": json.dumps(open_data.data_package(came_to), ensure_ascii=False, indent=1).encode(),
        "result.schema.json": SCHEMA.read_bytes(),
    }
    manifest = {
        "format": FORMAT,
        "title": workshop.title,
        "municipality": {"code": workshop.municipality.code, "name": workshop.municipality.name},
        **asdict(known),
        "date": figures_date(came_to).isoformat(),
        "files": [
            {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in files.items()
        ],
    }
    told = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    return deterministic_zip({MANIFEST: told, **files}, figures_date(came_to))


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


def _changed(package: zipfile.ZipFile, name: str, listed: dict[str, object]) -> list[str]:
    try:
        content = package.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return [f"{name} is damaged: it cannot be unpacked."]
    if len(content) != listed.get("bytes"):
        return [f"{name} has {len(content)} bytes; it had {listed.get('bytes')}."]
    if hashlib.sha256(content).hexdigest() != listed.get("sha256"):
        return [f"{name} has been changed: its SHA-256 is not the one on the list."]
    return []
