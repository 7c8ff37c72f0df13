"""The leader prints before the day; the network is down for a while; a group keys in its sheet by keyboard."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.flows.devices import (
    DESK,
    begin_with_groups,
    go_to,
    is_accessible,
    make_workshop,
    open_desk,
    phone,
    screen,
    seats,
    sign_in,
)

pytestmark = pytest.mark.browser


def picture(page, name):
    """A picture of the page, where somebody wants to look at them."""
    if folder := os.environ.get("DIGIBAROMETER_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_from_the_printer_to_the_keyboard(server, browser):
    desk = screen(browser, server, **DESK)
    sign_in(desk)
    workshop = make_workshop(desk)
    desk.get_by_role("link", name="Skriv ut").click()
    is_accessible(desk, "print")
    picture(desk, "print")
    address = desk.get_by_role("link", name="Öppna PDF Frågekort", exact=True).get_attribute("href")
    pdf = desk.request.get(address)
    assert pdf.headers["content-type"] == "application/pdf" and pdf.body().startswith(b"%PDF-1.7")
    desk.get_by_label("Smågrupper").fill("7")
    desk.get_by_role("button", name="Räkna om").click()
    expect(desk.locator("li", has_text="Gruppblad")).to_contain_text("7 exemplar")

    code = open_desk(desk, workshop)
    one = phone(browser, server, code, "official")
    seats(server, code, 5)
    begin_with_groups(desk)
    go_to(desk, "Självskattning: ledning och styrning")
    desk.locator(".phase", has_text="I smågrupp").click()
    one.get_by_role("link", name="Skriv in från papper").click()
    is_accessible(one, "paper on a phone")
    picture(one, "paper-phone")
    one.get_by_role("link", name="0 av 5").first.click()
    keys = one.locator("input.key")
    keys.first.focus()
    for typed in "34-2":
        one.keyboard.type(typed)
        one.keyboard.press("Enter")
    expect(keys.last).to_be_focused()
    one.keyboard.type("9")
    one.keyboard.press("Enter")
    expect(one.get_by_role("button", name="Spara och gå vidare")).to_be_focused()
    one.keyboard.press("Enter")
    expect(one.get_by_text("Skriv en nivå från 1 till 5")).to_be_visible()
    is_accessible(one, "a level that is not there")
    picture(one, "sheet-phone")
    expect(keys.first).to_have_value("3")
    keys.last.fill("5")
    one.get_by_role("button", name="Spara", exact=True).click()
    expect(one.get_by_role("link", name="4 av 5")).to_be_visible()
    one.get_by_role("link", name="Tillbaka till workshopen").click()
    expect(one.get_by_role("navigation", name="Frågor").get_by_role("button", name="nivå 3")).to_be_visible()
    picture(one, "talk-phone")

    desk.locator(".phase", has_text="Alla tillsammans").click()
    desk.get_by_role("navigation", name="Frågor").get_by_role("button", name="Mål i vardagen").click()
    expect(desk.get_by_text("från papper").filter(visible=True).first).to_be_visible()
    picture(desk, "plenary-desk")
    leading = desk.context.new_page()
    leading.goto(f"/w/{workshop}/paper/")
    is_accessible(leading, "paper at the desk")
    picture(leading, "paper-desk")
    leading.get_by_label("Förnamn").fill("Rut")
    leading.get_by_role("button", name="Gå vidare till korten").click()
    is_accessible(leading, "cards")
    picture(leading, "card-desk")
