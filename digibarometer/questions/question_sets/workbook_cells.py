"""In which cell of a workbook each thing of a question set stands."""

import re
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter


class Cells:
    """Places as a file has them, such as areas[0].title.sv, and the cell that each was read from."""

    def __init__(self) -> None:
        self._at: dict[str, tuple[str, bool]] = {}  # the cell's name, and whether anything stands in it

    def note(self, place: str, sheet: str, row: int, column: int, value: Any) -> None:
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
