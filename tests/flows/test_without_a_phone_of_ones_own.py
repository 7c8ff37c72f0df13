"""Somebody has no phone, came in from two, or filled in cards: each is seen to in a few taps, and nothing is lost."""

import pytest
from playwright.sync_api import expect

from tests.flows.a_room_with_spies import Person
from tests.flows.devices import DESK, PHONE, count_taps, screen
from tests.flows.test_hosting_the_room import TABLE_OF, run_inside

pytestmark = pytest.mark.browser

NOT_HERE = "inte på den här skärmen"


@pytest.fixture(scope="module")
def room(served, chromium):
    """A workshop that rates alone: (the server, the numbers of it, Anna's seat, the leader's laptop)."""
    server, numbers = served
    anna = Person(server, numbers["code"], numbers["workshop"], "Anna")
    desk = screen(chromium, server, **DESK)
    name, value = numbers["leader"].split("=")
    desk.context.add_cookies([{"name": name, "value": value, "url": server.address}])
    return server, numbers, anna, desk


def phone_of(chromium, server, numbers, person):
    """The phone that has somebody's seat."""
    page = screen(chromium, server, **PHONE)
    name, value = person.cookie.split("=")
    address = f"{server.address}/w/{numbers['workshop']}/"
    page.context.add_cookies([{"name": name, "value": value, "url": address}])
    page.goto(address)
    return page


def test_who_has_no_phone_answers_at_the_table_after_two_taps_and_leaves_it_by_one(room, chromium):
    server, numbers, anna, _ = room
    _, path = run_inside(server, TABLE_OF.format(workshop=numbers["workshop"], person=anna.number)).split()
    table = screen(chromium, server, viewport={"width": 1180, "height": 820})
    table.goto(path)
    taps = count_taps(table)
    table.get_by_text("Lämna över till någon").click()
    table.locator("#newcomer").get_by_role("button", name="Tjänsteperson").click()
    level = table.locator("[data-page]:visible button.level").nth(3)
    expect(level).to_be_visible()
    assert taps() == 2, "no name, no code, and no phone says yes"
    level.click()
    expect(level).to_have_attribute("aria-pressed", "true")
    table.get_by_role("button", name="Jag är klar: släck skärmen").click()
    expect(table.get_by_text("Lämna över till någon")).to_be_visible()
    assert taps() == 4, "one for the answer, and one to leave it to the next"


def test_two_seats_of_one_person_are_one_after_three_taps_and_the_phone_goes_on(room, chromium):
    server, numbers, anna, desk = room
    first, second, *_ = numbers["questions"]
    again = Person(server, numbers["code"], numbers["workshop"], "Anna igen")
    anna.rates({first: 4})
    again.rates({second: 2})
    phone = phone_of(chromium, server, numbers, anna)
    desk.goto(f"/w/{numbers['workshop']}/people/")
    taps = count_taps(desk)
    desk.get_by_role("link", name=f"Deltagare {anna.number}", exact=True).click()
    desk.get_by_label("Den andra platsen").select_option(str(again.number))
    desk.get_by_role("button", name="Slå ihop").click()
    desk.locator("dialog button[value=yes]").click()
    expect(desk.get_by_text("De två platserna är nu en", exact=False)).to_be_visible()
    assert taps() == 3, "who it is, one that is chosen in a list, make them one, and yes"
    expect(phone.locator("#my_ratings")).to_contain_text(NOT_HERE)
    expect(phone.locator("#my_ratings [data-chosen='assessment.rate'][value='4']")).to_have_count(1)
    expect(phone.locator("#my_ratings [data-chosen='assessment.rate'][value='elsewhere']")).to_have_count(1)


def test_a_card_on_paper_is_keyed_in_by_digits_and_enter_and_a_phone_says_that_it_was(room, chromium):
    server, numbers, anna, desk = room
    phone = phone_of(chromium, server, numbers, anna)
    desk.goto(f"/w/{numbers['workshop']}/paper/")
    taps = count_taps(desk)
    desk.get_by_label("Förnamn").fill("Rut")
    desk.get_by_role("button", name="Gå vidare till korten").click()
    keys_in(desk, "34-25")
    expect(desk.get_by_text("Sparat.")).to_be_visible()
    assert taps() == 1, "a name and on; the rest is digits and Enter"
    desk.get_by_text("Någon som redan är med").click()
    desk.locator(f"a[href*='/card/{anna.number}/']").click()
    assert taps() == 3, "the list of those who are here, and who it is"
    expect(desk.locator("input.key").first).to_have_value("")
    keys_in(desk, "11111")
    expect(desk.get_by_text("Sparat.")).to_be_visible()
    expect(phone.locator("#my_ratings [data-chosen='assessment.rate'][value='elsewhere']")).to_have_count(5)


def keys_in(desk, levels):
    """A level and Enter for each question, and Enter once more where the button is."""
    desk.locator("input.key").first.focus()
    for level in levels:
        desk.keyboard.type(level)
        desk.keyboard.press("Enter")
    desk.get_by_role("button", name="Spara", exact=True).focus()
    desk.keyboard.press("Enter")
