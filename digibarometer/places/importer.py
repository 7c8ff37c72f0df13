"""Bring the shipped counties and municipalities into the database."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.db import transaction

from digibarometer.content import COUNTIES, MUNICIPALITIES
from digibarometer.places.models import County, Municipality


def load_places() -> None:
    """Make counties and municipalities be as the shipped files say. Doing it twice changes nothing; none is removed."""
    with transaction.atomic():
        County.objects.bulk_create(
            [County(code=row["code"], name=row["name"]) for row in _rows(COUNTIES)],
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name"],
        )
        Municipality.objects.bulk_create(
            [_municipality(row) for row in _rows(MUNICIPALITIES)],
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "display_name", "county", "valid_from", "valid_to"],
        )


def _municipality(row: dict[str, str]) -> Municipality:
    return Municipality(
        code=row["code"],
        name=row["name"],
        display_name=row["display_name"],
        county_id=row["county"],
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
