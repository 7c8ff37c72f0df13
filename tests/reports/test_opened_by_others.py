"""LibreOffice and Poppler open what a workshop leaves behind, and read there what the result page says."""

import csv
import re
import subprocess
from pathlib import Path

import pytest
from django.utils import translation
from PIL import Image
from pptx import Presentation

from digibarometer.reports import page_data
from digibarometer.reports.documents.document_types import DOCUMENT_TYPES
from digibarometer.results.outcome import workshop_result

pytestmark = [pytest.mark.django_db, pytest.mark.office]

EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def run(*command):
    done = subprocess.run([*map(str, command)], capture_output=True, check=True, timeout=180)
    return done.stdout.decode(errors="replace")


def converted(file, to):
    """What LibreOffice makes of a file, in its folder; its own settings are made once."""
    profile = f"-env:UserInstallation=file://{file.parents[1]}/profile"
    run("soffice", profile, "--headless", "--convert-to", to, "--outdir", file.parent, file)


@pytest.fixture
def came_to(round_of_2024):
    return workshop_result(round_of_2024)


@pytest.fixture
def made(came_to, tmp_path):
    """A document as a file."""

    def of(kind):
        file = tmp_path / f"document.{DOCUMENT_TYPES[kind].extension}"
        with translation.override("sv"):
            file.write_bytes(DOCUMENT_TYPES[kind].make(came_to))
        return file

    return of


@pytest.fixture
def areas(came_to):
    """Each area as the result page has it: its name, its level in words, and its questions' rows."""
    with translation.override("sv"):
        return page_data.area_sections(came_to)


def plain(text):
    return " ".join(text.split())


def is_blank(picture):
    colours = Image.open(picture).convert("RGB").getcolors(1 << 24)
    return colours is not None and len(colours) < 3


def test_poppler_reads_the_report_its_tags_and_its_fonts(made, areas, tmp_path):
    file = made("report")
    told = dict(line.split(":", 1) for line in run("pdfinfo", file).splitlines() if ":" in line)
    assert told["Tagged"].strip() == "yes"
    assert told["Title"].strip() == "Digibarometern 2024"
    fonts = [line.split() for line in run("pdffonts", file).splitlines()[2:]]
    assert fonts
    assert all(font[-5] == "yes" and font[-3] == "yes" for font in fonts), "embedded, and its letters can be read"
    said = plain(run("pdftotext", "-layout", file, "-"))
    for area in areas:
        assert area.title in said
        level = dict(area.facts)
        assert all(plain(str(value)) in said for value in level.values()), area.title
    structure = run("pdfinfo", "-struct-text", file)
    assert re.search(r"^\s*H1", structure, re.M) and "Table" in structure and "Figure" in structure
    run("pdftoppm", "-r", 30, "-png", file, tmp_path / "page")
    pages = sorted(tmp_path.glob("page*.png"))
    assert len(pages) == int(told["Pages"])
    assert not [page.name for page in pages if is_blank(page)]


@pytest.mark.slow
def test_libreoffice_shows_every_slide_with_its_title_and_the_levels_of_the_result_page(made, areas, tmp_path):
    file = made("slides")
    titles = [slide.shapes.title.text_frame.text for slide in Presentation(str(file)).slides]
    converted(file, "pdf")
    pages = run("pdftotext", "-layout", file.with_suffix(".pdf"), "-").split("\f")[:-1]
    assert len(pages) == len(titles)
    for title, page in zip(titles, pages, strict=True):
        assert re.sub(r"\W", "", title)[:30] in re.sub(r"\W", "", page), title
    for area in areas:
        drawn = next(plain(page) for page in pages if plain(area.title) in plain(page) and "fråga för fråga" in page)
        for row in area.questions.texts():
            assert re.search(rf"\b{re.escape(row[1].split()[0])}\b", drawn), (area.title, row)
    run("pdftoppm", "-r", 30, "-png", file.with_suffix(".pdf"), tmp_path / "slide")
    assert not [one.name for one in tmp_path.glob("slide*.png") if is_blank(one)]


def test_libreoffice_reads_every_sheet_and_the_levels_of_the_result_page(made, areas):
    file = made("workbook")
    converted(file, EVERY_SHEET)
    sheets = {one.stem.split("-", 1)[1]: one for one in Path(file.parent).glob("document-*.csv")}
    assert {"Om", "Områden", "Frågor", "Planen"} <= set(sheets)
    with sheets["Frågor"].open(encoding="utf-8", newline="") as told:
        rows = list(csv.reader(told))[3:]
    shown = [(area.title, *row) for area in areas for row in area.questions.texts()]
    agreement = areas[0].questions.columns.index("Samsyn") + 1
    assert [tuple(row[:3]) for row in rows] == [row[:3] for row in shown]
    for row, one in zip(rows, shown, strict=True):
        hundredths = f"{float(row[agreement].replace(',', '.')):.2f}".replace(".", ",")
        assert f"({hundredths})" in one[agreement], row
