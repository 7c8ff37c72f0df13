"""Whoever meets the software is told that Lantmäteriet has developed the workshop and has not issued the software."""

import io
import json
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation
from pypdf import PdfReader

from digibarometer import __version__
from digibarometer.reports import pdf_report
from digibarometer.reports.documents.share import file_format
from digibarometer.reports.documents.share.views import share_file_tables
from digibarometer.results.outcome import workshop_result
from tests.results import a_rated_room

pytestmark = pytest.mark.django_db
SAID = {
    "sv": "Fristående programvara för Lantmäteriets workshop Digibarometern;"
    " inte utgiven eller granskad av Lantmäteriet.",
    "en": "Independent software for Lantmäteriet's workshop Digibarometern;"
    " neither issued nor reviewed by Lantmäteriet.",
}


@pytest.fixture(params=SAID)
def language(request):
    with translation.override(request.param):
        yield request.param


@pytest.mark.parametrize("path", ["/", "/intro/", "/about/"])
def test_the_first_pages_say_whose_it_is_not(language, path):
    page = Client().get(path, headers={"accept-language": language}).content.decode()
    assert SAID[language] in page.replace("&#x27;", "'")


def test_the_page_about_the_software_says_the_version_and_every_page_leads_there():
    assert f"Digibarometern {__version__}" in Client().get("/about/").content.decode()
    assert 'href="/about/"' in Client().get("/privacy/").content.decode()


def test_the_first_page_of_the_report_says_it(language):
    made = a_rated_room.workshop()
    first = PdfReader(io.BytesIO(pdf_report.report(workshop_result(made)))).pages[0]
    assert SAID[language] in " ".join(first.extract_text().split()).replace("’", "'")


def test_the_share_file_says_it_and_shows_that_it_does_before_it_is_approved(language):
    share = file_format.shared(workshop_result(a_rated_room.workshop()), "Eva")
    assert json.loads(file_format.serialize(share))["notice"] == SAID[language]
    assert SAID[language] in str(share_file_tables(share)[0].rows)


def test_the_readme_says_it_in_swedish_and_english():
    readme = " ".join((Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8").split())
    assert SAID["sv"] in readme and "neither issued nor reviewed by Lantmäteriet" in readme
