"""Who signs out is signed out: the cookie opens nothing any more, and desks that are open lose their seat."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from digibarometer.accounts import sessions
from digibarometer.running.scheduled_jobs import JOBS
from digibarometer.workshops.seats import BoardSeat, LeaderSeat, find_seat, refresh_seat
from tests.laws.pages import client_of, drawn_at_once

OLD, NEW = "en-lang-hemlighet-for-eva", "en-annan-lang-hemlighet"


@pytest.fixture
def eva(room):
    """Eva with a password, and two browsers that she is signed in from."""
    user = room.users["eva"]
    user.set_password(OLD)
    user.save()
    return user


def copy_of(client):
    """A browser with the same cookies: as if somebody had copied them."""
    made = Client()
    made.cookies["sessionid"] = client.cookies["sessionid"].value
    return made


def cookies_of(client):
    return {"sessionid": client.cookies["sessionid"].value}


def is_in(client, room):
    return client.get(f"/w/{room.pk}/people/").status_code == 200


def test_after_signing_out_the_old_cookie_opens_nothing(room, eva):
    here, elsewhere = client_of(room, "eva"), client_of(room, "eva")
    copied, kept = copy_of(here), cookies_of(here)
    assert is_in(copied, room)
    here.post("/accounts/logout/")
    assert not is_in(copied, room)
    assert find_seat("desk", room.pk, kept) is None
    assert is_in(elsewhere, room), "on another device she did not sign out"


def test_changing_the_password_signs_out_all_other_devices(room, eva):
    here, elsewhere = client_of(room, "eva"), client_of(room, "eva")
    sitting = find_seat("desk", room.pk, cookies_of(elsewhere))
    changed = here.post("/accounts/password/change/", {"oldpassword": OLD, "password1": NEW, "password2": NEW})
    assert changed.status_code == 302
    assert is_in(here, room)
    assert not is_in(elsewhere, room)
    assert refresh_seat(sitting, -1) is None


def test_an_open_desk_and_an_open_board_lose_their_seats_when_their_session_ends(room, eva):
    here, elsewhere = client_of(room, "eva"), client_of(room, "eva")
    desk, board = (find_seat(kind, room.pk, cookies_of(here)) for kind in ("desk", "board"))
    other = find_seat("desk", room.pk, cookies_of(elsewhere))
    by_link = find_seat("board", room.pk, {}, f"key={room.snapshot.workshop.board_secret}")
    assert all(refresh_seat(one, -1) for one in (desk, board, other, by_link))
    here.post("/accounts/logout/")
    assert refresh_seat(desk, -1) is None
    assert refresh_seat(board, -1) is None
    assert isinstance(refresh_seat(other, -1), LeaderSeat)
    assert isinstance(refresh_seat(by_link, -1), BoardSeat), "the projector's own link is nobody's session"


def test_no_page_and_no_screen_writes_a_session(room, eva):
    client = client_of(room, "eva")
    with drawn_at_once(), CaptureQueriesContext(connection) as asked:
        for path in (
            "/workshops/",
            f"/w/{room.pk}/plan/",
            f"/w/{room.pk}/desk/",
            f"/j/{room.snapshot.workshop.code}/",
            "/",
        ):
            assert client.get(path).status_code == 200
            assert Client().get(path).status_code in {200, 302}
        find_seat("desk", room.pk, cookies_of(client))
    eva.set_password(NEW)
    eva.save()
    with CaptureQueriesContext(connection) as more:
        assert find_seat("desk", room.pk, cookies_of(client)) is None, (
            "also one whose password has changed is only read"
        )
    assert not [
        one["sql"] for one in (*asked, *more) if re.match(r"(INSERT|UPDATE|DELETE).*django_session", one["sql"])
    ]


def test_sessions_that_have_run_out_are_deleted_with_what_is_due(room, eva):
    old, kept = client_of(room, "eva"), client_of(room, "eva")
    Session.objects.filter(pk=old.cookies["sessionid"].value).update(expire_date=timezone.now())
    assert sessions.clear_expired in JOBS
    sessions.clear_expired()
    assert {one.pk for one in Session.objects.all()} == {kept.cookies["sessionid"].value}


def test_a_cookie_of_the_time_before_the_database_kept_sessions_only_asks_to_sign_in(room):
    client = Client()
    client.cookies["sessionid"] = "eyJhIjoxfQ:1vKQ9Z:" + "x" * 300
    assert client.get(f"/w/{room.pk}/people/")["location"].startswith("/accounts/login/")
    assert find_seat("desk", room.pk, cookies_of(client)) is None
