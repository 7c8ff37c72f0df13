"""What test_third_language.py runs with settings that have a language more."""

import pytest
from django.test import Client
from lxml import html

from digibarometer.live.websocket import language_of
from digibarometer.workshops.models import Phase, PhaseKind, State
from tests.laws.pages import drawn_at_once
from tests.results.a_rated_room import workshop


@pytest.fixture
def room(db):
    """A room where everybody rates the first area alone."""
    made = workshop(mix={"official": 1}, groups=1, state=State.OPEN)
    alone = Phase.objects.filter(workshop=made, kind=PhaseKind.ALONE, step__kind="assessment")
    made.update_and_bump_version(phase=alone.exclude(step__area=None).order_by("step__order").first())
    return made


@pytest.fixture
def reader():
    return Client(headers={"accept-language": "fi"})


def words(answer):
    """What stands in the main part of a page in the language, word for word."""
    page = html.fromstring(answer.content)
    assert page.get("lang") == "fi"
    return [" ".join(text.split()) for text in page.xpath("//main//text()") if text.strip()]


def test_the_join_page_is_in_it(room, reader):
    assert "¶Vad är du här?" in words(reader.get(f"/j/{room.code}/"))


def test_a_phone_is_in_it_and_shows_content_in_a_language_that_it_has(room, reader):
    with drawn_at_once():
        said = words(reader.post(f"/j/{room.code}/", {"role": "official", "key": "k" * 22}, follow=True))
    assert len([word for word in said if word.startswith("¶")]) > 5
    assert room.phase.step.area.questions.order_by("order").first().text["sv"] in said


def test_its_line_draws_in_it():
    assert [language_of(f"lang={asked}") for asked in ("fi", "en", "tlh", "")] == ["fi", "en", "sv", "sv"]
