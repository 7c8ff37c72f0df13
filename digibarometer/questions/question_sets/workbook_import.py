"""Reading a question set from a workbook (XLSX): one row a question, a column for each level and language."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from digibarometer.files import TooLarge
from digibarometer.questions.content_files.errors import Problem, Unreadable
from digibarometer.questions.content_files.yaml_document import ContentFile
from digibarometer.questions.question_sets import workbook_columns
from digibarometer.questions.question_sets.draft_editing import new_key
from digibarometer.questions.question_sets.workbook_columns import Column, Sheet
from digibarometer.questions.spreadsheet import Cells, NotAWorkbook, Page, cell_name, pages_of

VERSIONED = ("builds_on", "previous")


class Workbook(ContentFile):
    """The data of a workbook, as a YAML file would say it, and in which cell each thing stands."""

    def __init__(self, content: bytes, name: str = "") -> None:
        self.path = name or _("(the file)")
        self._cells = Cells()
        self._problems: list[Problem] = []
        pages = self._opened(content)
        sheets = {sheet.key: page for page in pages if (sheet := workbook_columns.sheet_called(page.title))}
        for sheet in workbook_columns.NEEDED:
            if sheet.key not in sheets:
                missing = _("The sheet “%(name)s” is missing. Add it.") % {"name": sheet.name}
                self._problems.append(Problem(self.path, missing))
        if self._problems:
            raise Unreadable(self._problems)
        self.data = self._set(sheets)
        if self._problems:
            raise Unreadable(self._problems)

    def problem(self, place: str, message: str) -> Problem:
        """Something to mend at a place: in which cell, or the nearest around it."""
        return Problem(self.path, message, place, cell=self._cells.cell_of(place))

    def _opened(self, content: bytes) -> list[Page]:
        try:
            return pages_of(content)
        except TooLarge:
            said = _("The file is larger than any question set.")
        except NotAWorkbook:
            said = _("This is not a workbook that can be read. Save it as .xlsx and try again.")
        raise Unreadable([Problem(self.path, said)])

    # From rows to what a file says ────────────────────────────────────────────

    def _set(self, sheets: Mapping[str, Page]) -> dict[str, Any]:
        said = self._about(sheets["about"])
        languages = said["languages"]
        scale = list(self._rows(sheets["levels"], workbook_columns.LEVELS, languages, "scale.levels"))
        said["scale"] = {"levels": [{"level": n, **row} for n, row in enumerate(scale, start=1)]}
        areas = list(self._rows(sheets["areas"], workbook_columns.AREAS, languages, "areas"))
        taken: set[str] = {str(area["key"]) for area in areas if area.get("key")}
        for area in areas:
            area["key"] = area.get("key") or _own_key(area, taken)
            area["questions"] = []
        said["areas"] = areas
        self._questions(sheets["questions"], said)
        for key, sheet in (("glossary", workbook_columns.WORDS), ("changes", workbook_columns.CHANGES)):
            if key in sheets:
                said[key] = list(self._rows(sheets[key], sheet, languages, key))
        for change in said.get("changes", []):
            change |= {
                side: str(change[side]).replace(",", " ").split() for side in ("before", "after") if side in change
            }
        return said

    def _about(self, page: Page) -> dict[str, Any]:
        """The sheet whose rows are fields: what it is, a value, and a column for each language."""
        known, said = workbook_columns.columns_called(workbook_columns.ABOUT), dict[str, Any]()
        languages = {n: str(head).strip() for n, head in enumerate(page.values(1)) if n > 1 and head}
        for row in range(2, page.max_row + 1):
            values = page.values(row)
            if not values or values[0] in (None, ""):
                continue
            column = known.get(str(values[0]).strip().casefold())
            if column is None:
                self._unknown(page, row, 1, str(values[0]))
                continue
            if column.is_text:
                cells = {language: (n + 1, values[n] if n < len(values) else None) for n, language in languages.items()}
                self._put(said, column, self._text(page, row, column, column.field, cells))
            else:
                value = values[1] if len(values) > 1 else None
                self._note(column.field, page, row, 2, value)
                self._put(said, column, _plain(column.field, value))
        said.setdefault("languages", list(languages.values()))
        said["title"] = said.get("title") or dict.fromkeys(said["languages"], "")
        return said

    def _rows(self, page: Page, sheet: Sheet, languages: list[str], place: str) -> Iterator[dict[str, Any]]:
        """Each row that says something, as named values."""
        heads = self._heads(page, sheet)
        number = 0
        for row in range(2, page.max_row + 1):
            values = page.values(row)
            if not any(value not in (None, "") for value in values):
                continue
            yield self._row(page, row, values, heads, f"{place}[{number}]", languages)
            number += 1

    def _row(
        self,
        page: Page,
        row: int,
        values: list[Any],
        heads: Mapping[int, tuple[Column, str]],
        place: str,
        languages: list[str],
    ) -> dict[str, Any]:
        said: dict[str, Any] = {}
        texts: dict[str, dict[str, tuple[int, Any]]] = {}
        for n, (column, language) in heads.items():
            value = values[n] if n < len(values) else None
            if column.is_text:
                texts.setdefault(column.field, {})[language or languages[0]] = (n + 1, value)
            else:
                self._note(f"{place}.{column.field}", page, row, n + 1, value)
                self._put(said, column, _plain(column.field, value))
        for column in dict.fromkeys(column for column, _language in heads.values() if column.is_text):
            self._put(said, column, self._text(page, row, column, f"{place}.{column.field}", texts[column.field]))
        return said

    def _text(
        self, page: Page, row: int, column: Column, place: str, cells: Mapping[str, tuple[int, Any]]
    ) -> dict[str, str]:
        for language, (number, value) in cells.items():
            self._note(f"{_at(place)}.{language}", page, row, number, value)
        told = {language: _string(value) for language, (_number, value) in cells.items()}
        return told if column.is_needed or any(told.values()) else {}

    def _heads(self, page: Page, sheet: Sheet) -> dict[int, tuple[Column, str]]:
        """Which column stands where."""
        known, found = workbook_columns.columns_called(sheet), dict[int, tuple[Column, str]]()
        for n, head in enumerate(page.values(1)):
            if head in (None, ""):
                continue
            name, language = workbook_columns.parted(str(head))
            if name in known:
                found[n] = (known[name], language)
            else:
                self._unknown(page, 1, n + 1, str(head))
        return found

    def _questions(self, page: Page, said: dict[str, Any]) -> None:
        """Put each question in its area, with its levels and its place in the short variant."""
        areas = {name: n for n, area in enumerate(said["areas"]) for name in _names(area)}
        rows = list(self._rows(page, workbook_columns.QUESTIONS, said["languages"], "row"))
        taken = {str(row["key"]) for row in rows if row.get("key")} | {area["key"] for area in said["areas"]}
        chosen: list[str] = []
        for n, row in enumerate(rows):
            question, into = self._question(row, taken), str(row.get("area", "")).strip().casefold()
            if row.get("in_short"):
                chosen.append(question["key"])
            if into in workbook_columns.names_of(workbook_columns.TRIAL) and "trial" not in said:
                said["trial"], place = question, "trial"
            elif into in areas:
                rows_there = said["areas"][areas[into]]["questions"]
                place = f"areas[{areas[into]}].questions[{len(rows_there)}]"
                rows_there.append(question)
            else:
                unknown = _("“%(area)s” is no area. Write the address or title of one in the sheet for areas.")
                cell = self._cells.cell_of(f"row[{n}].area")
                self._problems.append(Problem(self.path, unknown % {"area": row.get("area", "")}, cell=cell))
                continue
            self._cells.move(f"row[{n}].", f"{place}.")
        if chosen:
            said["short_variant"] = {"questions": chosen, **said.get("short_variant", {})}
        else:
            said.pop("short_variant", None)

    def _question(self, row: dict[str, Any], taken: set[str]) -> dict[str, Any]:
        question = {name: said for name, said in row.items() if name not in {"area", "in_short", "levels", "look_for"}}
        levels = row.get("levels", {})
        question["levels"] = [
            {"level": int(n), **text} for n, text in sorted(levels.items(), key=lambda one: int(one[0]))
        ]
        look_for = {language: text.splitlines() for language, text in row.get("look_for", {}).items()}
        most = max(map(len, look_for.values()), default=0)
        question["look_for"] = [
            {language: lines[n].strip() for language, lines in look_for.items() if n < len(lines)} for n in range(most)
        ]
        question["key"] = question.get("key") or _own_key(question, taken)
        return question

    def _note(self, place: str, page: Page, row: int, column: int, value: Any) -> None:
        self._cells.note(place, page.title, row, column, value)

    def _unknown(self, page: Page, row: int, column: int, said: str) -> None:
        message = _("“%(name)s” is not known here. Remove it, or correct its spelling.") % {"name": said}
        self._problems.append(Problem(self.path, message, cell=cell_name(page.title, row, column)))

    @staticmethod
    def _put(said: dict[str, Any], column: Column, value: Any) -> None:
        """Set a field, such as minutes.alone; what says nothing is left out."""
        if value in (None, "", {}):
            return
        *way, last = column.field.split(".")
        inner = said
        for name in way:
            inner = inner.setdefault(name, {})
        inner[last] = value


def _at(place: str) -> str:
    """A level's text lies one deeper in a file: levels.3 is levels[2]."""
    return re.sub(r"\.levels\.(\d+)$", lambda found: f".levels[{int(found[1]) - 1}]", place)


def _string(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def _plain(field: str, value: Any) -> Any:
    """A value that is no text, as a file says it."""
    said = _string(value)
    if field == "languages":
        return said.replace(",", " ").split()
    if field in VERSIONED and said:
        key, _space, version = said.partition(" ")
        return {"key": key, "version": version.strip()}
    if "minutes" in field or field == "level":
        return int(said) if said.isdigit() else said
    return said


def _own_key(row: Mapping[str, Any], taken: set[str]) -> str:
    """An address for what has none, from what it is called."""
    key = new_key([row.get(name, {}) for name in ("short", "title", "text")], taken)
    taken.add(key)
    return key


def _names(area: Mapping[str, Any]) -> set[str]:
    texts = [*area.get("title", {}).values(), *area.get("short", {}).values()]
    return {str(name).strip().casefold() for name in (area["key"], *texts) if name}
