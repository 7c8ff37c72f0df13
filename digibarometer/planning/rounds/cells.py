"""What may stand in a cell: text, whole numbers, levels, days and names; and what is wrong with it, in words."""

import io
import zipfile
from collections.abc import Collection, Mapping
from datetime import date, datetime

import openpyxl
from django.utils import timezone
from django.utils.translation import gettext
from openpyxl.worksheet.worksheet import Worksheet

from digibarometer.questions.cells import cell_name

LARGEST = 20_000_000  # bytes once unpacked


class Wrong(Exception):
    """The file cannot be taken in; a sentence for each thing to mend."""

    def __init__(self, problems: Collection[str]) -> None:
        super().__init__(*problems)
        self.problems = list(problems)


def opened(content: bytes) -> openpyxl.Workbook:
    """The file as a workbook. Raises Wrong where it is none, or larger than any round."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST:
                raise Wrong(
                    [gettext("The file is larger than any round. Use the workbook that can be downloaded here.")]
                )
        return openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except Wrong:
        raise
    except Exception as error:  # openpyxl raises whatever it stumbles on
        said = gettext("This is not a workbook that can be read. Save it as .xlsx and try again.")
        raise Wrong([said]) from error


class Cells:
    """Reads cells, and gathers what is wrong with them."""

    top: int  # levels of the scale

    def __init__(self) -> None:
        self.problems: list[str] = []

    def at(self, page: Worksheet, row: int, column: int) -> str:
        """The cell as people say it, beginning a sentence."""
        said = cell_name(page.title, row, column)
        return said[0].upper() + said[1:]

    def wrong(self, page: Worksheet, row: int, column: int, what: str) -> None:
        """Note something to mend."""
        self.problems.append(f"{self.at(page, row, column)}: {what}")

    def text(self, page: Worksheet, row: int, column: int, longest: int) -> str:
        """What is written in a cell."""
        value = page.cell(row, column).value
        said = "" if value is None else str(value).strip()
        if len(said) > longest:
            self.wrong(page, row, column, gettext("that is too long. At most %(most)s characters.") % {"most": longest})
        return said

    def whole(self, page: Worksheet, row: int, column: int, least: int, most: int) -> int | None:
        """A whole number between these; none where the cell is empty."""
        value = page.cell(row, column).value
        if value is None or str(value).strip() == "":
            return None
        number = value if isinstance(value, (int, float)) and not isinstance(value, bool) else _number(str(value))
        if number is None or number != int(number) or not least <= number <= most:
            said = gettext("“%(value)s” is not a whole number from %(least)s to %(most)s.")
            self.wrong(page, row, column, said % {"value": str(value)[:40], "least": least, "most": most})
            return None
        return int(number)

    def level(self, page: Worksheet, row: int, column: int) -> int | None:
        """A level of the scale."""
        return self.whole(page, row, column, 1, self.top)

    def day(self, page: Worksheet, row: int, column: int, is_needed: bool = False) -> date | None:
        """A day, as a date cell or as text."""
        value = page.cell(row, column).value
        if value is None or str(value).strip() == "":
            if is_needed:
                self.wrong(page, row, column, gettext("write the day as year-month-day, such as 2021-10-13."))
            return None
        found = value.date() if isinstance(value, datetime) else value if isinstance(value, date) else _day(str(value))
        if found is None or found.year < 2000:
            said = gettext("“%(value)s” is not a day. Write year-month-day, such as 2021-10-13.")
            self.wrong(page, row, column, said % {"value": str(value)[:40]})
        elif is_needed and found > timezone.localdate():
            self.wrong(
                page,
                row,
                column,
                gettext("that day has not come yet. Only rounds that have been held can be brought in."),
            )
        return found

    def named(self, page: Worksheet, row: int, column: int, known: Mapping[str, str]) -> str:
        """One of the names that may stand there; empty where the cell is."""
        said = self.text(page, row, column, 80).casefold()
        if said and said not in known:
            names = ", ".join(dict.fromkeys(str(name) for name in known if name not in known.values()))
            text = gettext("“%(value)s” is not one of: %(names)s.")
            self.wrong(page, row, column, text % {"value": said[:40], "names": names})
        return known.get(said, "")


def _number(said: str) -> float | None:
    try:
        return float(said.strip().replace(",", "."))
    except ValueError:
        return None


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said.strip())
    except ValueError:
        return None
