"""The result page, the report and the open files."""

import csv
import io
import re
from typing import Any

import page as validation
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from digibarometer.accounts.models import Membership, User
from digibarometer.exercises.assessment.models import GroupRating
from digibarometer.reports import pdf_report
from digibarometer.results.models import Release, Target
from digibarometer.results.outcome import workshop_result
from digibarometer.results.releases import all_question_ids, release_questions
from digibarometer.workshops.models import LeaderRole
from tests.results import a_rated_room

pytestmark = pytest.mark.django_db
HOSTILE = '#import "x": y\n$1/0$ *bold* _it_ `raw` [x] @label <img src=x onerror=alert(1)> \\ "quoted" =1+1'


@pytest.fixture
def done():
    made = a_rated_room.workshop(target_year=2029)
    a_rated_room.rate(made)
    a_rated_room.agree(made, HOSTILE)
    here = a_rated_room.fresh(made)
    release_questions(here, all_question_ids(here))
    Target.objects.create(workshop=made, area=here.areas[0], level=4)
    return made


def get(client, made, name="", language="sv"):
    return client.get(f"/r/{made.result_secret}/{name}", headers={"accept-language": language})


def text_of(pdf_bytes, tmp_path):
    import shutil
    import subprocess

    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf_bytes)
    return subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_report_is_pdf_ua_1(done, client, tmp_path, language):
    file = tmp_path / "report.pdf"
    response = get(client, done, "report.pdf", language)
    assert response["Content-Type"] == "application/pdf"
    file.write_bytes(response.content)
    found = validation.validate_pdf(str(file), profile=validation.ValidationProfile.PDF_UA_1)
    assert found.is_compliant, [(each.rule_id, each.message) for each in found.failures]


def test_a_workshop_without_any_figures_has_a_page_and_a_report_too(client, tmp_path):
    made = a_rated_room.workshop()
    assert get(client, made).status_code == 200
    file = tmp_path / "report.pdf"
    file.write_bytes(get(client, made, "report.pdf").content)
    assert validation.validate_pdf(str(file), profile=validation.ValidationProfile.PDF_UA_1).is_compliant
    assert get(client, made, "result.json").json()["areas"][0]["level"] is None


def test_the_page_begins_with_the_result_and_leads_to_each_of_its_parts(done, client):
    page = get(client, done).content.decode()
    ways, parts = re.findall(r'<a href="#([^"]+)"', page), re.findall(r'<h2[^>]* id="([^"]+)"', page)
    assert set(parts) <= set(ways) and all(f'id="{way}"' in page for way in ways)
    assert parts[0] == "story-today" and parts.index("files") > parts.index("agreement")


def test_hostile_text_stays_text(done, client, tmp_path):
    with translation.override("sv"):
        said = text_of(pdf_report.report(workshop_result(done)), tmp_path)
    flat = " ".join(said.split())
    assert '#import "x": y $1/0$ *bold* _it_ `raw` [x] @label <img src=x onerror=alert(1)>' in flat
    assert "<img src=x" not in get(client, done).content.decode()
    rows = list(csv.reader(io.StringIO(get(client, done, "result.csv").content.decode("utf-8-sig"))))
    assert rows[1][4] == HOSTILE


def test_an_emoji_in_what_the_room_said_does_not_cost_it_its_report(client, tmp_path):
    made = a_rated_room.workshop()
    a_rated_room.agree(made, "Bra 👍 och 日本")
    assert "Bra □ och □" in text_of(get(client, made, "report.pdf").content, tmp_path)


def test_a_spreadsheet_runs_nothing(client):
    made = a_rated_room.workshop()
    a_rated_room.agree(made, "=HYPERLINK(1)")
    assert "'=HYPERLINK(1)" in get(client, made, "result.csv").content.decode()


def test_json_page_csv_and_report_say_the_same(done, client, tmp_path):
    area = get(client, done, "result.json").json()["areas"][0]
    html = get(client, done).content.decode()
    level = f"{area['level']:.1f}".replace(".", ",").removesuffix(",0")
    section = html[html.index(f'id="area-{area["key"]}"') :]
    assert f"<b>{level}</b>" in section[:600]
    assert f"({area['agreement']:.2f}".replace(".", ",") in section[:900]
    with translation.override("sv"):
        report = text_of(pdf_report.report(workshop_result(done)), tmp_path)
    assert re.search(rf": {level} +· ", report)
    rows = list(csv.DictReader(io.StringIO(get(client, done, "result.csv").content.decode("utf-8-sig"))))
    first = area["questions"][0]
    assert [int(rows[0][f"people_at_{n}"]) for n in range(1, 6)] == first["ratings"]["counts"]
    assert rows[0]["level"] == str(first["level"])
    assert rows[0]["area_target"] == "4" and area["target"] == 4


def test_a_questions_own_target_stands_beside_its_level_on_page_report_and_files(done, client):
    area = a_rated_room.fresh(done).areas[1]
    before = get(client, done).content.decode()
    question = a_rated_room.fresh(done).questions_of(area.pk)[0]
    Target.objects.create(workshop=done, area=area, question=question, level=5)
    html = get(client, done).content.decode()
    assert html.count(">Mål 2029</th>") == before.count(">Mål 2029</th>") + 1
    with translation.override("sv"):
        said: Any = pdf_report.report_context(workshop_result(done))
    tables = [area["questions"] for area in said["areas"]]
    assert ["Mål 2029" in table["columns"] for table in tables].count(True) == 1
    assert tables[1]["rows"][0][2] == "5"
    rows = {
        row["question"]: row
        for row in csv.DictReader(io.StringIO(get(client, done, "result.csv").content.decode("utf-8-sig")))
    }
    assert rows[question.key]["target"] == "5"
    assert [row["target"] for row in rows.values()].count("") == len(rows) - 1


def test_the_csv_has_a_column_for_every_role_that_the_json_has(done, client):
    rows = list(csv.DictReader(io.StringIO(get(client, done, "result.csv").content.decode("utf-8-sig"))))
    asked = [one for area in get(client, done, "result.json").json()["areas"] for one in area["questions"]]
    for row, one in zip(rows, asked, strict=True):
        cells = one["ratings"]["roles"] | {"leading": one["ratings"]["leading"]}
        assert cells.keys() <= row.keys()
        assert {role for role in cells if row[role]} == {role for role, cell in cells.items() if cell}
    assert any(row["leading"] for row in rows)


def test_why_the_groups_chose_as_they_did_and_who_did_not_agree_is_on_page_report_and_files(done, client, tmp_path):
    said = {"reason": "Rutinen finns, men få känner till den.", "minority": "En av oss såg ett steg högre."}
    GroupRating.objects.filter(workshop=done, question__order=2, group__number=1).update(**said)
    html = get(client, done).content.decode()
    assert all(words in html for words in said.values())
    with translation.override("sv"):
        report = " ".join(text_of(pdf_report.report(workshop_result(done)), tmp_path).split())
    assert all(words in report for words in said.values())
    question = get(client, done, "result.json").json()["areas"][0]["questions"][1]
    assert question["groups"][0] | {"level": None} == {
        "group": "Grupp 1", "level": None, "from_paper": False, "reason": said["reason"],
        "other_view": said["minority"],
    }  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(get(client, done, "result.csv").content.decode("utf-8-sig"))))
    assert rows[1]["reasons"] == f"Grupp 1: {said['reason']}" and said["minority"] in rows[1]["other_views"]


def test_small_roles_are_hidden_everywhere(done, client):
    question = get(client, done, "result.json").json()["areas"][0]["questions"][0]
    assert question["ratings"]["roles"]["politician"] is None
    attendance = get(client, done, "result.json").json()["attendance"]
    assert attendance == {
        "people": 24,
        "roles": {"politician": None, "manager": None, "leading": 9, "official": 15},
    }


def test_numbers_are_written_in_the_readers_language(done, client):
    swedish, english = (get(client, done, language=each).content.decode() for each in ("sv", "en"))
    assert re.search(r"<b>2,4</b>", swedish) and re.search(r"<b>2\.4</b>", english)


def test_every_picture_has_a_table_and_ids_are_unique(done, client):
    html = get(client, done).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert html.count('<figure class="picture">') >= 4
    assert " style=" not in html


def test_an_example_says_so(done, client):
    assert 'class="example' in get(client, done).content.decode()
    assert get(client, done, "result.json").json()["is_example"]
    done.is_example = False
    done.save()
    assert not get(client, done, "result.json").json()["is_example"]


@pytest.mark.parametrize("name", ["", "report.pdf", "result.json", "result.csv"])
def test_a_wrong_link_finds_nothing(client, done, name):
    assert client.get(f"/r/{done.board_secret}/{name}").status_code == 404


def test_those_who_lead_and_the_municipality_see_the_page_and_others_do_not(client, done):
    address = f"/w/{done.pk}/result/"
    assert client.get(address).status_code == 302
    stranger = User.objects.create_user("a@example.org")
    client.force_login(stranger)
    assert client.get(address).status_code == 404
    assert client.get("/w/999999/result/").status_code == 404
    LeaderRole.objects.create(workshop=done, user=stranger)
    assert client.get(address).status_code == 200
    colleague = User.objects.create_user("b@example.org")
    Membership.objects.create(user=colleague, municipality=done.municipality)
    client.force_login(colleague)
    assert client.get(address).status_code == 200


def test_the_page_asks_no_more_of_the_database_when_there_is_more(client, done):
    a_rated_room.hang_notes(done, "Första", 1)
    get(client, done)
    with CaptureQueriesContext(connection) as few:
        get(client, done)
    a_rated_room.hang_notes(done, "Senare", 40)
    with CaptureQueriesContext(connection) as more:
        assert "Senare 39" in get(client, done).content.decode()
    assert len(more) == len(few)


def test_nothing_is_read_but_releases(client, done):
    before = get(client, done, "result.json").json()
    a_rated_room.rate(done, people=4, level=1)  # changed their minds since
    assert get(client, done, "result.json").json() == before
    Release.objects.all().delete()
    assert get(client, done, "result.json").json()["areas"][0]["questions"][0]["ratings"] is None
