"""A file that somebody sends may be anything: it is refused in words, or read, and takes nothing from the server."""

import dataclasses
import io
import resource
import zipfile

import openpyxl
import pytest
from django.utils import translation

from digibarometer.content import QUESTION_SETS
from digibarometer.planning.rounds import cell_parsing
from digibarometer.questions.content_files.errors import Unreadable
from digibarometer.questions.question_sets import importer
from digibarometer.questions.spreadsheet import Page
from digibarometer.serving import child_process

SHIPPED = (QUESTION_SETS / "oppna-fragor-samhallsbyggnad.yaml").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def problems_of(content, name="file.yaml"):
    with pytest.raises(Unreadable) as found:
        importer.parse_upload(content, name)
    return [str(problem) for problem in found.value.problems]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2024-99-99", "“2024-99-99”"),
        ("9" * 5000, "“9999"),
        ("!!timestamp someday", "“someday”"),
        ("!!int twelve", "“twelve”"),
        ("2024-01-01 00:00:00 +99:99", "“2024-01-01"),
    ],
)
def test_what_looks_like_a_number_or_a_day_and_is_none_is_told_with_its_line(value, shown):
    lines = SHIPPED.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("version:"))
    lines[at] = f"version: {value}"
    [problem] = problems_of("\n".join(lines).encode())
    assert f"line {at + 1}" in problem and shown in problem and "Put quotes around it" in problem


def merged_over_all(book):
    """The workbook with one area of cells merged over the whole of its first sheet."""
    sent, made = io.BytesIO(), io.BytesIO()
    book.save(sent)
    with zipfile.ZipFile(sent) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "xl/worksheets/sheet1.xml":
                merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
                content = content.replace(b"</sheetData>", merged).replace(b"<sheetData/>", b"<sheetData>" + merged)
            after.writestr(name, content)
    return made.getvalue()


def test_merged_cells_over_a_whole_sheet_cost_nothing():
    content = merged_over_all(openpyxl.Workbook())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "sheet" in problems_of(content, "file.xlsx")[0]
    assert cell_parsing.open_workbook(content)[0].max_column <= 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kB


def test_yaml_that_grows_when_it_is_read_is_refused_and_takes_no_memory_here(children, monkeypatch):
    patient = dataclasses.replace(child_process.UPLOAD, seconds=600.0, patience_seconds=600.0, cpu_seconds=5)
    monkeypatch.setattr(child_process, "UPLOAD", patient)
    texts = "key: a, text: {sv: b, en: b}, short: {sv: c, en: c}"
    much = ", ".join(["&d {sv: x}", *["*d"] * 3000])
    area = "areas:\n- key: big\n  title: {sv: a}\n  short: {sv: a}\n  questions:\n"
    questions = f"  - &q {{{texts}, look_for: [{much}]}}\n" + "  - *q\n" * 3000
    content = (SHIPPED.split("areas:\n", 1)[0] + area + questions).encode()
    assert len(content) < 100_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    said = problems_of(content)
    assert any("too much to read" in one for one in said), said
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kB


def test_who_comes_while_many_files_are_read_is_asked_to_come_back(monkeypatch):
    def busy(*given):
        raise child_process.Busy

    monkeypatch.setattr(child_process, "run", busy)
    with pytest.raises(cell_parsing.ImportErrors, match="Wait a minute"):
        cell_parsing.open_workbook(b"PK")


@pytest.mark.parametrize("value", ["1e999", "inf", "nan", "9" * 5000])
def test_a_number_beyond_all_numbers_in_a_rounds_file_is_told_by_its_cell(value):
    page = Page("Levels", [[value]])
    read = cell_parsing.CellReader()
    assert read.whole(page, 1, 1, 1, 5) is None
    assert "is not a whole number from 1 to 5" in read.problems[0]
