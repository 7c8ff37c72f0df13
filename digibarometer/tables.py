"""Tables whose figures keep value and unit until they are shown: page, PDF, workbook and slides write their own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.template.defaultfilters import date as written
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.i18n import format_decimals, format_number
from digibarometer.measures.agreement import consensus_word

MISSING = "–"
AGREEMENT = {"large": _("large agreement"), "some": _("some agreement"), "small": _("small agreement")}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure that counts people, votes and the like; the classes below are in other units.

    `str` gives the text in the reader's language. `missing` is the text where there is no value, and `beside` stands
    after the figure, such as " (2–5)".
    """

    value: float | None
    missing: str = MISSING
    beside: str = ""
    decimals: ClassVar[int] = 1
    number_format: ClassVar[str] = "General"

    def __str__(self) -> str:
        return self.missing if self.value is None else self.text(self.value) + self.beside

    @staticmethod
    def text(value: float) -> str:
        """The figure alone: a whole number as it is, a measured one with one decimal."""
        return format_number(value)

    @property
    def number(self) -> float | None:
        """The value, as exactly as the text says it."""
        return None if self.value is None else round(self.value, self.decimals)

    @property
    def excel_format(self) -> str:
        """How a workbook shows the number so that it says what the text says."""
        return self.number_format + (f'"{self.beside}"' if self.beside else "")


class Level(Quantity):
    """A level of the scale, or a mean or a difference of levels, in tenths."""

    @staticmethod
    def text(value: float) -> str:
        """A whole level without a decimal."""
        shown = round(value, 1)
        return Quantity.text(int(shown) if shown == int(shown) else shown)


class Step(Level):
    """How far a level has moved, with its sign."""

    number_format = '+General;"−"General;±0'

    @staticmethod
    def text(value: float) -> str:
        """The step with its sign; a real minus, which screen readers say."""
        return ("+" if value > 0 else "−" if value < 0 else "±") + Level.text(abs(value))


class Share(Quantity):
    """A share of 1, in whole percent."""

    decimals, number_format = 2, "0%"

    @staticmethod
    def text(value: float) -> str:
        """The share in percent."""
        return gettext("%(percent)s%%") % {"percent": round(100 * value)}


class Agreement(Quantity):
    """Leik's consensus, 0–1: in words, and in hundredths."""

    decimals, number_format = 2, "0.00"

    @staticmethod
    def text(value: float) -> str:
        """The word before the figure."""
        return f"{AGREEMENT[consensus_word(value)]} ({format_decimals(value, 2)})"

    @property
    def excel_format(self) -> str:
        """The number, with its word before it."""
        word = "" if self.value is None else AGREEMENT[consensus_word(self.value)]
        return f'"{word} ("{self.number_format}")"'


@dataclass(frozen=True, slots=True)
class Day:
    """A day, such as the one when something is to be done."""

    value: date | None

    def __str__(self) -> str:
        return written(self.value, "j F Y") if self.value else MISSING


Cell = str | Quantity | Day
Row = tuple[Cell, ...]
Plain = str | float | bool | date | None  # what a cell of a file for programs holds


@dataclass(frozen=True)
class Table:
    """A table with its heading; the first column names the row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def plain(self) -> dict[str, object]:
        """The table as it is read, for a template that knows text alone."""
        return {"caption": self.caption, "columns": self.columns, "rows": self.texts()}

    def texts(self) -> list[tuple[str, ...]]:
        """The rows as they are read."""
        return [tuple(map(str, row)) for row in self.rows]

    def first(self, columns: int) -> "Table":
        """Only so many of its columns."""
        return Table(self.caption, self.columns[:columns], tuple(row[:columns] for row in self.rows))

    def transposed(self) -> "Table":
        """The table with rows for columns."""
        heads = tuple(str(row[0]) for row in self.rows)
        turned: Iterable[Row] = zip(*(row[1:] for row in self.rows), strict=True)
        rows = tuple((name, *cells) for name, cells in zip(self.columns[1:], turned, strict=True))
        return Table(self.caption, (self.columns[0], *heads), rows)

    def series(self) -> list[tuple[str, list[float | None]]]:
        """The columns that hold figures: heading, and a number or None for each row."""
        numbers = ([cell.number if isinstance(cell, Quantity) else None for cell in row] for row in self.rows)
        named = zip(self.columns, map(list, zip(*numbers, strict=True)), strict=False)
        return [(name, values) for name, values in named if any(value is not None for value in values)]
