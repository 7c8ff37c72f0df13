"""docs/glossary.md names what there is."""

import re
from importlib import import_module
from pathlib import Path

import pytest

ROWS = [
    line.split("|")[1:4]
    for line in (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ")
][2:]
TERMS = [term for *_, code in ROWS for term in re.findall(r"`([\w.]+)`", code)]


def test_every_row_has_both_languages_and_a_place_in_the_code():
    assert len(ROWS) > 40
    assert all(sv.strip() and en.strip() and re.search(r"`[\w.]+`", code) for sv, en, code in ROWS)


@pytest.mark.parametrize("term", TERMS)
def test_every_term_is_in_the_code(term):
    module, _, name = term.rpartition(".")
    assert hasattr(import_module(f"digibarometer.{module}"), name)
