"""What may stand in a cell: text, whole numbers, levels, days and names; and what is wrong with it, in words."""

import math
from collections.abc import Collection, Mapping
from datetime import date, datetime

import msgspec
from django.utils import timezone
from django.utils.translation import gettext

from digibarometer.files import TooLarge
from digibarometer.questions.question_sets.importer import busy_reading, too_much_to_read
from digibarometer.questions.spreadsheet import NotAWorkbook, Page, cell_name, pages_of
from digibarometer.serving import child_process
from digibarometer.ui.form_renderer import one_line


class ImportErrors(Exception):
    """The file cannot be taken in; a sentence for each thing to mend."""

    def __init__(self, problems: Collection[str]) -> None:
        super().__init__(*problems)
        self.problems = list(problems)


def open_workbook(content: bytes) -> list[Page]:
    """The sheets of the file, read in a child process.

    Raises ImportErrors where it is no workbook, or more than any round.
    """
    try:
        told = msgspec.json.decode(child_process.run(child_process.UPLOAD, _read, content), type=list[Page] | str)
    except child_process.Exceeded as error:
        raise ImportErrors([too_much_to_read()]) from error
    except child_process.Busy as error:
        raise ImportErrors([busy_reading()]) from error
    if isinstance(told, str):
        raise ImportErrors([told])
    return told


def _read(content: bytes) -> bytes:
    """The sheets as JSON, or what is wrong with them all."""
    try:
        return msgspec.json.encode(pages_of(content))
    except TooLarge:
        said = gettext("The file is larger than any round. Use the workbook that can be downloaded here.")
    except (NotAWorkbook, UnicodeEncodeError):
        said = gettext("This is not a workbook that can be read. Save it as .xlsx and try again.")
    return msgspec.json.encode(said)


class CellReader:
    """Reads cells, and gathers what is wrong with them."""

    top: int  # levels of the scale

    def __init__(self) -> None:
        self.problems: list[str] = []

    def at(self, page: Page, row: int, column: int) -> str:
        """The cell as people say it, beginning a sentence."""
        said = cell_name(page.title, row, column)
        return said[0].upper() + said[1:]

    def wrong(self, page: Page, row: int, column: int, what: str) -> None:
        """Note something to mend."""
        self.problems.append(f"{self.at(page, row, column)}: {what}")

    def text(self, page: Page, row: int, column: int, longest: int) -> str:
        """What is written in a cell, on one line."""
        value = page.value(row, column)
        said = "" if value is None else one_line(str(value))
        if len(said) > longest:
            self.wrong(page, row, column, gettext("that is too long. At most %(most)s characters.") % {"most": longest})
        return said

    def whole(self, page: Page, row: int, column: int, least: int, most: int) -> int | None:
        """A whole number between these; none where the cell is empty."""
        value = page.value(row, column)
        if value is None or str(value).strip() == "":
            return None
        number = value if isinstance(value, (int, float)) and not isinstance(value, bool) else _number(str(value))
        if number is None or number != int(number) or not least <= number <= most:
            said = gettext("“%(value)s” is not a whole number from %(least)s to %(most)s.")
            self.wrong(page, row, column, said % {"value": str(value)[:40], "least": least, "most": most})
            return None
        return int(number)

    def level(self, page: Page, row: int, column: int) -> int | None:
        """A level of the scale."""
        return self.whole(page, row, column, 1, self.top)

    def day(self, page: Page, row: int, column: int, is_needed: bool = False) -> date | None:
        """A day, as a date cell or as text."""
        value = page.value(row, column)
        if value is None or str(value).strip() == "":
            if is_needed:
                self.wrong(page, row, column, gettext("write the day as year-month-day, such as 2021-10-13."))
            return None
        found = _day(str(value))
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

    def named(self, page: Page, row: int, column: int, known: Mapping[str, str]) -> str:
        """One of the names that may stand there; empty where the cell is."""
        said = self.text(page, row, column, 80).casefold()
        if said and said not in known:
            names = ", ".join(dict.fromkeys(str(name) for name in known if name not in known.values()))
            text = gettext("“%(value)s” is not one of: %(names)s.")
            self.wrong(page, row, column, text % {"value": said[:40], "names": names})
        return known.get(said, "")


def _number(said: str) -> float | None:
    try:
        number = float(said.strip().replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _day(said: str) -> date | None:
    try:
        return datetime.fromisoformat(said.strip()).date()
    except ValueError:
        return None
