"""A round done on paper is brought in: cell by cell it is told what is wrong, and the privacy rule holds for it too."""

import base64
import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from digibarometer.accounts.models import Membership, User
from digibarometer.exercises.activities.models import Activity
from digibarometer.exercises.assessment.models import PlenaryRating, Rating
from digibarometer.live import api
from digibarometer.places.importer import load_places
from digibarometer.places.models import Municipality
from digibarometer.planning.rounds import workbook_export
from digibarometer.planning.rounds.cell_parsing import ImportErrors
from digibarometer.planning.rounds.workbook_import import read
from digibarometer.questions.question_sets.importer import load_shipped
from digibarometer.results.imported.importer import save_round
from digibarometer.results.imported.models import ImportedRound
from digibarometer.results.models import Closing, Release, Target
from digibarometer.results.outcome import workshop_result
from digibarometer.workshops.models import Participant, Workshop

pytestmark = pytest.mark.django_db


class Now:
    """Stands in for the live room: what is to be done is done at once."""

    def apply_change(self, change):
        return change([])


@pytest.fixture(autouse=True)
def at_once():
    engine: Any = Now()
    api.set_engine(engine)
    with translation.override("en"):
        yield
    api.set_engine(None)


@pytest.fixture
def salem():
    load_places()
    return Municipality.objects.get(pk="0128")


@pytest.fixture
def questions(salem):
    return load_shipped()[0]


def filled(questions, change=lambda book: None, forms=12):
    """The workbook with a title, a day, every level, two targets, so many paper forms and an activity."""
    book = openpyxl.load_workbook(io.BytesIO(workbook_export.as_workbook(questions)))
    about, levels, targets, papers, activities = book.worksheets
    about.cell(workbook_export.TITLE, 2, "On paper 2021")
    about.cell(workbook_export.DAY, 2, "2021-10-13")
    about.cell(workbook_export.YEAR, 2, 2024)
    for row in range(workbook_export.FIRST, levels.max_row + 1):
        levels.cell(row, workbook_export.LEVEL, 2)
    levels.cell(workbook_export.FIRST, workbook_export.WHY, "We could not agree")
    targets.cell(workbook_export.FIRST, workbook_export.AREA_TARGET, 4)
    levels.cell(workbook_export.FIRST, workbook_export.TARGET, 3)
    for place in range(forms):
        row = workbook_export.FIRST_FORM + place
        papers.cell(row, workbook_export.ROLE, ("Official", "Politiker", "Manager")[place % 3])
        for column in range(workbook_export.FIRST_ANSWER, papers.max_column + 1):
            papers.cell(row, column, "?" if (place + column) % 9 == 0 else 1 + (place + column) % 4)
    activity: list[str | int] = ["Draw the map", "The map unit", "2022-06-01", "Klar", "ledning-mal", 2, 3]
    for column, value in enumerate(activity, start=1):
        activities.cell(workbook_export.FIRST, column, value)
    activities.cell(workbook_export.FIRST, 4, "Done")
    change(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def problems(questions, change):
    with pytest.raises(ImportErrors) as found:
        read(filled(questions, change), [questions])
    assert not Workshop.objects.exists()
    return found.value.problems


def test_a_whole_round_comes_in_as_a_closed_workshop(salem, questions):
    made = save_round(read(filled(questions), [questions]), salem, None)
    came_to = workshop_result(made)
    assert made.state == "closed" and made.code is None and made.made_at.year == 2021
    assert came_to.level == 2 and came_to.areas[0].target == 4 and came_to.questions[0].target == 3
    assert came_to.questions[0].agreed.motivation == "We could not agree"
    assert came_to.attendance["people"] == 12
    assert all(area.half_levels and sum(area.half_levels) == 12 for area in came_to.areas if len(area.questions) > 2)
    activity = Activity.objects.get(workshop=made)
    assert (activity.name, activity.status, activity.question.key) == ("Draw the map", "done", "ledning-mal")
    assert str(activity.due_on) == "2022-06-01"


def test_of_the_forms_only_what_may_be_told_is_kept(salem, questions):
    made = save_round(read(filled(questions), [questions]), salem, None)
    assert not Rating.objects.exists() and not Participant.objects.exists()
    kept = Release.objects.filter(workshop=made, question__isnull=False)
    assert kept.count() == 36
    assert all(sum(row.data["counts"]) >= 5 for row in kept)
    assert all(row.data["dont_know"] in (None, 0) or row.data["dont_know"] >= 5 for row in kept)


def test_too_few_forms_are_not_told_of_and_the_levels_come_in_all_the_same(salem, questions):
    made = save_round(read(filled(questions, forms=4), [questions]), salem, None)
    assert not Release.objects.exists()
    assert PlenaryRating.objects.filter(workshop=made).count() == 36
    assert Closing.objects.get(workshop=made).attendance["people"] is None


@pytest.mark.parametrize(
    ("sheet", "row", "column", "value", "cell", "said"),
    [
        (0, workbook_export.TITLE, 2, None, "B3", "give the round a title"),
        (0, workbook_export.DAY, 2, "13/10 2021", "B4", "is not a day. Write year-month-day"),
        (0, workbook_export.DAY, 2, "2999-01-01", "B4", "has not come yet"),
        (0, workbook_export.YEAR, 2, "soon", "B5", "is not a whole number from 2000 to 2100"),
        (0, 6, 2, -3, "B6", "is not a whole number from 0 to 999"),
        (1, 2, workbook_export.LEVEL, 6, "D2", "“6” is not a whole number from 1 to 5"),
        (1, 3, workbook_export.LEVEL, "two", "D3", "“two” is not a whole number from 1 to 5"),
        (1, 3, workbook_export.LEVEL, 2.5, "D3", "is not a whole number"),
        (1, 4, 1, "nothing", "A4", "there is nothing with the address “nothing”"),
        (1, 4, 1, "ledning-mal", "A4", "stands here twice"),
        (2, 2, workbook_export.AREA_TARGET, 9, "C2", "is not a whole number from 1 to 5"),
        (3, 4, workbook_export.ROLE, "King", "A4", "“king” is not one of"),
        (3, 4, 3, 7, "C4", "is not a whole number from 1 to 5"),
        (3, 1, 3, "nonsense", "C1", "there is nothing with the address"),
        (4, 2, 1, None, "A2", "write what the activity is"),
        (4, 2, 3, "in June", "C2", "is not a day"),
        (4, 2, 4, "Perhaps", "D2", "is not one of"),
        (4, 2, 5, "nonsense", "E2", "there is nothing with the address"),
    ],
)
def test_what_is_wrong_is_told_by_its_cell_and_nothing_comes_in(questions, sheet, row, column, value, cell, said):
    def spoil(book):
        book.worksheets[sheet].cell(row, column).value = value

    found = problems(questions, spoil)
    assert len(found) == 1
    assert f"cell {cell}:" in found[0] and said in found[0] and found[0].startswith("Sheet “")


def test_everything_that_is_wrong_is_told_of_at_once(questions):
    def spoil(book):
        book.worksheets[1].cell(2, workbook_export.LEVEL, 9)
        book.worksheets[2].cell(2, workbook_export.AREA_TARGET, 9)

    assert len(problems(questions, spoil)) == 2


@pytest.mark.parametrize("content", [b"", b"not a workbook", base64.b64decode("UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==")])
def test_another_sort_of_file_is_turned_away_in_words(questions, content):
    with pytest.raises(ImportErrors, match=r"Save it as \.xlsx"):
        read(content, [questions])


def test_an_empty_workbook_says_what_is_needed(questions):
    with pytest.raises(ImportErrors) as found:
        read(workbook_export.as_workbook(questions), [questions])
    assert [problem.split(": ")[1] for problem in found.value.problems] == [
        "give the round a title.",
        "write the day as year-month-day, such as 2021-10-13.",
    ]


def test_a_workbook_made_in_swedish_is_read_in_english(questions):
    with translation.override("sv"):
        content = filled(questions)
    assert len(read(content, [questions]).forms) == 12


# The page ────────────────────────────────────────────────────────────────────────


@pytest.fixture
def eva(salem):
    user = User.objects.create_user("eva@example.se", None)
    Membership.objects.create(user=user, municipality=salem)
    client = Client(headers={"accept-language": "en"})
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_it_is_shown_before_it_is_kept_and_can_be_taken_away(eva, questions):
    page = "/rounds/0128/"
    shown = eva.post(page, {"file": SimpleUploadedFile("round.xlsx", filled(questions))})
    assert "This is what the file says" in shown.content.decode() and not Workshop.objects.exists()
    kept = eva.post(page, {"shown": shown.context["file"], "keep": "1"})
    made = Workshop.objects.get()
    assert kept.status_code == 302 and kept["Location"] == f"/w/{made.pk}/result/"
    assert eva.get(kept["Location"]).status_code == 200
    assert "On paper 2021" in eva.get(page).content.decode()
    eva.post(f"{page}{made.pk}/remove/")
    assert not Workshop.objects.exists() and not ImportedRound.objects.exists() and not Target.objects.exists()


def test_the_workbook_can_be_downloaded_and_a_broken_file_keeps_nothing(eva, questions):
    answer = eva.get(f"/rounds/0128/{questions.pk}.xlsx")
    assert openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[1].max_row == 37
    told = eva.post("/rounds/0128/", {"file": SimpleUploadedFile("round.xlsx", answer.content), "keep": "1"})
    assert "Nothing is kept yet" in told.content.decode() and not Workshop.objects.exists()


def test_a_round_that_was_held_here_cannot_be_taken_away_like_that(eva, salem, questions):
    held = save_round(read(filled(questions), [questions]), salem, None)
    ImportedRound.objects.all().delete()
    assert eva.post(f"/rounds/0128/{held.pk}/remove/").status_code == 404


def test_only_the_municipalitys_own_people_bring_in_rounds(eva):
    assert eva.get("/rounds/0114/").status_code == 404
