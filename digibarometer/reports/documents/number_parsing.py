"""Figures back from what a table says, such as "viss samsyn (0,64)", so that documents say what the page says."""

import re
from collections.abc import Sequence

from digibarometer.reports.page_data import TextTable

PLAIN = re.compile(r"^[−-]?\d+(?:[.,]\d+)?$")
INSIDE = re.compile(r"\(([−-]?\d+(?:[.,]\d+)?)\)$")
SHARE = re.compile(r"^(\d+(?:[.,]\d+)?)\s*%$")


def parse_number(cell: str) -> float | None:
    """The figure that a cell says, if it says one; a share is a part of 1."""
    if PLAIN.match(cell):
        return _number(cell)
    if found := INSIDE.search(cell):
        return _number(found[1])
    if found := SHARE.match(cell):
        return _number(found[1]) / 100
    return None


def _number(text: str) -> float:
    return float(text.replace(",", ".").replace("−", "-"))


def numeric_columns(table: TextTable) -> list[tuple[str, list[float | None]]]:
    """The columns of a table that hold figures, each with its heading."""
    found = []
    for place, heading in enumerate(table.columns[1:], 1):
        values = [parse_number(row[place]) for row in table.rows]
        if any(value is not None for value in values):
            found.append((heading, values))
    return found


def transpose(table: TextTable) -> TextTable:
    """The table with rows for columns."""
    heads: Sequence[str] = [row[0] for row in table.rows]
    rows = tuple((name, *(row[place] for row in table.rows)) for place, name in enumerate(table.columns[1:], 1))
    return TextTable(table.caption, (table.columns[0], *heads), rows)
