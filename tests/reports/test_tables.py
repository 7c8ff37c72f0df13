"""What was written and decided can be taken further in a spreadsheet, and every column of it is described."""

import csv
import io
import json
import zipfile
from datetime import date
from typing import Any

import pytest

from digibarometer.reports import open_data
from digibarometer.reports.documents.packages import package
from digibarometer.reports.open_data import as_json
from digibarometer.results.outcome import workshop_result

pytestmark = pytest.mark.django_db

READ = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"True": True, "False": False}.__getitem__,
    "date": date.fromisoformat,
}


@pytest.fixture
def told(round_of_2024):
    return workshop_result(round_of_2024)


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def read(name, package_of_tables, files):
    """A table's rows as its description says that they are to be read."""
    [resource] = [one for one in package_of_tables["resources"] if one["path"] == name]
    kinds: dict[str, Any] = {field["name"]: READ[field["type"]] for field in resource["schema"]["fields"]}
    rows = rows_of(files[name])
    assert list(rows[0]) == list(kinds)
    return [{key: kinds[key](value) if value else None for key, value in row.items()} for row in rows]


def test_each_exercise_has_a_table_and_every_cell_reads_as_its_description_says(told):
    files = open_data.files(told)
    description: Any = open_data.data_package(told)
    assert set(files) == {"result.csv", "swot.csv", "horizon.csv", "activities.csv"}
    assert {one["path"] for one in description["resources"]} == set(files)
    for name in files:
        assert read(name, description, files)
    assert all(field["description"] for one in description["resources"] for field in one["schema"]["fields"])


def test_the_tables_say_the_same_as_the_json(told):
    files = open_data.files(told)
    said: Any = as_json(told)
    swot = next(value for key, value in said["exercises"].items() if key.startswith("swot"))
    horizon = next(value for key, value in said["exercises"].items() if key.startswith("horizon"))
    notes = [note for quadrant in swot["quadrants"] for theme in quadrant["themes"] for note in theme["notes"]]
    notes += [note for quadrant in swot["quadrants"] for note in quadrant["outside_themes"]]
    rows = rows_of(files["swot.csv"])
    assert sorted((row["text"], row["dots"]) for row in rows) == sorted(
        (one["text"], str(one["dots"])) for one in notes
    )
    assert [row["title"] for row in rows_of(files["horizon.csv"])] == [one["title"] for one in horizon["signals"]]
    activities = rows_of(files["activities.csv"])
    chosen = [row["name"] for row in activities if row["is_chosen"] == "True"]
    assert chosen == [one["name"] for one in said["activities"]["plan"]]
    assert len(activities) == len(said["activities"]["plan"]) + len(said["activities"]["not_chosen"])


def test_the_archive_package_holds_every_table_and_what_it_means(told):
    with zipfile.ZipFile(io.BytesIO(package(told))) as held:
        listed = {each["name"] for each in json.loads(held.read("manifest.json"))["files"]}
        description = json.loads(held.read("datapackage.json"))
    assert {one["path"] for one in description["resources"]} | {"datapackage.json"} <= listed


def test_the_result_page_lets_one_take_each_table_home(told, client):
    page = f"/r/{told.workshop.result_secret}/"
    for name in ("swot", "horizon"):
        assert f"{page}tables/{name}.csv" in client.get(page).content.decode()
        taken = client.get(f"{page}tables/{name}.csv")
        assert taken.content.decode() == open_data.files(told)[f"{name}.csv"]
    assert client.get(f"{page}tables/gossip.csv").status_code == 404
