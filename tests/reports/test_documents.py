"""What a workshop leaves behind: read back by programs that are not ours, and equal to the result page."""

import hashlib
import io
import json
import re
import zipfile
from xml.etree import ElementTree

import jsonschema
import openpyxl
import page as validation
import pypdf
import pytest
from django.utils import timezone, translation
from pptx import Presentation

from digibarometer.exercises.activities.models import Activity
from digibarometer.exercises.activities.queries import picture_title
from digibarometer.exercises.activities.summary import chosen
from digibarometer.exercises.assessment.models import PlenaryRating
from digibarometer.hosting.models import Decision, ParkedQuestion, QuickQuestion
from digibarometer.jobs import DONE, FAILED, WORKING
from digibarometer.reports import sections
from digibarometer.reports.documents import packages, worker
from digibarometer.reports.documents.document_types import DOCUMENT_TYPES
from digibarometer.reports.documents.models import Document
from digibarometer.results.followup import queries as followup
from digibarometer.results.followup.models import FollowUp
from digibarometer.results.models import Target
from digibarometer.results.outcome import workshop_result
from digibarometer.results.releases import all_question_ids, release_questions
from tests.pdf_rules import faults
from tests.results import a_rated_room

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(settings, tmp_path):
    settings.DATA = tmp_path
    made = a_rated_room.workshop(target_year=2029, committee="Kommunstyrelsen", reference="KS 2026/17")
    a_rated_room.rate(made)
    a_rated_room.agree(made, "=1+1 är för lite")
    here = a_rated_room.fresh(made)
    release_questions(here, all_question_ids(here))
    for area in here.areas:
        Target.objects.create(workshop=made, area=area, level=4)
    return made


def made_of(workshop, kind, language="sv"):
    with translation.override(language):
        return DOCUMENT_TYPES[kind].make(workshop_result(workshop))


def unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


@pytest.mark.parametrize("kind", ["slides", "workbook", "package"])
def test_the_same_figures_give_the_same_bytes(done, kind):
    first = made_of(done, kind)
    a_rated_room.fresh(done)
    assert hashlib.sha256(made_of(done, kind)).digest() == hashlib.sha256(first).digest()


def test_the_report_is_pdf_a_and_pdf_ua_and_says_what_the_registry_asks_for(done, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(made_of(done, "report"))
    for profile in (validation.ValidationProfile.PDF_A_2A, validation.ValidationProfile.PDF_UA_1):
        assert faults(file, profile) == []
    said = pypdf.PdfReader(file).metadata
    assert said.title == done.title
    assert said.author == done.municipality.long_name
    assert "KS 2026/17" in said.subject and "Kommunstyrelsen" in said.subject
    assert "KS 2026/17" in pypdf.PdfReader(file).pages[0].extract_text()


def test_every_slide_has_a_title_of_its_own_and_every_diagram_says_what_it_shows(done):
    deck = Presentation(io.BytesIO(made_of(done, "slides")))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert len(titles) == len(set(titles)) and all(titles)
    drawn = [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart or shape.has_table]
    assert len(drawn) > 10
    assert all(shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in drawn)
    assert any(slide.has_notes_slide and slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    languages = {run.get("lang") for slide in deck.slides for run in slide._element.iter("{*}rPr") if run.get("lang")}
    assert languages == {"sv-SE"}


def test_a_board_sees_plan_and_proposal_among_the_first_five_slides_and_fifteen_in_all(round_of_2024):
    deck = Presentation(io.BytesIO(made_of(round_of_2024, "slides")))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert len(titles) <= 15, titles
    assert {"Det här gör vi nu", "Förslag till beslut"} <= set(titles[:5])


def all_sorts_of_sections(workshop):
    """The room has decided, parked questions, been asked, and said what became of the last plan."""
    now, of = timezone.now(), {"workshop": workshop}
    for n in range(1, 9):
        Decision.objects.create(**of, key=f"d{n}", text=f"Beslut {n}. {'Vi gör det tillsammans. ' * n}")
        ParkedQuestion.objects.create(**of, key=f"q{n}", text=f"Vem bestämmer {n}?", answered_at=now if n < 4 else None)
    counted = {"kind": "choice", "choices": ["Ja", "Nej"], "counts": [7, 5], "closed_at": now}
    QuickQuestion.objects.create(**of, key="asked", text="Orkar vi?", **counted)
    activity = Activity.objects.filter(**of).exclude(chosen_at=None).first()
    FollowUp.objects.create(**of, activity=activity, became="done", led_to="Kartan är ny")


def test_a_day_of_everything_has_at_most_fifteen_slides_and_the_small_things_share_one(round_of_2024, monkeypatch):
    all_sorts_of_sections(round_of_2024)
    monkeypatch.setattr(followup, "earlier_plan", lambda workshop: list(chosen(workshop.pk)))
    deck = Presentation(io.BytesIO(made_of(round_of_2024, "slides")))
    slides = {slide.shapes.title.text_frame.text: slide for slide in deck.slides}
    assert len(workshop_result(round_of_2024).areas) == 8
    assert len(deck.slides) <= 15, list(slides)
    said = [shape.text_frame.text for shape in slides["Mer från dagen"].shapes if shape.has_text_frame]
    for wanted in ("Beslut 1.", "Vem bestämmer 5?", "Orkar vi?", "Kartan är ny"):
        assert any(wanted in text for text in said), said
    assert "Beslut 8." in slides["Mer från dagen"].notes_slide.notes_text_frame.text


def lines_proposed(workshop):
    deck = Presentation(io.BytesIO(made_of(workshop, "slides")))
    return [
        shape.text_frame.text
        for slide in deck.slides
        if slide.shapes.title.text_frame.text == "Förslag till beslut"
        for shape in slide.shapes
    ][1:]


def test_the_board_is_proposed_only_what_there_is_something_to(done, round_of_2024):
    [whole] = lines_proposed(round_of_2024)
    assert "Lägg resultatet" in whole and "två gånger om året" in whole
    [without_plan] = lines_proposed(done)
    assert "två gånger om året" not in without_plan and "till målet, ingen aktivitet" in without_plan
    assert lines_proposed(a_rated_room.workshop(target_year=2029)) == []


def test_the_slides_draw_the_levels_of_the_result_page(done):
    areas = workshop_result(done).areas
    deck = Presentation(io.BytesIO(made_of(done, "slides")))
    drawn = [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    for area in areas:
        [frame] = [shape for shape in drawn if shape.name == area.area.title["sv"]]
        plot = frame.chart.plots[0]
        shown = dict(zip(plot.categories, plot.series[0].values, strict=True))
        assert shown == {one.question.short["sv"]: one.agreed.level for one in area.questions}
        assert len(shown) > 1


def test_the_slides_place_each_activity_where_the_result_page_does(round_of_2024):
    deck = Presentation(io.BytesIO(made_of(round_of_2024, "slides")))
    with translation.override("sv"):
        weighed = sections.plan_summary(round_of_2024).weighed
        title = picture_title()
    [slide] = [one for one in deck.slides if one.shapes.title.text_frame.text == title]
    [frame] = [shape for shape in slide.shapes if shape.has_chart]
    drawn = [
        spot for series in frame.chart.plots[0].series for spot in zip(series.iter_values(), xs(series), strict=True)
    ]
    assert sorted(drawn) == sorted((one.effect, one.effort) for one in weighed)
    assert len(weighed) > 3
    labels = [text.text for series in frame.chart.plots[0].series for text in series._element.iter("{*}t")]
    assert {int(number) for label in labels for number in label.split(", ")} == {one.number for one in weighed}


def xs(series):
    """A scatter's values from left to right."""
    return [float(point.text) for point in series._element.xpath("c:xVal//c:v")]


def test_the_workbook_says_what_the_result_page_says_and_runs_nothing(done):
    book = openpyxl.load_workbook(io.BytesIO(made_of(done, "workbook")))
    rows = list(book["Frågor"].iter_rows(min_row=4, values_only=True))
    told = [
        (area.area.title["sv"], one.question.short["sv"], one.agreed.level, sum(one.counts), round(one.agreement, 2))
        for area in workshop_result(done).areas
        for one in area.questions
    ]
    assert [row[:5] for row in rows] == told
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(cell.value == "=1+1 är för lite" for cell in cells)


def test_figures_in_the_workbook_are_numbers_and_what_people_wrote_is_text(done):
    PlenaryRating.objects.filter(workshop=done).update(motivation="42")
    a_rated_room.fresh(done)
    book = openpyxl.load_workbook(io.BytesIO(made_of(done, "workbook")))
    agreement = book["Frågor"].cell(4, 5)
    assert agreement.data_type == "n" and agreement.number_format == '"viss samsyn ("0.00")"'
    assert {cell.data_type for row in book["Vad som sades"].iter_rows() for cell in row if cell.value == "42"} == {"s"}


def test_each_picture_is_there_as_svg_and_as_png(done):
    files = unpacked(made_of(done, "pictures"))
    svg = [name for name in files if name.endswith(".svg")]
    assert len(svg) > 8 and len(files) == 2 * len(svg)
    for name in svg:
        ElementTree.fromstring(files[name])
        assert files[name.replace(".svg", ".png")].startswith(b"\x89PNG")


def test_each_picture_of_the_result_page_can_be_fetched_by_itself(done, client):
    html = client.get(f"/r/{done.result_secret}/").content.decode()
    links = re.findall(r'href="(/r/[^"]+/pictures/[^"]+)"', html)
    assert len(links) > 8
    for link in (links[0], links[1], links[-2]):
        answer = client.get(link)
        assert answer.status_code == 200
        assert answer.content.startswith(b"<svg" if link.endswith(".svg") else b"\x89PNG")
    assert client.get(f"/r/{done.result_secret}/pictures/nothing.svg").status_code == 404


def test_the_json_is_what_its_schema_says(done):
    files = unpacked(made_of(done, "package"))
    said, schema = json.loads(files["result.json"]), json.loads(packages.SCHEMA.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(said, schema)
    said["areas"][0]["level"] = "two"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(said, schema)


def damaged(files, how):
    name = "result.csv"
    if how == "gone":
        return {key: content for key, content in files.items() if key != name}
    if how == "added":
        return files | {"more.txt": b"more"}
    if how == "changed":
        return files | {name: files[name][:-1] + b"X"}
    if how == "shorter":
        return files | {name: files[name][:-5]}
    if how == "no list":
        return {key: content for key, content in files.items() if key != "manifest.json"}
    return files


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("gone", "result.csv is missing"),
        ("added", "more.txt is there, but not on the list"),
        ("changed", "result.csv has been changed"),
        ("shorter", "result.csv has"),
        ("no list", "manifest.json is missing"),
    ],
)
def test_a_package_that_is_not_whole_is_told_of(done, tmp_path, how, says):
    file = tmp_path / "package.zip"
    content = made_of(done, "package")
    file.write_bytes(content)
    assert packages.faults(file) == []
    with zipfile.ZipFile(file, "w") as changed:
        for name, told in damaged(unpacked(content), how).items():
            changed.writestr(name, told)
    [said] = packages.faults(file)
    assert said.startswith(says)


def test_a_package_cut_off_and_a_package_that_is_not_there_are_told_of(done, tmp_path):
    file = tmp_path / "package.zip"
    file.write_bytes(made_of(done, "package")[:2000])
    assert "cannot be opened" in packages.faults(file)[0]
    assert "There is no file" in packages.faults(tmp_path / "other.zip")[0]


def wish(workshop, kind="workbook", **fields):
    worker.request_documents(workshop.pk, [kind], "sv")
    Document.objects.filter(workshop=workshop, kind=kind).update(**fields)
    return Document.objects.get(workshop=workshop, kind=kind)


def test_what_was_asked_for_is_made_whole_and_kept_under_the_version_of_its_data(done):
    row = wish(done)
    worker.make_all()
    row.refresh_from_db()
    assert (row.state, row.percent) == (DONE, 100)
    content = worker.path_of(row).read_bytes()
    assert hashlib.sha256(content).hexdigest() == row.digest and len(content) == row.size
    before = row.version
    Target.objects.filter(workshop=done).update(level=5)
    wish(done)
    worker.make_all()
    row.refresh_from_db()
    assert row.version != before
    assert len(list(worker.path_of(row).parent.iterdir())) == 1


def test_what_was_cut_off_is_taken_up_and_what_is_cut_off_twice_says_that_it_failed(done):
    row = wish(done, state=WORKING, due_at=None, attempts=1)
    worker.make_all()
    row.refresh_from_db()
    assert row.state == DONE
    other = wish(done, "slides", state=WORKING, due_at=None, attempts=2)
    worker.make_all()
    other.refresh_from_db()
    assert other.state == FAILED


def test_half_a_file_is_never_there_under_its_name(done, monkeypatch):
    row = wish(done)

    def torn(descriptor):
        raise OSError("the disk is full")

    monkeypatch.setattr("os.fsync", torn)
    worker.make_all()
    row.refresh_from_db()
    assert row.state == FAILED
    assert not worker.path_of(row).exists()


def test_files_that_no_row_names_are_deleted(done):
    row = wish(done)
    worker.make_all()
    row.refresh_from_db()
    file = worker.path_of(row)
    assert file.exists()
    row.delete()
    worker.expire_documents()
    assert not file.exists() and not file.parent.exists()
