"""The result's link opens everything of the result, and once it is changed or turned off nothing of it in any form."""

import re

import pytest
from django.test import Client

from digibarometer.workshops import secret_links
from digibarometer.workshops.models import Workshop
from tests.laws.pages import client_of, paths

MAIN = re.compile("<main.*</main>", re.DOTALL)
LANGUAGES = {"sv": "be om den nya", "en": "ask them for the new one"}


def forms(room):
    """Every address with the result's link in it: page, files, pictures and receipt."""
    found = [path for _, path in paths(room) if path.startswith("/r/")]
    assert len(found) > 8
    return found


@pytest.fixture
def over(room):
    room.go("ended")
    return Workshop.objects.get(pk=room.pk)


def test_every_form_of_the_result_is_gone_by_the_old_link_and_there_by_the_new_one(room, over):
    known, old = forms(room), over.result_secret
    there = {path for path in known if Client().get(path).status_code == 200}
    assert {path.rpartition(".")[2] for path in there} >= {"json", "csv", "pdf", "xlsx", "ics"}
    secret_links.renew_result(over, [])
    new = Workshop.objects.get(pk=room.pk).result_secret
    for path in known:
        assert Client().get(path).status_code == 404, path
        anew = Client().get(path.replace(old, new)).status_code
        assert anew == (200 if path in there else 404), path


@pytest.mark.parametrize("who", ["anonymous", "anna", "eva", "frans"])
def test_every_form_of_the_result_is_gone_for_everybody_while_the_link_is_turned_off(room, over, who):
    known, browser = forms(room), client_of(room, who)
    secret_links.turn_off_result(over, [])
    for path in known:
        assert browser.get(path).status_code == 404, path
        assert browser.get(path.replace(over.result_secret, "None")).status_code == 404, path


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_opens_an_old_link_is_answered_as_for_an_unknown_one_and_told_what_to_do(room, over, language):
    known, old = forms(room), over.result_secret
    secret_links.renew_result(over, [])
    for path in known:
        gone, unknown = (
            MAIN.search(Client().get(one, headers={"accept-language": language}).content.decode())[0]
            for one in (path, path.replace(old, "x" * len(old)))
        )
        assert gone == unknown
        assert LANGUAGES[language] in gone
