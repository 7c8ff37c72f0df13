"""The self-assessment as it is heard and typed: names, roles and what is said aloud, from rating to plenary."""

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


def test_rating_group_and_plenary_by_ear_and_keyboard(server, browser):
    desk = screen(browser, server, **DESK)
    sign_in(desk)
    workshop = make_workshop(desk)
    code = open_desk(desk, workshop)
    one, *others = [phone(browser, server, code, role) for role in ("official", "manager", "politician", "official")]
    begin_with_groups(desk)
    go_to(desk, "Självskattning: ledning och styrning")
    expect(one.locator("#said")).to_contain_text("Självskattning")

    # rating: each question is a named form of buttons; Enter chooses, and the next heading is what is heard next
    for number in range(5):
        page = one.locator("[data-page]:visible")
        heading = page.get_by_role("heading", level=2)
        form = one.get_by_role("form", name=heading.inner_text())
        expect(form.get_by_role("button")).to_have_count(6)
        form.get_by_role("button", name="På väg").focus()
        one.keyboard.press("Enter")
        expect(form.get_by_role("button", name="På väg")).to_have_attribute("aria-pressed", "true")
        expect(page.locator(".kicker")).to_contain_text(f"{number + 1} av 5")
        one.locator("[data-next]:visible").focus()
        one.keyboard.press("Enter")
    expect(one.get_by_role("heading", name="Du är klar")).to_be_focused()
    for page in others:
        rate(page, 2)

    # the group: the list of questions is a landmark, the spread says people in words, agreeing turns the page
    desk.locator(".phase", has_text="I smågrupp").click()
    questions = one.get_by_role("navigation", name="Frågor")
    expect(questions.get_by_role("button", name="Mål i vardagen")).to_have_attribute("aria-current", "true")
    shown = one.get_by_role("region").filter(visible=True)
    expect(shown.get_by_role("img", name="3 personer")).to_be_visible()
    one.get_by_role("button", name="Vi enas om nivå 2").focus()
    one.keyboard.press("Enter")
    one.get_by_role("button", name="Nästa fråga").press("Enter")
    expect(one.locator(".talk:visible h2")).to_be_focused()
    expect(questions.get_by_role("button", name="nivå 2")).to_have_count(1)
    is_saved(one)

    # plenary: the desk's levels are a named form, and the list tells what is left
    desk.locator(".phase", has_text="Alla tillsammans").click()
    levels = desk.get_by_role("form", name="Vad rummet enas om")
    levels.get_by_role("button", name="2 Prövar").focus()
    desk.keyboard.press("Enter")
    expect(desk.locator("#desk_next_question")).to_contain_text("4 frågor har ingen nivå än")

    # who goes on by the arrow is asked first, since four questions have no level; saying no changes nothing
    desk.get_by_role("heading", level=2).first.click()
    desk.keyboard.press("ArrowRight")
    asked = desk.get_by_role("dialog")
    expect(asked).to_contain_text("Ni har inte satt nivå på 4 frågor")
    asked.locator("button[value=no]").click()
    expect(desk.locator(".phase[aria-current]")).to_contain_text("Alla tillsammans")
    desk.locator("#desk-next").click()
    asked.locator("button[value=yes]").click()
    expect(desk.locator(".desk-agenda .now")).not_to_contain_text("ledning och styrning")
