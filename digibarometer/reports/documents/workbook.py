"""The result as a workbook: a sheet for each sort of figure. No text is ever read as a formula."""

import io
import re
from collections.abc import Callable, Iterator
from functools import cache

import xlsxwriter
from django.utils.translation import gettext

from digibarometer.exercises.base import Section
from digibarometer.files import deterministic_office
from digibarometer.i18n import localized, reader_language
from digibarometer.reports import page_data, pdf_report, sections
from digibarometer.reports.page_data import AreaSection
from digibarometer.reports.records_metadata import figures_date, records_metadata
from digibarometer.results.outcome import WorkshopResult
from digibarometer.results.story import build_pages
from digibarometer.tables import Cell, Day, Level, Quantity, Row, Table

FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
MAX_COLUMN_WIDTH = 60  # characters that a column is broad at most
LINE = 15  # points that a line is high


def workbook(came_to: WorkshopResult) -> bytes:
    """The workbook in the reader's language; the same bytes for the same data."""
    kept = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(kept, options)
    workshop = came_to.workshop
    author, at = workshop.municipality.long_name, figures_date(came_to)
    book.set_properties({"title": workshop.title, "author": author, "created": at.replace(tzinfo=None)})
    book.set_custom_property("Language", reader_language())
    style = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "title": book.add_format({"bold": True, "font_size": 14}),
    }
    cell_style = cache(lambda shown: book.add_format({"num_format": shown, "text_wrap": True, "valign": "top"}))
    names: set[str] = set()
    for name, table in sheets(came_to):
        _sheet(book, style, cell_style, _free(name, names), table)
    book.close()
    return deterministic_office(kept.getvalue(), figures_date(came_to))


def _free(name: str, taken: set[str]) -> str:
    """A name that a sheet may have: 31 characters, none that Excel refuses, and nobody else's."""
    plain = FORBIDDEN.sub(" ", name).strip("'")[:31]
    number = 2
    while plain.lower() in taken:
        plain, number = f"{plain[:28]} {number}", number + 1
    taken.add(plain.lower())
    return plain


def _sheet(
    book: xlsxwriter.Workbook, style: dict[str, object], cell_style: Callable[[str], object], name: str, table: Table
) -> None:
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, table.caption, style["title"])
    top = 2
    for place, heading in enumerate(table.columns):
        sheet.write_string(top, place, heading, style["head"])
        longest = max([len(heading), *(len(str(row[place])) for row in table.rows)])
        sheet.set_column(place, place, min(max(9, longest + 2), MAX_COLUMN_WIDTH))
    for below, row in enumerate(table.rows, 1):
        lines = max(-(-len(str(cell)) // MAX_COLUMN_WIDTH) for cell in row)
        if lines > 1:  # not every program works it out by itself
            sheet.set_row(top + below, LINE * (lines + 1))
        for place, cell in enumerate(row):
            _write(sheet, cell_style, top + below, place, cell)
    sheet.freeze_panes(top + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    if table.rows:
        sheet.autofilter(top, 0, top + len(table.rows), len(table.columns) - 1)


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, cell_style: Callable[[str], object], row: int, column: int, cell: Cell
) -> None:
    """A figure as a number, a day as a day, all else as text."""
    if isinstance(cell, Quantity) and cell.number is not None:
        sheet.write_number(row, column, cell.number, cell_style(cell.excel_format))
    elif isinstance(cell, Day) and cell.value is not None:
        sheet.write_datetime(row, column, cell.value, cell_style("d mmmm yyyy"))
    else:
        sheet.write_string(row, column, str(cell), cell_style("General"))


def sheets(came_to: WorkshopResult) -> Iterator[tuple[str, Table]]:
    """Each sheet's name and what stands on it."""
    workshop, areas = came_to.workshop, page_data.area_sections(came_to)
    yield gettext("About"), _about(came_to)
    story = build_pages(came_to)
    yield gettext("Areas"), story[0].table
    yield gettext("Questions"), _joined([(area, area.questions) for area in areas])
    if people := [(area, area.people) for area in areas if area.people]:
        yield gettext("People"), _joined(people)
    yield gettext("Groups"), _groups(came_to)
    yield gettext("What was said"), _said(areas)
    for page in story[1:]:
        if page.rows:
            yield page.kicker, page.table
    for section in sections.exercise_sections(workshop):
        yield from _exercise(section)
    plan = sections.plan_summary(workshop)
    for table in (sections.plan_table(plan), sections.weighed_table(plan)):
        if table:
            yield table.caption, table
    for table in (page_data.attendance(came_to), page_data.check_out(came_to)):
        if table:
            yield table.caption, table


def _about(came_to: WorkshopResult) -> Table:
    workshop = came_to.workshop
    rows = [
        (gettext("Municipality"), f"{workshop.municipality.long_name} ({workshop.municipality.code})"),
        (gettext("Questions"), f"{localized(workshop.question_set.title)} {workshop.question_set.version}"),
        *records_metadata(workshop, with_name=True).lines(figures_date(came_to)),
        *(
            (gettext("How the figures came about"), sentence)
            for sentence in pdf_report.method_text(came_to)
            if sentence
        ),
    ]
    if said := pdf_report.example_notice(workshop):
        rows.insert(0, (gettext("Practice") if workshop.is_practice else gettext("Example"), said))
    return Table(workshop.title, ("", ""), tuple(rows))


def _joined(parts: list[tuple[AreaSection, Table]]) -> Table:
    """Tables of several areas as one, with the area in front; a column that one of them lacks is empty there."""
    columns = max((table.columns for _, table in parts), key=len)
    rows: list[Row] = []
    for area, table in parts:
        for row in table.rows:
            by_name = dict(zip(table.columns, row, strict=True))
            rows.append((area.title, *(by_name.get(name, "") for name in columns)))
    return Table(parts[0][1].caption, (gettext("Area"), *columns), tuple(rows))


def _groups(came_to: WorkshopResult) -> Table:
    rows: tuple[Row, ...] = tuple(
        (localized(area.area.title), localized(one.question.short), *(Level(group.level) for group in one.groups))
        for area in came_to.areas
        for one in area.questions
    )
    return Table(gettext("The groups' levels"), (gettext("Area"), gettext("Question"), *came_to.groups), rows)


def _said(areas: list[AreaSection]) -> Table:
    rows = []
    for area in areas:
        for one in area.said:
            if one.motivation:
                rows.append((area.title, one.text, gettext("The room"), one.motivation, ""))
            rows += [(area.title, one.text, name, reason, other) for name, reason, other in one.groups]
    columns = (gettext("Area"), gettext("Question"), gettext("Who"), gettext("Reason"), gettext("The other view"))
    return Table(gettext("What was said"), columns, tuple(rows))


def _exercise(section: Section) -> Iterator[tuple[str, Table]]:
    rows = [(each.title, item) for each in section.lists for item in each.items]
    if rows:
        yield section.title, Table(section.title, (gettext("Heading"), gettext("What was said")), tuple(rows))
    if section.picture:
        yield section.picture.table.caption, section.picture.table
