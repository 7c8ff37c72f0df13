"""A question set goes out to a workbook and comes back as it was; what is wrong in it is told of by cell."""

import io

import openpyxl
import pytest
from django.utils import translation

from digibarometer.content import QUESTION_SETS
from digibarometer.questions.content_files.errors import Unreadable
from digibarometer.questions.content_files.yaml_document import Document
from digibarometer.questions.question_sets.importer import import_question_set, parse_upload
from digibarometer.questions.question_sets.schema import QuestionSetSchema
from digibarometer.questions.question_sets.serialization import to_schema, without_empty_texts
from digibarometer.questions.question_sets.workbook_export import as_workbook
from digibarometer.running.check_content import check
from tests.questions.writing import question_set, said, written

SHIPPED = sorted(QUESTION_SETS.glob("*.yaml"))


def of(content):
    return without_empty_texts(Document(written(content)).read_as(QuestionSetSchema))


def again(book):
    return parse_upload(saved(book), "own.xlsx")


def saved(book):
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.fixture
def book():
    """The small question set as a workbook that somebody works in."""
    return openpyxl.load_workbook(io.BytesIO(as_workbook(of(question_set()))))


def column(page, heading):
    return next(cell.column_letter for cell in page[1] if cell.value == heading)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_ships_comes_back_as_it_was(path, language):
    whole = without_empty_texts(Document(path).read_as(QuestionSetSchema))
    with translation.override(language):
        out = as_workbook(whole)
    with translation.override("en" if language == "sv" else "sv"):  # whoever reads it may have another language
        assert without_empty_texts(parse_upload(out, "out.xlsx")) == whole


def test_everything_that_a_set_may_have_comes_back():
    content = question_set(range(1, 5)) | {
        "trial": {"key": "try", "text": said("Try"), "short": said("Try")},
        "short_variant": {"questions": ["first-one", "second-two"], "title": said("Half")},
        "glossary": [{"term": said("Map"), "meaning": said("A picture")}],
        "previous": {"key": "own-set", "version": "0.9.0"},
        "changes": [{"kind": "merged", "before": ["a", "b"], "after": ["first-one"]}],
        "builds_on": {"key": "other", "version": "1.0.0"},
    }
    content["areas"][0]["questions"][0]["look_for"] = [said("This"), said("That")]
    content["areas"][0]["questions"][0]["text"]["sv"] = "=1+1 är ingen formel här"
    content["areas"][1]["minutes"] = {"alone": 9, "groups": 8, "plenary": 7}
    whole = of(content)
    assert without_empty_texts(parse_upload(as_workbook(whole), "own.xlsx")) == whole


@pytest.mark.django_db
def test_a_workbook_is_imported_and_checked_like_a_file(tmp_path):
    path = tmp_path / "own.xlsx"
    path.write_bytes(as_workbook(of(question_set())))
    assert check(path) == []
    kept = import_question_set(path)
    assert to_schema(kept) == of(question_set())
    assert import_question_set(written(question_set())) == kept


def test_a_question_without_an_address_gets_one_and_an_area_may_be_called_by_its_title(book):
    page = book["Questions"]
    page.append({"A": "second (sv)", "C": "Hur går det?", "D": "How is it going?", "E": "Hur då", "F": "How"})
    found = again(book)
    assert found.areas[1].questions[-1].key == "hur-da"
    assert found.areas[1].questions[-1].levels == []


@pytest.mark.parametrize(
    ("sheet", "heading", "row", "value", "message"),
    [
        ("Questions", "Area", 3, "nowhere", "“nowhere” is no area"),
        ("Questions", "Address", 3, "Hej Hopp", "Write small letters a–z, digits and hyphens"),
        ("Questions", "Address", 3, "first-one", "“first-one” is used already"),
        ("Areas", "Minutes alone", 2, "lång", "This should be a whole number, but is text"),
        ("Areas", "Minutes alone", 2, 0, "Write a number of at least 1"),
    ],
)
def test_what_cannot_be_read_is_told_of_by_cell(book, sheet, heading, row, value, message):
    page = book[sheet]
    cell = f"{column(page, heading)}{row}"
    page[cell] = value
    with pytest.raises(Unreadable) as unreadable:
        again(book)
    [problem] = unreadable.value.problems
    assert message in problem.message
    assert problem.cell == f"sheet “{sheet}”, cell {cell}"
    assert f"sheet “{sheet}”, cell {cell}: " in str(problem)


def test_a_missing_text_is_told_of_at_the_cell_to_write_it_in(tmp_path, book):
    page = book["Questions"]
    cell = f"{column(page, 'Level 3 (en)')}4"
    page[cell] = None
    path = tmp_path / "own.xlsx"
    path.write_bytes(saved(book))
    [problem] = check(path)
    assert "The text in “en” is missing" in problem.message
    assert problem.cell == f"sheet “Questions”, cell {cell}"


def test_a_heading_that_nobody_knows_is_told_of(book):
    book["Areas"]["B1"] = "Rubbrik (sv)"
    with pytest.raises(Unreadable, match="sheet “Areas”, cell B1: “Rubbrik"):
        again(book)


def test_a_field_that_nobody_knows_is_told_of(book):
    book["About"]["A4"] = "Färg"
    with pytest.raises(Unreadable, match="sheet “About”, cell A4: “Färg” is not known"):
        again(book)


def test_a_missing_sheet_is_told_of(book):
    del book["Levels"]
    with pytest.raises(Unreadable, match="The sheet “Levels” is missing"):
        again(book)


@pytest.mark.parametrize("content", [b"PK\x03\x04 but nothing more", as_workbook(of(question_set()))[:500]])
def test_what_is_no_workbook_is_said_plainly(content):
    with pytest.raises(Unreadable, match="not a workbook that can be read"):
        parse_upload(content, "own.xlsx")
