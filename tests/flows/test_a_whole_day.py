"""A leader, a projector and six phones in real Chromium: from making the workshop to opening the report."""

import ast
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.flows.devices import (
    DESK,
    begin_with_groups,
    go_to,
    is_accessible,
    is_saved,
    make_workshop,
    open_board,
    open_desk,
    open_tool,
    phone,
    rate,
    run_inside,
    screen,
    sign_in,
)
from tests.flows.time_passes import pass_time

pytestmark = pytest.mark.browser

TUNNEL = timedelta(minutes=10)
PHONES = ["politician", "politician", "manager", "official", "official", "official"]


KEPT = """
import django; django.setup()
from digibarometer.exercises.assessment.models import Rating
print(sorted(Rating.objects.values_list("participant", "question", "level")))
"""


def ratings(server):
    """What the database holds: who answered what."""
    return ast.literal_eval(run_inside(server, KEPT).splitlines()[-1])


def test_a_workshop_from_making_it_to_the_report(server, browser):
    desk = screen(browser, server, **DESK)
    desk.goto("/accounts/login/")
    is_accessible(desk, "signing in")
    sign_in(desk)
    is_accessible(desk, "my workshops")

    desk.goto("/workshops/new/")
    is_accessible(desk, "a new workshop")
    workshop = make_workshop(desk)
    is_accessible(desk, "the plan")

    code = open_desk(desk, workshop)
    board = open_board(desk, workshop)
    expect(board.locator(".code").first).to_contain_text(f"{code[:3]} {code[3:]}")
    is_accessible(board, "the way in on the board")

    phones = [phone(browser, server, code, role) for role in PHONES]
    expect(board.locator("#board_join")).to_contain_text("6 är här")
    is_accessible(phones[0], "a phone that waits")

    begin_with_groups(desk)
    expect(phones[0].get_by_text("Du sitter i Grupp 1")).to_be_visible()
    is_accessible(desk, "the desk with groups")

    go_to(desk, "Självskattning: ledning och styrning")
    for page, level in zip(phones[:5], [3, 3, 2, 2, 4], strict=True):
        rate(page, level)
    is_accessible(phones[5], "a phone that rates")
    is_accessible(board, "the board while people rate")
    expect(board.locator("#board_progress")).to_contain_text("5 av 6")

    # one is in a tunnel for ten minutes; meanwhile the server is killed, and comes back
    phones[5].clock.install()
    phones[5].context.set_offline(True)
    phones[5].locator("[data-page]:visible button[value='2']").click()
    expect(phones[5].locator("#status")).to_contain_text("1 väntar på att sparas")
    before = ratings(server)
    server.kill()
    pass_time(server, workshop, TUNNEL)
    phones[5].clock.fast_forward(TUNNEL.seconds * 1000)
    server.start()
    server.wait()
    for page in (*phones[:5], desk, board):
        is_saved(page) if page is not board else expect(page.locator("#status")).to_have_attribute(
            "data-state", "saved"
        )
    assert len(before) == 25 and ratings(server) == before, "what was acknowledged is kept"
    expect(phones[0].locator("[data-until].over")).to_contain_text("0:00")  # its six minutes are long over
    expect(phones[5].locator("#status")).to_contain_text("1 väntar på att sparas")
    phones[5].context.set_offline(False)
    is_saved(phones[5])
    expect(phones[5].locator("[data-page]:visible button[value='2']")).to_have_attribute("aria-pressed", "true")
    expect(phones[5].locator("[data-until].over")).to_contain_text("0:00")
    assert len(ratings(server)) == 26, "what was done in the tunnel came in, once"
    rate(phones[5], 2)
    expect(board.locator("#board_progress")).to_contain_text("6 av 6")
    is_saved(desk)

    desk.locator(".phase", has_text="I smågrupp").click()
    expect(phones[0].locator(".talk")).to_have_count(5)
    expect(phones[0].locator(".talk:visible")).to_have_count(1)
    expect(phones[0].locator(".talk:visible .pick .dots i").first).to_be_visible()
    is_accessible(phones[0], "a phone in the group")
    for left in range(5, 0, -1):
        expect(phones[0].locator("#group_talk")).to_contain_text(f"{left} kvar")
        phones[0].locator(".talk:visible .accept").click()
        if left > 1:
            phones[0].get_by_role("button", name="Nästa fråga").click()
    expect(phones[0].get_by_role("button", name="Vi är klara")).to_be_visible()
    expect(phones[0].locator("#group_talk")).to_contain_text("alla frågor har en nivå")
    expect(phones[0].locator(".accept")).to_have_count(0)
    expect(desk.locator("#desk_progress")).to_contain_text("5 av 5")
    expect(phones[1].locator(".talk:visible .pick [aria-pressed=true]")).to_be_visible()

    desk.locator(".phase", has_text="Alla tillsammans").click()
    expect(board.locator("#board_plenary")).to_be_visible()
    is_accessible(board, "the board in plenary")
    is_accessible(desk, "the desk in plenary")
    for question in desk.locator("#desk_talk .questions button").all():
        question.click()
        level = desk.locator(".plenary:visible .group-level button").nth(1)
        level.click()
        expect(level).to_have_attribute("aria-pressed", "true")
    expect(desk.locator("#desk_next_question")).to_contain_text("Alla frågor har en nivå")
    desk.locator(".plenary:visible textarea").fill("Vi har mål, men de når inte alla.")
    desk.locator("h1").first.click()
    expect(phones[3].get_by_text("Vi har mål, men de når inte alla.")).to_be_visible()

    go_to(desk, "Nuläget")
    expect(board.locator("#board_story")).to_be_visible()
    is_accessible(board, "today's picture on the board")
    is_accessible(desk, "the desk with today's picture")
    is_accessible(phones[2], "today's picture on a phone")

    go_to(desk, "Avslutning")
    for question in range(3):
        expect(board.locator("#board_check_out")).to_contain_text("0 av 6")
        phones[0].get_by_role("button", name="Ja").nth(question).click()
    expect(board.locator("#board_check_out")).to_contain_text("1 av 6")
    is_accessible(phones[0], "checking out")
    open_tool(desk, "ending").get_by_role("button", name="Avsluta workshopen").click()
    desk.locator("dialog").get_by_role("button", name="Avsluta workshopen").click()
    expect(phones[0].get_by_text("Tack! Workshopen är slut.")).to_be_visible()

    desk.goto(f"/w/{workshop}/result/")
    expect(desk.get_by_text("Vi har mål, men de når inte alla.").first).to_be_attached()
    is_accessible(desk, "the result page")
    report = desk.locator("a[href$='report.pdf']").first.get_attribute("href")
    answer = desk.context.request.get(report)
    assert answer.ok and answer.body().startswith(b"%PDF")
