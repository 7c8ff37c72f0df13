"""What stands in a workbook (XLSX), without what it looks like: sheets, rows and plain values; and in which cell."""

import io
import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

import msgspec
import openpyxl
from django.utils.translation import gettext as _
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from digibarometer.files import TooLarge, bounded_zip

MAX_UNPACKED_BYTES = 30_000_000  # bytes once unpacked
MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 12, 2_000, 300  # what lies beyond is not read

Value = str | int | float | bool | None


_HEAD_FONT, _HEAD_FILL = Font(bold=True), PatternFill("solid", fgColor="E6EFE3")


def new_workbook() -> tuple[openpyxl.Workbook, Worksheet]:
    """An empty workbook, and its first sheet."""
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    return book, page


def workbook_bytes(book: openpyxl.Workbook) -> bytes:
    """The file."""
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def write_cell(cell: Any, value: object) -> None:
    """Put a value in a cell, or nothing; a text that begins with = is a text."""
    cell.value = value if value not in ("", {}, []) else None
    if isinstance(cell.value, str):
        cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def write_head(page: Worksheet, heads: Iterable[str]) -> None:
    """Write the headings of a sheet, which stay in sight."""
    for column, head in enumerate(heads, start=1):
        cell = page.cell(1, column)
        write_cell(cell, head)
        cell.font, cell.fill = _HEAD_FONT, _HEAD_FILL
    page.freeze_panes = "A2"


class NotAWorkbook(Exception):
    """The file is no workbook that can be read."""


class Page(msgspec.Struct):
    """A sheet: its values row by row, each row as long as something stands in it."""

    title: str
    rows: list[list[Value]]

    @property
    def max_row(self) -> int:
        """The number of the last row, from 1."""
        return len(self.rows)

    @property
    def max_column(self) -> int:
        """The number of the last column, from 1."""
        return max(map(len, self.rows), default=0)

    def value(self, row: int, column: int) -> Value:
        """What stands in a cell, row and column from 1; None where nothing does."""
        values = self.values(row)
        return values[column - 1] if column <= len(values) else None

    def values(self, row: int) -> list[Value]:
        """What stands in a row, from 1."""
        return self.rows[row - 1] if row <= len(self.rows) else []


def pages_of(content: bytes) -> list[Page]:
    """The sheets of a workbook. Days are text such as 2021-10-13. Raises TooLarge or NotAWorkbook.

    Read as a stream: openpyxl otherwise makes a cell for each place of an area that is merged or only coloured.
    """
    try:
        with bounded_zip(io.BytesIO(content), MAX_UNPACKED_BYTES):
            pass
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheets = [sheet for sheet in book.worksheets if isinstance(sheet, ReadOnlyWorksheet)]
        return [_page(sheet) for sheet in sheets[:MOST_SHEETS]]
    except (TooLarge, MemoryError):
        raise
    except Exception as error:  # openpyxl raises whatever it stumbles on
        raise NotAWorkbook from error


def _page(sheet: Any) -> Page:
    rows = [
        _trimmed([_plain(value) for value in row])
        for row in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
    ]
    while rows and not rows[-1]:
        rows.pop()
    return Page(sheet.title, rows)


def _trimmed(values: list[Value]) -> list[Value]:
    while values and values[-1] is None:
        values.pop()
    return values


def _plain(value: object) -> Value:
    if isinstance(value, datetime):
        return (value if value.time() != time() else value.date()).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and not -(2**53) < value < 2**53:
        return str(value)
    return value if isinstance(value, str | int | float) or value is None else str(value)


class Cells:
    """Places as a file has them, such as areas[0].title.sv, and the cell that each was read from."""

    def __init__(self) -> None:
        self._at: dict[str, tuple[str, bool]] = {}  # the cell's name, and whether anything stands in it

    def note(self, place: str, sheet: str, row: int, column: int, value: object) -> None:
        """This place was read from that cell; row and column from 1."""
        self._at[place] = (cell_name(sheet, row, column), value not in (None, ""))

    def move(self, before: str, after: str) -> None:
        """What was noted under one name belongs under another, now that it is known where."""
        for place in [place for place in self._at if place.startswith(before)]:
            self._at[after + place.removeprefix(before)] = self._at.pop(place)

    def cell_of(self, place: str) -> str:
        """The cell of a place, or the nearest around it; among several the first that is to be filled."""
        while place:
            near = [cell for at, cell in self._at.items() if at == place or at.startswith((f"{place}.", f"{place}["))]
            if near:
                return next((name for name, is_filled in near if not is_filled), near[0][0])
            place = re.sub(r"(\.[^.\[]+|\[\d+\]|^[^.\[]+)$", "", place)
        return ""


def cell_name(sheet: str, row: int, column: int) -> str:
    """A cell as people say it."""
    return _("sheet “%(sheet)s”, cell %(cell)s") % {"sheet": sheet, "cell": f"{get_column_letter(column)}{row}"}
