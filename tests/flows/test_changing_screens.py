"""Anna changes phones, and uses the table's screen: as easy as scanning a code, and nobody else reads her answers."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.flows.devices import (
    DESK,
    begin_with_groups,
    count_taps,
    go_to,
    is_accessible,
    make_workshop,
    open_desk,
    phone,
    screen,
    seats,
    sign_in,
)
from tests.flows.test_hosting_the_room import TABLE_OF, run_inside

pytestmark = pytest.mark.browser

STEP = "Självskattning: ledning och styrning"
PICTURES = os.environ.get("PICTURES")  # a folder, where somebody wants to look


def looked_at(page, name):
    """axe finds nothing; and a picture, where somebody wants to look."""
    is_accessible(page, name)
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png")


@pytest.fixture
def room(server, browser):
    """Anna has answered the first question; (desk, her phone, the table's screen, the workshop's number, hers)."""
    desk = screen(browser, server, **DESK)
    sign_in(desk)
    workshop = make_workshop(desk)
    anna = phone(browser, server, open_desk(desk, workshop), "official")
    seats(
        server,
        desk.locator("body").evaluate("() => document.body.innerText.match(/\\d{3} \\d{3}/)[0].replace(' ', '')"),
        3,
    )
    begin_with_groups(desk)
    go_to(desk, STEP)
    level = anna.locator("[data-page]:visible button.level").nth(3)
    level.click()
    expect(level).to_have_attribute("aria-pressed", "true")
    person = int(next(one["value"] for one in anna.context.cookies() if one["name"] == "seat").split(".")[0])
    _, path = run_inside(server, TABLE_OF.format(workshop=workshop, person=person)).split()
    table = screen(browser, server, viewport={"width": 1180, "height": 820})
    table.goto(path)
    return desk, anna, table, workshop, person


def transfer_path(server):
    """Where the QR code on the old phone leads."""
    link = run_inside(
        server,
        "import django; django.setup()\n"
        "from digibarometer.workshops.models import SeatTransfer\n"
        "from digibarometer.workshops.seat_transfer import transfer_url\n"
        "print(transfer_url(SeatTransfer.objects.get()))",
    )
    return "/" + link.strip().split("/", 3)[3]


def chosen(page):
    return page.locator("[data-page] button.level[aria-pressed=true]")


def test_a_new_phone_scans_the_old_one_which_says_yes_and_all_answers_come_along(room, server, browser):
    _, old, _, workshop, _ = room
    new = screen(browser, server, viewport={"width": 390, "height": 844})
    on_old, on_new = count_taps(old), count_taps(new)
    old.get_by_role("link", name="Annan telefon").click()
    old.get_by_role("button", name="Visa en QR-kod").click()
    looked_at(old, "old-phone-qr")
    new.goto(transfer_path(server))
    looked_at(new, "new-phone")
    new.get_by_role("button", name="Fråga min gamla telefon").click()
    number = new.locator(".big").inner_text()
    expect(old.locator(".big")).to_have_text(number)
    looked_at(old, "old-phone-asked")
    looked_at(new, "new-phone-waits")
    old.get_by_role("button", name="Ja, den är min").click()
    new.get_by_role("button", name="Ja, fortsätt här").click()
    expect(chosen(new)).to_have_count(1)
    assert (on_old(), on_new()) == (3, 2), "show a code, and yes to the number; scan it, ask, go on: nothing is typed"
    old.goto(f"/w/{workshop}/")
    expect(old.locator("#screen")).to_have_count(0)


@pytest.mark.slow
def test_the_old_phone_may_say_no_and_the_new_one_is_told(room, server, browser):
    _, old, _, _, _ = room
    old.get_by_role("link", name="Annan telefon").click()
    old.get_by_role("button", name="Visa en QR-kod").click()
    new = screen(browser, server, viewport={"width": 390, "height": 844})
    new.goto(transfer_path(server))
    new.get_by_role("button", name="Fråga min gamla telefon").click()
    old.get_by_role("button", name="Nej").click()
    expect(new.get_by_role("heading")).to_contain_text("gäller inte")
    expect(old.get_by_role("button", name="Visa en QR-kod")).to_be_visible()


def test_a_lost_phone_is_replaced_by_the_leaders_link_which_shows_no_answer(room, server, browser):
    desk, old, _, workshop, person = room
    people = desk.context.new_page()
    people.goto(f"/w/{workshop}/people/{person}/")
    looked_at(people, "person")
    by_leader = count_taps(people)
    people.get_by_role("button", name="Gör en länk").click()
    looked_at(people, "person-link")
    link = people.locator("[data-copy]").get_attribute("data-copy")
    new = screen(browser, server, viewport={"width": 390, "height": 844})
    on_new = count_taps(new)
    new.goto("/" + link.split("/", 3)[3])
    looked_at(new, "lost-phone")
    new.get_by_role("button", name="Ja, fortsätt här").click()
    expect(new.locator("#my_ratings")).to_contain_text("inte på den här skärmen")
    expect(new.locator(".steps")).to_have_attribute("aria-label", "Fråga 2 av 5, 1 besvarade")
    expect(chosen(new)).to_have_count(0)
    looked_at(new, "lost-phone-inside")
    assert (by_leader(), on_new()) == (1, 1), "the leader makes a link; who scans it says yes once"
    expect(old.get_by_role("heading", name="Den här platsen är inte längre din")).to_be_visible()


def test_the_table_asks_annas_phone_and_shows_none_of_her_answers(room):
    _, anna, table, _, person = room
    on_table, on_phone = count_taps(table), count_taps(anna)
    table.get_by_text("Lämna över till någon").click()
    table.locator(f"form[data-do='room.hand_over'] button[value='{person}']").click()
    expect(table.locator("#group_hand_over")).to_contain_text("tryck Ja på din telefon")
    looked_at(table, "table-asks")
    looked_at(anna, "phone-is-asked")
    anna.get_by_role("button", name="Ja, det är jag").click()
    expect(table.locator("#my_ratings")).to_contain_text("inte på den här skärmen")
    expect(chosen(table)).to_have_count(0)
    looked_at(table, "table-answers")
    assert (on_table(), on_phone()) == (2, 1), "her name, and yes on her own phone"
    table.locator("[data-page]:visible button.level").nth(1).click()
    expect(chosen(table)).to_have_count(1)
    table.get_by_role("button", name="Jag är klar: släck skärmen").click()
    expect(chosen(table)).to_have_count(0)


@pytest.mark.slow
def test_a_table_that_nobody_touches_is_blanked(room):
    _, anna, table, _, person = room
    table.clock.install()
    table.reload()
    table.get_by_text("Lämna över till någon").click()
    table.locator(f"form[data-do='room.hand_over'] button[value='{person}']").click()
    anna.get_by_role("button", name="Ja, det är jag").click()
    expect(table.locator("#my_ratings")).to_be_visible()
    table.clock.run_for(170_000)
    expect(table.locator("#my_ratings")).to_be_visible()
    table.clock.run_for(20_000)
    expect(table.locator("#my_ratings")).to_have_count(0)
