"""A short presentation stands in the place of a film: for whoever comes to the start page, and at the welcome."""

import pytest
from django.test import Client

from digibarometer.inviting.intro_slides import intro_slides
from digibarometer.workshops.models import Workshop
from digibarometer.workshops.rules import BoardSpot
from digibarometer.workshops.snapshot import drop_snapshots


def test_it_has_at_most_eight_pages_all_in_both_languages_and_takes_about_two_minutes():
    assert 3 <= len(intro_slides()) <= 8
    for page in intro_slides():
        assert all({"sv", "en"} <= set(words) for words in [page.title, *page.text])
        said = " ".join(words["sv"] for words in [page.title, *page.text]).split()
        assert len(said) / page.seconds < 3, "nobody reads three words a second from a wall"
    assert 60 < sum(page.seconds for page in intro_slides()) < 150


def test_everybody_can_see_it_and_all_of_it_stands_there_without_script(db):
    text = Client().get("/intro/").content.decode()
    assert all(page.title["sv"] in text for page in intro_slides())
    assert "data-intro-page" in text and "hidden" not in text.split("data-intro-page")[1].split(">")[0]


def test_an_installation_may_have_a_film_instead_as_a_link(db, settings):
    assert "/intro/" in Client().get("/").content.decode()
    settings.FILM_URL = "https://film.example.se/1"
    text = Client().get("/").content.decode()
    assert 'href="https://film.example.se/1"' in text and "/intro/" not in text and "<iframe" not in text


@pytest.mark.parametrize("where", ["welcome", "alone"])
def test_the_board_shows_it_at_the_welcome_when_the_leader_wants_it_and_never_else(room, where):
    room.go(where)
    is_there = where == "welcome"
    assert ("desk_intro" in panels(room, "eva")) == is_there and "board_intro" not in panels(room, "board")
    Workshop.objects.filter(pk=room.pk).update(spot=BoardSpot.INTRO)
    drop_snapshots(None)
    assert ("board_intro" in panels(room, "board")) == is_there
    assert not any("intro" in one for one in panels(room, "anna"))


def panels(room, who):
    return " ".join(touch.id for touch in room.registry.screen_panels(room.seat(who)))
