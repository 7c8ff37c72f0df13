"""Paused after the first occasion and taken up days later: same seats, same groups; one has not come, one is new."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.flows.devices import (
    DESK,
    begin_with_groups,
    go_to,
    is_accessible,
    is_drawn,
    is_saved,
    make_workshop,
    open_board,
    open_desk,
    open_tool,
    phone,
    rate,
    screen,
    seats,
    sign_in,
)
from tests.flows.time_passes import pass_time

pytestmark = pytest.mark.browser

OTHERS = 7  # who have no browser here; with the four that have, enough for two groups
BETWEEN = timedelta(days=9)
FIRST, SECOND = "Självskattning: ledning och styrning", "Självskattning: kompetens och kultur"


def group_of(page):
    """The group that the phone says it sits in."""
    return re.search(r"Du sitter i (Grupp \d+)", page.locator("[id^=group_card]").inner_text())[1]


def opened_again(page, address):
    """Somebody opens the browser anew, days later, on the same phone."""
    context = page.context
    page.close()
    anew = context.new_page()
    anew.goto(address)
    is_saved(anew)
    return anew


def test_a_workshop_in_two_occasions(server, browser):
    first_day = date.today() + timedelta(days=1)
    desk = screen(browser, server, **DESK)
    sign_in(desk)
    workshop = make_workshop(desk, "tva-tillfallen", days=[first_day, first_day + BETWEEN])
    # the times of the plan follow the minutes as they are typed
    desk.locator("[name^=minutes-]").first.fill("34")
    expect(desk.locator("[data-clock]").nth(1)).to_have_text("09.20")
    expect(desk.locator("[data-ends]").first).to_have_text("12.35")
    is_accessible(desk, "the plan")
    code = open_desk(desk, workshop)
    board = open_board(desk, workshop)
    anna, bo, cilla, dan = (
        phone(browser, server, code, role) for role in ("manager", "official", "official", "politician")
    )
    seats(server, code, OTHERS)
    begin_with_groups(desk)
    sat = [group_of(page) for page in (anna, cilla, dan)]
    assert set(sat) <= {"Grupp 1", "Grupp 2"}
    go_to(desk, FIRST)
    for page in (anna, bo, cilla):
        rate(page, 3)
    expect(board.locator("#board_progress")).to_contain_text("3 av 11")

    # the room agrees on the first area, and so everyone sees what was agreed when the day is over
    desk.get_by_role("button", name="Hoppa över resten").click()
    desk.locator("dialog").get_by_role("button", name="Hoppa över resten").click()
    expect(desk.locator(".desk-agenda .now")).not_to_contain_text("ledning och styrning")
    is_drawn(desk)
    desk.get_by_role("button", name="Planera om resten").click()
    expect(desk.locator("#desk_rest")).to_contain_text("Förslag för resten")
    is_accessible(desk, "a proposal for the rest of the day")
    desk.locator("#desk_rest").get_by_role("button", name="Använd förslaget").click()
    expect(desk.locator("#desk_rest")).to_contain_text("Resten är omplanerad")

    # the first day is over
    open_tool(desk, "ending").get_by_role("button", name="Pausa till en annan dag").click()
    desk.locator("dialog").get_by_role("button", name="Pausa till en annan dag").click()
    for page in (anna, bo, cilla, dan):
        expect(page.get_by_text("Tack för i dag!")).to_be_visible()
        expect(page.locator("[data-until], [data-left]")).to_have_count(0)
        expect(page.get_by_text("din plats finns kvar")).to_be_visible()
    is_accessible(anna, "a phone between two occasions")
    expect(anna.locator("#room_so_far")).to_contain_text("Till nästa gång")
    expect(anna.locator("#room_so_far")).to_contain_text("Självskattning: kompetens och kultur")
    expect(desk.locator("#desk_so_far")).to_contain_text("Det här gör ni som leder till dess")
    expect(board.get_by_text("Tack för i dag!")).to_be_visible()
    expect(desk.get_by_text("Workshopen är pausad till en annan dag.")).to_be_visible()

    # nine days pass; the server has been stopped meanwhile, Bo does not come, Cilla never closed her page
    bo.close()
    desk.close()
    server.stop()
    pass_time(server, workshop, BETWEEN)
    server.start()
    server.wait()
    is_saved(cilla)
    expect(cilla.get_by_text("Tack för i dag!")).to_be_visible()
    cookie = next(cookie for cookie in anna.context.cookies() if cookie["name"] == "seat")
    anna = opened_again(anna, f"/j/{code}/")  # scans the code again
    dan = opened_again(dan, f"/w/{workshop}/")  # opens the same link
    assert cookie["value"] == next(one["value"] for one in anna.context.cookies() if one["name"] == "seat")
    for page in (anna, dan):
        assert page.url.endswith(f"/w/{workshop}/"), "asked who they are once more"

    # the leader goes on with the second occasion
    desk = board.context.new_page()
    desk.goto(f"/w/{workshop}/desk/")
    expect(desk.get_by_text("Workshopen är pausad till en annan dag.")).to_be_visible()
    desk.get_by_role("button", name="Fortsätt", exact=True).click()
    expect(desk.get_by_text("Workshopen är pausad till en annan dag.")).to_have_count(0)
    go_to(desk, "Välkommen tillbaka")
    for page in (anna, cilla, dan):
        expect(page.get_by_text("Du sitter i Grupp")).to_be_visible()
    assert [group_of(page) for page in (anna, cilla, dan)] == sat
    expect(board.locator("#board_join")).to_contain_text("3 är här")

    # all see where they were, and the leader which of them are missing and that the groups stand
    expect(anna.locator("#room_so_far")).to_contain_text("Här är vi")
    expect(desk.locator("#leader_groups")).to_contain_text("Grupperna är som förra gången")
    expect(desk.locator("#leader_groups")).to_contain_text("8 personer från förra gången är inte här.")

    # one is new, and comes into a group that is there
    eva = phone(browser, server, code, "official")
    assert group_of(eva) in {"Grupp 1", "Grupp 2"}
    expect(board.locator("#board_join")).to_contain_text("4 är här")
    expect(desk.locator("#desk_top")).to_contain_text("4")

    expect(desk.locator("#leader_groups")).to_contain_text("1 person är ny.")
    desk.locator("#desk-next").click()
    expect(board.locator("#board_so_far")).to_contain_text("Här är vi")

    # they rate together; Bo is waited for by nobody
    go_to(desk, SECOND)
    for page in (anna, dan, cilla, eva):
        rate(page, 4)
    expect(board.locator("#board_progress")).to_contain_text("4 av 4")
    expect(anna.get_by_text("Du är klar")).to_be_visible()

    # and what was said on the first day is still theirs
    go_to(desk, FIRST)
    anna.locator("[data-to]:visible, [data-back]:visible").first.click()
    expect(anna.locator("button[value='3'][aria-pressed=true]").first).to_be_attached()
    expect(anna.locator("button.level[aria-pressed=true]")).to_have_count(5)
