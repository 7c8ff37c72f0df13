"""Whoever reads the open files finds every field described."""

import csv
import io
import re
from pathlib import Path

import pytest

from digibarometer.reports.open_data import as_csv, as_json
from digibarometer.results.outcome import workshop_result
from digibarometer.results.releases import all_question_ids, release_questions
from tests.results import a_rated_room

pytestmark = pytest.mark.django_db
PAGE = (Path(__file__).resolve().parents[2] / "docs" / "open-files.md").read_text(encoding="utf-8")
DESCRIBED = set(re.findall(r"`(?:areas\[\]\.)?(\w+)`", PAGE))


@pytest.fixture
def came_to():
    made = a_rated_room.workshop()
    a_rated_room.rate(made)
    a_rated_room.agree(made)
    here = a_rated_room.fresh(made)
    release_questions(here, all_question_ids(here))
    return workshop_result(made)


def fields(value, inside=""):
    """Every field's name; exercises have keys of their own, and texts are by language."""
    if isinstance(value, list):
        return {name for each in value for name in fields(each)}
    if not isinstance(value, dict) or inside in {"exercises", "name", "title", "text"}:
        return set()
    return set(value) | {name for key, each in value.items() for name in fields(each, key)}


def test_every_field_of_the_json_is_described(came_to):
    found = fields(as_json(came_to))
    assert len(found) > 40
    assert found <= DESCRIBED


def test_every_column_of_the_csv_is_described(came_to):
    head = next(csv.reader(io.StringIO(as_csv(came_to).removeprefix("\ufeff"))))
    assert {re.sub(r"_\d+$", "_N", column) for column in head} <= DESCRIBED
