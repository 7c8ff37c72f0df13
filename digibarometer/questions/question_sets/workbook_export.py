"""A question set as a workbook (XLSX), for those who would rather write in cells; workbook_reading reads it again."""

from collections.abc import Iterable, Iterator, Mapping

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from digibarometer.questions.question_sets import workbook_columns
from digibarometer.questions.question_sets.schema import QuestionSchema, QuestionSetSchema, VersionSchema
from digibarometer.questions.question_sets.serialization import as_data, default_dont_know, without_empty_texts
from digibarometer.questions.question_sets.workbook_columns import Column, Sheet
from digibarometer.questions.spreadsheet import new_workbook, workbook_bytes, write_cell, write_head

TEXT_WIDTH, OTHER_WIDTH = 42, 16  # characters
MARK = "x"


def as_workbook(written: QuestionSetSchema) -> bytes:
    """The file. Its headings are in the reader's language."""
    written = without_empty_texts(written)
    book, page = new_workbook()
    _about(page, written)
    scale = [{"level": one.level, "name": one.name, "meaning": one.meaning} for one in written.scale.levels]
    _table(book, workbook_columns.LEVELS, scale, written.languages)
    _table(book, workbook_columns.AREAS, [as_data(area) for area in written.areas], written.languages)
    _table(book, workbook_columns.QUESTIONS, _questions(written), written.languages, len(written.scale.levels))
    if written.glossary:
        _table(book, workbook_columns.WORDS, [as_data(one) for one in written.glossary], written.languages)
    if written.changes:
        changes = [{"kind": c.kind, "before": " ".join(c.before), "after": " ".join(c.after)} for c in written.changes]
        _table(book, workbook_columns.CHANGES, changes, written.languages)
    return workbook_bytes(book)


def _about(page: Worksheet, written: QuestionSetSchema) -> None:
    page.title = str(workbook_columns.ABOUT.name)
    said = as_data(written) | {
        "languages": ", ".join(written.languages),
        "dont_know": as_data(written.dont_know or default_dont_know()) if written.dont_know else {},
        "builds_on": _version(written.builds_on),
        "previous": _version(written.previous),
    }
    write_head(page, [str(workbook_columns.ABOUT.name), "", *written.languages])
    for row, column in enumerate(workbook_columns.ABOUT.columns, start=2):
        value = _inner(said, column.field)
        write_cell(page.cell(row, 1), str(column.name))
        page.cell(row, 1).font = Font(bold=True)
        if column.is_text:
            for n, language in enumerate(written.languages, start=3):
                write_cell(page.cell(row, n), _inner(value, language))
        else:
            write_cell(page.cell(row, 2), value)
    for n in range(len(written.languages) + 2):
        page.column_dimensions[get_column_letter(n + 1)].width = 30 if n < 2 else TEXT_WIDTH * 1.5


def _version(one: VersionSchema | None) -> str:
    return f"{one.key} {one.version}" if one else ""


def _questions(written: QuestionSetSchema) -> Iterator[dict[str, object]]:
    chosen = set(written.short_variant.questions) if written.short_variant else set()
    if written.trial:
        yield {"area": str(workbook_columns.TRIAL)} | _question(written.trial)
    for area in written.areas:
        for question in area.questions:
            yield {"area": area.key, "in_short": MARK if question.key in chosen else ""} | _question(question)


def _question(question: QuestionSchema) -> dict[str, object]:
    look_for: dict[str, list[str]] = {}
    for row in question.look_for:
        for language, said in row.items():
            look_for.setdefault(language, []).append(said)
    return {
        **as_data(question),
        "levels": {str(one["level"]): one for one in question.levels},
        "look_for": {language: "\n".join(lines) for language, lines in look_for.items()},
    }


def _table(
    book: openpyxl.Workbook, sheet: Sheet, rows: Iterable[Mapping[str, object]], languages: list[str], levels: int = 0
) -> None:
    page = book.create_sheet(str(sheet.name))
    heads: list[tuple[Column, str]] = []
    for column in sheet.columns:
        if column.field.startswith("levels.") and int(column.field.removeprefix("levels.")) > levels:
            continue
        heads += [(column, language) for language in (languages if column.is_text else [""])]
    write_head(page, [workbook_columns.heading(column, language) for column, language in heads])
    for number, row in enumerate(rows, start=2):
        for n, (column, language) in enumerate(heads, start=1):
            value = _inner(row, column.field)
            write_cell(page.cell(number, n), _inner(value, language) if language else value)
    for n, (column, _language) in enumerate(heads, start=1):
        page.column_dimensions[get_column_letter(n)].width = TEXT_WIDTH if column.is_text else OTHER_WIDTH


def _inner(said: object, field: str) -> object:
    for name in field.split("."):
        said = said.get(name) if isinstance(said, dict) else None
    return said
