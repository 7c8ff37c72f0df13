"""Invited, and led by two: hand-over in the middle of a step, a second projector, somebody on a video link."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.flows.devices import (
    BOARD,
    DESK,
    begin,
    is_accessible,
    make_workshop,
    open_board,
    open_desk,
    phone,
    screen,
    sign_in,
)
from tests.flows.devices import run_inside as run

pytestmark = pytest.mark.browser

LISA, PASSWORD = "lisa@kommun.example", "en-lang-hemlighet-for-lisa"
ACCOUNT = f"""
import django; django.setup()
from digibarometer.accounts.models import Membership, User
from digibarometer.places.models import Municipality
lisa = User.objects.create_user("{LISA}", "{PASSWORD}", name="Lisa Lind")
Membership.objects.create(user=lisa, municipality=Municipality.objects.get(code="1880"))
"""
MEETING = "https://mote.kommun.example/rum/1"


def sign_in_as_lisa(page):
    page.goto("/accounts/login/")
    page.fill("[name=login]", LISA)
    page.fill("[name=password]", PASSWORD)
    page.locator("main form").get_by_role("button", name="Logga in", exact=True).click()
    page.wait_for_url("**/workshops/")


def test_two_lead_a_workshop_in_two_rooms_and_on_a_video_link(server, browser):
    run(server, ACCOUNT)
    eva = screen(browser, server, **DESK)
    sign_in(eva)
    workshop = make_workshop(eva, days=[date.today() + timedelta(days=7)])

    # who should be there, and what it costs when they are not
    eva.get_by_role("link", name="Bjud in").click()
    eva.get_by_label("Politik (nämnd eller styrelse): Kommer").fill("4")
    eva.get_by_label("Enhetschefer: Kommer").fill("6")
    eva.get_by_label("Bygglov: Kommer").fill("12")
    eva.get_by_role("button", name="Spara").last.click()
    expect(eva.get_by_text("Med färre än 5 politiker visas ingen egen bild för politikerna.")).to_be_visible()
    is_accessible(eva, "who should be there")

    # the invitation, and the page that it leads to
    eva.get_by_role("link", name="Inbjudan", exact=True).click()
    eva.locator("[name$=-place]").first.fill("Stadshuset, plan 3")
    eva.locator("[name$=-video]").first.fill(MEETING)
    eva.get_by_role("button", name="Spara platserna").click()
    expect(eva.locator(".letter")).to_contain_text("Stadshuset, plan 3")
    eva.locator("[name=addresses]").fill("Anna Ek <anna@ek.example>; Bo Ek <bo@ek.example>")
    eva.get_by_role("button", name="Lägg till adresserna").click()
    expect(eva.locator(".address", has_text="anna@ek.example")).to_be_visible()
    is_accessible(eva, "the invitation")
    anna = screen(browser, server, viewport={"width": 360, "height": 780})
    anna.goto(eva.locator("a[href*='/welcome/'][href$='/']").get_attribute("href"))
    expect(anna.get_by_text("Stadshuset, plan 3")).to_be_visible()
    assert anna.evaluate("document.documentElement.scrollWidth") <= 360
    is_accessible(anna, "the participants' page")

    # the presentation as a page, by keyboard; it stands still for who wants less motion
    anna.goto("/intro/")
    expect(anna.locator("[data-intro-page]:visible")).to_have_count(1)
    anna.keyboard.press("ArrowRight")
    expect(anna.get_by_text("2 av 7")).to_be_visible()
    expect(anna.get_by_role("button", name="Spela")).to_be_visible()
    is_accessible(anna, "the presentation")

    # two projectors by the same link, and the presentation on both
    code = open_desk(eva, workshop)
    board = open_board(eva, workshop)
    plan = eva.context.new_page()
    plan.goto(f"/w/{workshop}/plan/")
    link = plan.get_by_role("link", name=re.compile("Öppna projektorn")).first.get_attribute("href")
    second = screen(browser, server, viewport=BOARD)
    second.goto(link)
    begin(eva)
    far_away = phone(browser, server, code, "official")
    expect(far_away.get_by_role("link", name="Videomöte")).to_have_attribute("href", MEETING)
    eva.get_by_role("button", name="Visa presentationen på projektorn").click()
    for projector in (board, second):
        expect(projector.get_by_role("heading", name="Hur digital är vår planering och vårt byggande?")).to_be_visible()
    is_accessible(board, "the presentation on the board")
    eva.get_by_role("button", name="Avsluta presentationen").click()
    expect(second.get_by_text("Välkommen!")).to_be_visible()

    # Lisa is added while it goes on, and takes over in the middle of a step
    plan.goto(f"/w/{workshop}/people/")
    plan.locator("[name=user]").select_option(label="Lisa Lind")
    plan.get_by_role("button", name="Lägg till", exact=True).click()
    lisa = screen(browser, server, **DESK)
    sign_in_as_lisa(lisa)
    open_desk(lisa, workshop)
    for desk in (eva, lisa):
        expect(desk.locator(".led")).to_contain_text("Eva leder")
        expect(desk.locator(".led")).to_contain_text("Vid ledarbordet: Eva, Lisa Lind")
    lisa.locator(".desk-agenda li button").nth(2).click()
    expect(eva.locator(".led")).to_contain_text("Lisa Lind leder")
    expect(eva.locator(".led")).to_contain_text("gick vidare")
    expect(lisa.locator(".desk-agenda li button").nth(2)).to_have_attribute("aria-current", "step")
    step = lisa.locator("#desk_agenda form").first.get_attribute("data-phase")
    for page in (eva, board, second, far_away):
        expect(page.locator(f"[data-phase='{step}']").first).to_be_attached()

    # both press at once: one is told who was first, and the room stays where it is
    old = eva.locator("#desk_agenda form").first
    eva.evaluate("form => form.dataset.version = String(Number(form.dataset.version) - 1)", old.element_handle())
    old.locator("button").first.click()
    expect(eva.locator("#messages")).to_contain_text("Lisa Lind hann före")
    expect(board.locator(f"[data-phase='{step}']").first).to_be_attached()

    # Lisa is taken off those who lead, and nothing happens to the room
    plan.reload()
    plan.get_by_role("button", name="Ta bort Lisa Lind").click()
    plan.locator("dialog button[value=yes]").click()
    for desk in (eva, lisa):
        expect(desk.locator(".led")).to_have_count(0)
    expect(far_away.locator(f"[data-phase='{step}']").first).to_be_attached()
