"""Coming in by the code: sent twice is one seat, guessing is slow, and there is an end to how many."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from digibarometer.links import scan_url
from digibarometer.live.actions import ActionRefused
from digibarometer.screens import join_views as door
from digibarometer.workshops import attendance
from digibarometer.workshops.attendance import join
from digibarometer.workshops.models import Participant
from digibarometer.workshops.seats import seat_cookie
from tests.laws.pages import client_of
from tests.people import move_to_new_phone

FORM = {"role": "official", "first_name": "Anna", "unit": ""}
HALL: Any = {"REMOTE_ADDR": "192.0.2.7"}


@pytest.fixture(autouse=True)
def nobody_has_come():
    for one in (door.joins_from, door.joins_into):
        one.forget()
    cache.clear()


@pytest.fixture
def path(room):
    return f"/j/{room.snapshot.workshop.code}/"


def key_in(page):
    return re.search(r'name="key" value="([^"]+)"', page.content.decode())[1]


def come_in(path, **more):
    return Client(**HALL).post(path, {**FORM, **more})


def test_a_form_that_is_sent_twice_makes_one_seat(room, path):
    page = Client(**HALL).get(path)
    before = Participant.objects.count()
    seats = [come_in(path, key=key_in(page)).cookies["seat"].value for _ in range(2)]
    assert seats[0] == seats[1]
    assert Participant.objects.count() == before + 1


def test_a_form_that_is_sent_again_after_the_workshop_ended_still_has_its_seat(room, path):
    first = come_in(path, key="k" * 20)
    room.snapshot.workshop.update_and_bump_version(state="ended")
    again = join(room.snapshot.workshop, "official", key="k" * 20)
    assert first.cookies["seat"].value == seat_cookie(again)


def test_a_seat_that_has_moved_to_another_device_is_not_given_away_by_its_form(room):
    first = join(room.snapshot.workshop, "official", key="k" * 20)
    move_to_new_phone(first, by=room.users["eva"])
    again = Client(**HALL).post(f"/j/{room.snapshot.workshop.code}/", {**FORM, "key": "k" * 20})
    assert again.cookies["seat"].value.split(".")[0] != str(first.pk)


def test_each_view_of_the_form_has_a_key_and_a_token_of_its_own(path):
    first, second = Client(**HALL).get(path), Client(**HALL).get(path)
    assert key_in(first) != key_in(second)
    assert first.cookies["csrftoken"].value != second.cookies["csrftoken"].value
    assert "of-this-view" not in first.content.decode()


def test_the_form_of_a_browser_is_taken(path):
    browser = Client(enforce_csrf_checks=True, **HALL)
    page = browser.get(path)
    field = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]
    assert browser.post(path, {**FORM, "csrfmiddlewaretoken": field, "key": key_in(page)}).status_code == 302


def test_the_form_follows_the_workshop_and_the_language(room, path):
    assert "Gå in" in Client(**HALL).get(path).content.decode()
    assert "Come in" in Client(**HALL).get(path, headers={"accept-language": "en"}).content.decode()
    room.snapshot.workshop.update_and_bump_version(title="Another name")
    assert "Another name" in Client(**HALL).get(path).content.decode()


def guess(times):
    guesser = Client(**HALL)
    for number in range(times):
        guesser.get(f"/j/{number:06}/")


def comes_in_by(path, **at):
    page = Client(**{**HALL, **at}).get(path)
    return page.status_code == 200 and 'name="role"' in page.content.decode()


def test_thirty_typing_errors_of_others_do_not_shut_out_who_scans(room, path):
    guess(100)
    scanned = scan_url(room.snapshot.workshop.code).partition("/j/")[2]
    assert comes_in_by(f"/j/{scanned}")
    assert comes_in_by(path), "once it has been right here it tells nobody more"
    assert come_in(path).status_code == 302


def test_a_code_that_has_been_right_in_the_hall_goes_on_being_so(path):
    assert comes_in_by(path)
    guess(100)
    assert comes_in_by(path)


def test_a_typed_code_always_lets_in_who_knows_whose_workshop_it_is(room, path):
    guess(100)
    page = Client(**HALL).post("/", {"code": room.snapshot.workshop.code}, follow=True)
    assert "Vilken kommun?" in page.content.decode()
    assert comes_in_by(f"{path}?municipality={room.snapshot.workshop.municipality_id}")
    assert comes_in_by(path), "and then everybody else there"


def test_a_guess_is_answered_in_the_same_way_whether_the_code_is_right_or_not(path):
    guess(100)
    for query in ("", "?municipality=0114", "?q=0000000000"):
        pages = [Client(**HALL).get(f"{at}{query}") for at in (path, "/j/000000/")]
        assert [page.status_code for page in pages] == [200, 200]
        said = [
            re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode().replace(at, ""))
            for page, at in zip(pages, (path, "/j/000000/"), strict=True)
        ]
        assert said[0] == said[1]
        assert 'name="role"' not in said[0]


def test_an_ipv6_network_counts_as_one(path):
    for number in range(40):
        Client(REMOTE_ADDR=f"2001:db8:1:2::{number:x}").get(f"/j/{number:06}/")
    assert not comes_in_by(path, REMOTE_ADDR="2001:db8:1:2:ffff::1")
    assert comes_in_by(path, REMOTE_ADDR="2001:db8:1:3::1")


def test_people_come_in_also_when_the_counts_do_not_answer(path, monkeypatch):
    def silent(*_, **__):
        raise ConnectionError

    for name in ("get", "set", "add", "incr"):
        monkeypatch.setattr(cache, name, silent)
    assert comes_in_by(path)
    assert Client(**HALL).get("/j/000000/").status_code == 404


def test_another_address_types_as_before(path):
    guess(100)
    assert Client(REMOTE_ADDR="198.51.100.9").get(path).status_code == 200


def test_a_town_hall_comes_in_within_two_minutes_and_a_thousand_do_not(path, monkeypatch):
    now = door.joins_from.clock()
    monkeypatch.setattr(door.joins_from, "clock", lambda: now)
    monkeypatch.setattr(door.joins_into, "clock", lambda: now)
    assert all(come_in(path).status_code == 302 for _ in range(120))
    answers = [come_in(path) for _ in range(60)]
    refused = next(answer for answer in answers if answer.status_code != 302)
    assert refused.status_code == 429
    assert 'value="Anna"' in refused.content.decode(), "what was written is still there"
    monkeypatch.setattr(door.joins_from, "clock", lambda: now + 60)
    monkeypatch.setattr(door.joins_into, "clock", lambda: now + 60)
    assert come_in(path).status_code == 302


def test_a_full_workshop_says_so(room, path, monkeypatch):
    monkeypatch.setattr(attendance, "MAX_PEOPLE", Participant.objects.filter(workshop=room.snapshot.pk).count())
    page = come_in(path)
    assert page.status_code == 200 and "Fråga ledaren" in page.content.decode()


def test_nobody_more_comes_into_a_full_workshop_at_a_table_or_from_paper(room, monkeypatch):
    room.go("welcome")
    before = Participant.objects.filter(workshop=room.pk).count()
    monkeypatch.setattr(attendance, "MAX_PEOPLE", before)
    with pytest.raises(ActionRefused):
        room.act("table", "room.hand_over", role="official")
    ada = {"role": "official", "first_name": "Ada", "group": room.groups["a"]}
    page = client_of(room, "eva").post(f"/w/{room.pk}/paper/", ada)
    assert "de som har gått räknas" in page.content.decode() and 'value="Ada"' in page.content.decode()
    assert Participant.objects.filter(workshop=room.pk).count() == before
