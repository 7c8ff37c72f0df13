"""No page of ours stands in another page, but the projector's picture on the desk."""

import pytest

from tests.laws.pages import client_of, drawn_at_once


@pytest.fixture
def opened(room):
    """A page of the room, as somebody is answered."""

    def answer(who, page):
        secret = room.snapshot.workshop.board_secret
        return client_of(room, who).get(f"/w/{room.pk}/{page.format(secret=secret)}")

    with drawn_at_once():
        yield answer


def framed_by(response):
    [ancestors] = [
        part.split()[1:]
        for part in response["Content-Security-Policy"].split(";")
        if part.split()[0] == "frame-ancestors"
    ]
    return response["X-Frame-Options"], ancestors


def test_our_own_pages_may_frame_the_picture_of_the_board_that_a_leader_has(opened):
    response = opened("eva", "board/?glance=1")
    assert response.status_code == 200
    assert framed_by(response) == ("SAMEORIGIN", ["'self'"])


@pytest.mark.parametrize(
    ("who", "page"),
    [
        ("eva", "board/"),
        ("eva", "desk/"),
        ("anna", ""),
        ("anonymous", "board/?key={secret}"),
        ("anonymous", "board/?key={secret}&glance=1"),
        ("eva", "board/?key={secret}&glance=1"),
    ],
)
def test_no_page_may_frame_any_other(opened, who, page):
    response = opened(who, page)
    assert response.status_code == 200
    assert framed_by(response) == ("DENY", ["'none'"])


@pytest.mark.parametrize("who", ["anonymous", "anna", "greta", "superuser"])
def test_a_stranger_is_shown_nothing_of_the_board(opened, who):
    response = opened(who, "board/?glance=1")
    assert response.status_code in {302, 404}
    assert framed_by(response) == ("DENY", ["'none'"])
    assert b"board_top" not in response.content
