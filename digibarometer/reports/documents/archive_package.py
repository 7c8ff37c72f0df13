"""A plain package for the archive: the report as PDF/A, the figures as CSV and JSON, and a list with checksums."""

import hashlib
import json
from dataclasses import asdict

from digibarometer.files import deterministic_zip
from digibarometer.reports import csv_tables, open_data, pdf_report
from digibarometer.reports.documents.schema import SCHEMA
from digibarometer.reports.records_metadata import figures_date, records_metadata
from digibarometer.results.outcome import WorkshopResult

FORMAT = "digibarometern-package/1"
MANIFEST = "manifest.json"


def package(came_to: WorkshopResult) -> bytes:
    """The package in the reader's language; the same bytes for the same data."""
    workshop = came_to.workshop
    known = records_metadata(workshop, with_name=True)
    figures = json.dumps(open_data.as_json(came_to), ensure_ascii=False, indent=1)
    files = {
        "report.pdf": pdf_report.report(came_to, known),
        "result.json": figures.encode(),
        **{name: text.encode() for name, text in csv_tables.files(came_to).items()},
        "datapackage.json": json.dumps(csv_tables.data_package(came_to), ensure_ascii=False, indent=1).encode(),
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
