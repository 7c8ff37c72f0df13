"""Whoever says "I am done" sees it on their own phone, and can take it back there."""

import pytest
from playwright.sync_api import expect

from tests.flows.devices import (
    DESK,
    begin_with_groups,
    go_to,
    is_saved,
    make_workshop,
    open_desk,
    phone,
    rate,
    screen,
    sign_in,
)

pytestmark = pytest.mark.browser


def test_the_phone_says_how_many_are_done_and_what_comes_and_answers_can_be_changed(server, browser):
    desk = screen(browser, server, **DESK)
    sign_in(desk)
    workshop = make_workshop(desk)
    mine = phone(browser, server, open_desk(desk, workshop), "official")
    begin_with_groups(desk)
    go_to(desk, "Självskattning: ledning och styrning")
    done = mine.get_by_role("button", name="Jag är klar")
    expect(mine.get_by_role("button", name="Nästa fråga")).to_be_visible()
    expect(done).to_have_count(0)  # one thing to press at a time
    rate(mine, 3)
    expect(mine.get_by_role("heading", name="Du är klar")).to_be_focused()
    expect(mine.locator("#room_waiting")).to_contain_text("1 av 1 är klara")
    expect(mine.locator("#room_waiting")).to_contain_text("Sedan: i smågrupp, 9 min")
    expect(desk.locator("#desk_people")).to_contain_text("1 av 1")
    mine.get_by_role("button", name="Ändra mina svar").click()
    expect(done).to_have_count(1)
    expect(mine.locator("[data-page]:visible")).to_have_count(1)
    expect(desk.locator("#desk_people")).to_contain_text("0 av 1")
    is_saved(mine)
