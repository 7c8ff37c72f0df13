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
    screen,
    sign_in,
)

pytestmark = pytest.mark.browser


def test_the_button_says_what_pressing_it_again_does(server, browser):
    desk = screen(browser, server, **DESK)
    sign_in(desk)
    workshop = make_workshop(desk)
    mine = phone(browser, server, open_desk(desk, workshop), "official")
    begin_with_groups(desk)
    go_to(desk, "Självskattning: ledning och styrning")
    button = mine.locator("#my_ready button")
    expect(button).to_have_text("Jag är klar")
    button.click()
    expect(button).to_have_text("Jag behöver lite mer tid")
    expect(desk.locator("#desk_people")).to_contain_text("1 av 1")
    button.click()
    expect(button).to_have_text("Jag är klar")
    expect(desk.locator("#desk_people")).to_contain_text("0 av 1")
    is_saved(mine)
