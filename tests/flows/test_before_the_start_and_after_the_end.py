"""The leader's desk before anything has begun and when all is over: what to do, and how the projector stands."""

import re

import pytest
from playwright.sync_api import expect

from tests.flows.devices import (
    DESK,
    begin,
    is_accessible,
    is_saved,
    make_workshop,
    open_board,
    open_desk,
    open_tool,
    screen,
    seats,
    sign_in,
)

pytestmark = pytest.mark.browser


def test_six_people_are_two_groups_once_the_projector_is_open_and_at_the_end_the_desk_says_what_comes(server, browser):
    desk = screen(browser, server, **DESK)
    sign_in(desk)
    workshop = make_workshop(desk)
    code = open_desk(desk, workshop)

    # the picture of the projector at the desk is no projector that has contact
    glance = desk.frame_locator("#glance")
    expect(glance.locator("#board_join")).to_contain_text(re.sub(r"(...)(...)", r"\1 \2", code))
    expect(glance.locator("#status")).to_contain_text("Allt är sparat")
    expect(desk.locator("#desk_board")).to_contain_text("Ingen projektor är ansluten")
    first = desk.locator(".start").get_by_role("link", name="Öppna projektorn")
    expect(first).to_have_class(re.compile("primary"))
    is_accessible(desk, "the desk before anything has begun")
    board = open_board(desk, workshop)
    is_saved(board)
    expect(desk.locator("#desk_start")).to_contain_text("Projektorn har kontakt")
    expect(first).not_to_have_class(re.compile("primary"))
    expect(desk.locator("#desk_board")).not_to_contain_text("Ingen projektor")

    seats(server, code, 6)
    expect(desk.locator("#desk_start")).to_contain_text("6 är här")
    sizes = ["1 – 6 i varje (förslag)", "2 – 3 i varje", "3 – 2 i varje"]
    expect(desk.get_by_label("Antal grupper").locator("option")).to_have_text(sizes)
    desk.get_by_role("button", name="Fler grupper").click()
    desk.locator("#make-groups").click()
    expect(desk.locator(".seats")).to_have_count(2)

    # the projector goes dark: the desk says so
    begin(desk)
    board.close()
    expect(desk.locator("#desk_board")).to_contain_text("Projektorn tappade kontakten")

    open_tool(desk, "ending").get_by_role("button", name="Avsluta workshopen").click()
    desk.locator("dialog button[value=yes]").click()
    expect(desk.get_by_role("heading", name="Vad gör ni nu?")).to_be_visible()
    desk.keyboard.press("Escape")
    is_accessible(desk, "the desk when all is over")
    desk.locator("#desk_foot").get_by_role("link", name="Se resultatet").click()
    desk.wait_for_url("**/result/")
