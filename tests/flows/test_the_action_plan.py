"""A leader, a projector and three phones: from proposals to a plan, and an owner who says how it goes a year later."""

import re

import pytest
from playwright.sync_api import expect

from tests.flows.devices import (
    BOARD,
    DESK,
    begin_with_groups,
    go_to,
    is_accessible,
    is_saved,
    make_workshop,
    open_board,
    open_desk,
    others_vote,
    phone,
    screen,
    sign_in,
)

pytestmark = pytest.mark.browser
FIRST, SECOND, THIRD = "Rita om kartan", "Öva en dag utan system", "Mät hur lång tid ett ärende tar"


def phase(desk, words):
    """The leader goes to a phase of the step by what is said of it."""
    desk.locator(f"button.phase[title*='{words}']").click()
    expect(desk.locator(f"button.phase.now[title*='{words}']")).to_be_visible()


def write(page, text):
    page.locator("form.write textarea").fill(text)
    page.locator("form.write textarea").press("Enter")
    expect(page.locator("#screen")).to_contain_text(text)
    is_saved(page)


def dots(page, text, number, times=1):
    """Somebody puts dots on a proposal, some by pressing twice."""
    button = page.locator(".choice-card", has_text=text).get_by_role("button", name=f"{number} prick")
    for _ in range(times):
        button.click()
    is_saved(page)


def weigh(page, text, effect, effort):
    card = page.locator(".weighing li", has_text=text)
    for side, level in (("effect", effect), ("effort", effort)):
        card.locator(f"form[data-on={side}] button[value='{level}']").click()
    is_saved(page)


def test_from_proposals_to_a_plan_that_is_followed(server, browser):
    desk = screen(browser, server, **DESK)
    sign_in(desk)
    workshop = make_workshop(desk)
    code = open_desk(desk, workshop)
    board = open_board(desk, workshop)
    phones = [phone(browser, server, code, role) for role in ("politician", "manager", "official")]
    begin_with_groups(desk)

    go_to(desk, "Aktiviteter")
    for page, text in zip(phones, (FIRST, SECOND, THIRD), strict=True):
        write(page, text)
        expect(page.locator("#screen li.note")).to_have_count(1)
    is_accessible(phones[0], "a phone that proposes")

    phase(desk, "sätter alla prickar")
    expect(phones[0].locator("#screen")).to_contain_text(THIRD)
    poll = desk.locator("form[data-do='notes.set_poll']")
    poll.locator("[name=dots]").fill("3")
    poll.locator("[name=most]").fill("2")
    poll.get_by_role("button").click()
    dots(phones[0], FIRST, 2, times=2)
    dots(phones[0], SECOND, 1, times=2)
    dots(phones[0], THIRD, 1)
    expect(phones[0].locator("#messages")).to_contain_text("prickar kvar")
    dots(phones[1], FIRST, 2)
    dots(phones[2], SECOND, 2)
    others_vote(server, code, phones[0].locator(".choice-card", has_text=FIRST).locator("form"), 2)
    is_accessible(phones[0], "the ballot")
    desk.locator("form[data-do='notes.set_poll'] button[value=false]").click()
    expect(board.locator(".bars > li")).to_have_count(2)
    expect(board.locator(".bars > li").first).to_contain_text("6")
    is_accessible(desk, "the desk with the short list")

    phase(desk, "Väg de högst åtta")
    for page in phones:
        expect(page.locator(".weighing li.card")).to_have_count(2)
        weigh(page, FIRST, 5, 1)
        weigh(page, SECOND, 4, 4)
    expect(board.locator("#board_weighing")).to_contain_text("3 av 5")
    is_accessible(phones[0], "a phone that weighs")

    phase(desk, "ge varje aktivitet en ägare")
    first = desk.locator(".activity", has_text=FIRST)
    expect(first).to_contain_text("För få har vägt den")  # three are too few to be shown
    for side, level in (("effect", 5), ("effort", 1)):
        first.locator(f"form[data-do='activities.set_weight'][data-on={side}] button[value='{level}']").click()
    expect(board.locator("#board_matrix svg")).to_be_visible()
    expect(board.locator("#board_matrix")).to_contain_text("Snabba vinster")
    is_accessible(board, "the matrix on the board")

    first.get_by_role("button", name="Välj till planen").click()
    expect(first).to_contain_text("Vald")
    first.get_by_label("Ägare: en roll eller en enhet").fill("Kartenheten")
    first.get_by_label("Första steget").fill("Boka ett möte")
    first.get_by_label("Klart senast").fill("2027-03-01")
    is_saved(desk)
    is_accessible(desk, "the desk with the matrix")
    desk.get_by_role("button", name="Visa planen på projektorn").click()
    expect(board.locator("#board_plan")).to_contain_text("Kartenheten")
    expect(board.locator("#board_plan")).to_contain_text("1 mars 2027")
    expect(phones[2].locator("#room_plan")).to_contain_text("Boka ett möte")
    is_accessible(board, "the plan on the board")
    is_accessible(phones[2], "the plan on a phone")

    follow(server, browser, desk, workshop)


def follow(server, browser, desk, workshop):
    """The plan stands on the result page and in the report; the owner says how it goes by a link."""
    desk.goto(f"/w/{workshop}/result/")
    expect(desk.locator("section", has=desk.locator("#plan"))).to_contain_text(FIRST)
    is_accessible(desk, "the result with the plan")
    report = desk.get_by_role("link", name="Rapport som PDF").get_attribute("href")
    answer = desk.request.get(report)
    assert answer.ok and answer.body().startswith(b"%PDF")

    desk.get_by_role("link", name="Följ planen").click()
    is_accessible(desk, "the plan")
    desk.get_by_role("link", name=re.compile("Berätta hur det går")).click()
    is_accessible(desk, "an activity of the plan")
    desk.get_by_label("Påminn ägaren med e-post").fill("karta@kommun.example")
    desk.get_by_role("button", name="Spara").click()
    desk.get_by_role("link", name=re.compile("Berätta hur det går")).click()
    link = desk.locator("[data-copy]").get_attribute("data-copy")

    owner = screen(browser, server, viewport=BOARD)
    owner.goto(re.sub(r"^https?://[^/]+", "", link))
    expect(owner.locator("main")).to_contain_text("Boka ett möte")
    is_accessible(owner, "the owner's page")
    owner.get_by_label("Pågår").check()
    owner.get_by_label("Vad har hänt, eller vad är i vägen?").fill("Mötet är hållet")
    owner.get_by_role("button", name="Spara").click()
    expect(owner.locator(".messages")).to_contain_text("Tack")

    desk.goto(f"/w/{workshop}/action-plan/")
    expect(desk.locator(".plan-list")).to_contain_text("Mötet är hållet")
    owner.get_by_role("button", name="Stoppa breven").click()
    expect(owner.locator("main")).to_contain_text("Du får inga brev")
