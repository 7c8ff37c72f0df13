"""What a municipality shares: exactly what it has seen and approved, and nothing that the privacy rule would hide."""

import json
import re

import jsonschema
import pytest
from django.utils import timezone

from digibarometer.accounts.models import Membership, User
from digibarometer.reports.documents import packages
from digibarometer.reports.documents.models import Approved
from digibarometer.reports.documents.share import file_format, importer
from digibarometer.results.outcome import workshop_result
from digibarometer.results.releases import all_question_ids, release_questions
from digibarometer.workshops.models import State
from tests.results import a_rated_room

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended():
    made = a_rated_room.workshop(state=State.ENDED)
    a_rated_room.rate(made)
    a_rated_room.agree(made, "en motivering")
    here = a_rated_room.fresh(made)
    release_questions(here, all_question_ids(here))
    return made


@pytest.fixture
def eva(ended, client):
    user = User.objects.create_user("eva@example.se", name="Eva Ek")
    Membership.objects.create(user=user, municipality=ended.municipality)
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(workshop, name=""):
    return f"/w/{workshop.pk}/share/{name}"


def test_the_page_shows_all_that_the_file_holds_and_the_file_is_what_was_approved(ended, eva):
    eva.post(page(ended), {"by": "Eva Ek, kommundirektör", "may": "on"})
    said = json.loads(eva.get(page(ended, "file.json")).content)
    html = eva.get(page(ended)).content.decode()
    assert said["municipality"]["code"] in html and said["approved"]["by"] in html
    assert len(said["questions"]) == 36 and len(re.findall(r"<tr>\s*<th", html)) >= 36 + len(said["areas"])
    assert file_format.check_fingerprint(file_format.read(json.dumps(said).encode())) in html
    assert "en motivering" not in json.dumps(said)


def test_nothing_can_be_approved_without_saying_that_one_may_nor_before_the_end(ended, eva):
    eva.post(page(ended), {"by": "Eva Ek"})
    ended.update_and_bump_version(state=State.OPEN)
    eva.post(page(ended), {"by": "Eva Ek", "may": "on"})
    assert not Approved.objects.exists()
    assert eva.get(page(ended, "file.json")).status_code == 404


def test_what_is_taken_back_can_no_longer_be_fetched(ended, eva):
    eva.post(page(ended), {"by": "Eva Ek", "may": "on"})
    assert eva.get(page(ended, "file.json")).status_code == 200
    eva.post(f"{page(ended)}take-back/")
    assert eva.get(page(ended, "file.json")).status_code == 404
    assert Approved.objects.get().taken_back_at <= timezone.now()


@pytest.mark.parametrize(
    ("people", "told"), [(None, None), (4, None), (5, (5, 9)), (9, (5, 9)), (24, (20, 29)), (80, (50, None))]
)
def test_people_are_told_of_in_bands(people, told):
    band = file_format.size_band(people)
    assert (band and (band.at_least, band.at_most)) == told


def sealed_of(workshop):
    return file_format.serialize(file_format.with_fingerprint(file_format.shared(workshop_result(workshop), "Eva")))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda said: said["questions"][0].update(level=5), "has been changed"),
        (lambda said: said.update(ratings=[1]), "not as it should be"),
        (lambda said: said.pop("areas"), "not as it should be"),
        (lambda said: said.update(format="digibarometern-share/9"), "digibarometern-share/9"),
    ],
)
def test_a_file_that_is_not_as_it_was_approved_is_refused(ended, tmp_path, change, says):
    said = json.loads(sealed_of(ended))
    change(said)
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(said))
    [fault] = packages.faults(path)
    assert says in fault
    path.write_bytes(sealed_of(ended)[:200])
    assert "not JSON" in packages.faults(path)[0]
    path.write_bytes(sealed_of(ended))
    assert packages.faults(path) == []


def test_an_installation_takes_a_file_in_once_and_an_example_only_if_asked(ended, settings, tmp_path):
    settings.DATA = tmp_path
    with pytest.raises(file_format.InvalidShareFile, match="invented"):
        importer.import_file(sealed_of(ended))
    assert importer.import_file(sealed_of(ended), examples=True).startswith("taken: ")
    assert "in the place of an earlier one" in importer.import_file(sealed_of(ended), examples=True)
    [kept] = (tmp_path / "gathered").iterdir()
    assert kept.read_bytes() == sealed_of(ended)


def test_a_file_with_questions_or_levels_that_do_not_exist_is_refused(ended, settings, tmp_path):
    settings.DATA = tmp_path
    said = file_format.shared(workshop_result(ended), "Eva")
    said.questions[0].level = 9
    with pytest.raises(file_format.InvalidShareFile, match="scale"):
        importer.import_file(file_format.serialize(file_format.with_fingerprint(said)), examples=True)
    said.questions[0].key = "stranger"
    with pytest.raises(file_format.InvalidShareFile, match="stranger"):
        importer.import_file(file_format.serialize(file_format.with_fingerprint(said)), examples=True)
    assert not (tmp_path / "gathered").exists()


def test_the_schema_is_that_of_the_format_and_what_is_approved_keeps_it(ended):
    schema = json.loads(file_format.SHARE_SCHEMA.read_text(encoding="utf-8"))
    assert schema == file_format.schema(), "write it anew: python -m digibarometer.reports.documents.share.file_format"
    said = json.loads(
        file_format.serialize(file_format.with_fingerprint(file_format.shared(workshop_result(ended), "Eva Ek")))
    )
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(said, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(said | {"ratings": []}, schema)
