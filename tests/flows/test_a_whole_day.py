"""A leader, a projector and six phones in real Chromium: from making the workshop to opening the report."""

import json
import os
import re
import subprocess
import sys

import pytest
from a_server import ROOT, Server
from playwright.sync_api import expect, sync_playwright

pytestmark = pytest.mark.browser

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PASSWORD = "en-lang-hemlighet-for-eva"
PHONES = ["politician", "politician", "manager", "official", "official", "official"]
ACCOUNT = f"""
import django; django.setup()
from digibarometer.accounts.models import Membership, User
from digibarometer.places.models import Municipality
eva = User.objects.create_user("eva@kommun.example", "{PASSWORD}", name="Eva")
Membership.objects.create(user=eva, municipality=Municipality.objects.get(code="1880"))
"""


def is_accessible(page, where):
    """axe finds nothing, with no exceptions."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run()")["violations"]
    told = [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found]
    assert not told, f"{where}: {json.dumps(told, indent=1)}"


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    server.run("-m", "digibarometer", "migrate", "--data", str(tmp_path))
    made = subprocess.run(
        [sys.executable, "-c", ACCOUNT],
        cwd=ROOT,
        env={**server.environment, "DJANGO_SETTINGS_MODULE": "digibarometer.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    server.start()
    server.wait()
    yield server
    server.stop()


@pytest.fixture
def browser():
    path = os.environ.get("DIGIBAROMETER_TEST_CHROMIUM") or "/usr/bin/chromium"
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def screen(browser, server, **options):
    """A device of its own: cookies and all."""
    context = browser.new_context(locale="sv-SE", base_url=server.address, reduced_motion="reduce", **options)
    context.set_default_timeout(15_000)
    return context.new_page()


def phone(browser, server, code, role):
    page = screen(browser, server, viewport={"width": 390, "height": 844}, has_touch=True)
    page.goto("/")
    page.fill("[name=code]", code)
    page.get_by_role("button", name="Gå in").click()
    page.locator(f"input[name=role][value={role}]").check()
    page.get_by_role("button", name="Gå in").click()
    expect(page.locator("#status")).to_contain_text("Allt är sparat")
    return page


def rate(page, level):
    """Rate every question of the step, one at a time."""
    while page.locator("[data-page]:visible").count():
        page.locator(f"[data-page]:visible button[value='{level}']").click()
        page.locator("[data-next]:visible").click()
    expect(page.get_by_text("Det var alla frågor här")).to_be_visible()
    expect(page.locator("#status")).to_contain_text("Allt är sparat")


def test_a_workshop_from_making_it_to_the_report(server, browser):
    desk = screen(browser, server, viewport={"width": 1440, "height": 900})
    desk.goto("/accounts/login/")
    is_accessible(desk, "signing in")
    desk.fill("[name=login]", "eva@kommun.example")
    desk.fill("[name=password]", PASSWORD)
    desk.locator("main form").get_by_role("button", name="Logga in", exact=True).click()
    desk.wait_for_url("**/workshops/")
    is_accessible(desk, "my workshops")

    desk.goto("/workshops/new/")
    is_accessible(desk, "a new workshop")
    desk.fill("[name=title]", "Digibarometern 2026")
    desk.locator("input[name=template][value=heldag]").check()
    desk.get_by_role("button", name="Skapa workshopen").click()
    desk.wait_for_url(re.compile(r"/w/\d+/plan/"))
    is_accessible(desk, "the plan")
    workshop = re.search(r"/w/(\d+)/", desk.url)[1]

    desk.goto(f"/w/{workshop}/desk/")
    code = re.sub(r"\D", "", desk.locator(".desk-top .code").inner_text())
    board = desk.context.new_page()
    board.set_viewport_size({"width": 1920, "height": 1080})
    board.goto(f"/w/{workshop}/board/")
    expect(board.locator(".code").first).to_contain_text(f"{code[:3]} {code[3:]}")
    is_accessible(board, "the way in on the board")

    phones = [phone(browser, server, code, role) for role in PHONES]
    expect(board.locator("#board_join")).to_contain_text("6 är här")
    is_accessible(phones[0], "a phone that waits")

    desk.get_by_role("button", name="Börja", exact=False).first.click()
    desk.get_by_role("button", name="Gör grupper som blandar roller").click()
    expect(phones[0].get_by_text("Du sitter i Grupp 1")).to_be_visible()
    is_accessible(desk, "the desk with groups")

    go_to(desk, "Självskattning: ledning och styrning")
    for page, level in zip(phones[:5], [3, 3, 2, 2, 4], strict=True):
        rate(page, level)
    is_accessible(phones[5], "a phone that rates")
    is_accessible(board, "the board while people rate")
    expect(board.locator("#board_progress")).to_contain_text("5 av 6")

    late = phones[5].context
    late.set_offline(True)  # in a tunnel: what is done there waits, and comes in later
    phones[5].locator("[data-page]:visible button[value='2']").click()
    server.kill()
    server.start()
    server.wait()
    late.set_offline(False)
    expect(phones[5].locator("#status")).to_contain_text("Allt är sparat", timeout=20_000)
    expect(phones[5].locator("[data-page]:visible button[value='2']")).to_have_attribute("aria-pressed", "true")
    rate(phones[5], 2)
    expect(board.locator("#board_progress")).to_contain_text("6 av 6", timeout=20_000)
    expect(desk.locator("#status")).to_contain_text("Allt är sparat", timeout=20_000)

    desk.locator(".phase", has_text="I smågrupp").click()
    expect(phones[0].locator(".group-question")).to_have_count(5)
    expect(phones[0].locator(".group-question .spread").first).to_be_visible()
    is_accessible(phones[0], "a phone in the group")
    accepts = phones[0].locator(".accept")
    for left in range(5, 0, -1):
        expect(accepts).to_have_count(left)
        accepts.first.click()
    expect(accepts).to_have_count(0)
    expect(desk.locator("#desk_progress")).to_contain_text("5 av 5")
    expect(phones[1].locator(".group-level [aria-pressed=true]").first).to_be_visible()

    desk.locator(".phase", has_text="Alla tillsammans").click()
    expect(board.locator("#board_plenary")).to_be_visible()
    is_accessible(board, "the board in plenary")
    is_accessible(desk, "the desk in plenary")
    for question in desk.locator("[id^=desk_plenary]").all():
        question.locator(".group-level button").nth(1).click()
        expect(question.locator(".group-level button").nth(1)).to_have_attribute("aria-pressed", "true")
    desk.locator("[id^=desk_plenary] textarea").first.fill("Vi har mål, men de når inte alla.")
    desk.locator("h1").first.click()
    expect(phones[3].get_by_text("Vi har mål, men de når inte alla.")).to_be_visible()

    go_to(desk, "Nuläget")
    expect(board.locator("#board_story")).to_be_visible()
    is_accessible(board, "today's picture on the board")
    is_accessible(desk, "the desk with today's picture")
    is_accessible(phones[2], "today's picture on a phone")

    go_to(desk, "Avslutning")
    phones[0].get_by_role("button", name="Ja").first.click()
    expect(board.locator("#board_check_out")).to_contain_text("1")
    is_accessible(phones[0], "checking out")
    desk.locator(".desk-aside").get_by_role("button", name="Avsluta workshopen").click()
    desk.locator("dialog").get_by_role("button", name="Avsluta workshopen").click()
    expect(phones[0].get_by_text("Tack! Workshopen är slut.")).to_be_visible()

    desk.goto(f"/w/{workshop}/result/")
    expect(desk.get_by_text("Vi har mål, men de når inte alla.").first).to_be_attached()
    is_accessible(desk, "the result page")
    report = desk.locator("a[href$='report.pdf']").first.get_attribute("href")
    answer = desk.context.request.get(report)
    assert answer.ok and answer.body().startswith(b"%PDF")


def go_to(desk, step):
    """The leader goes to a step of the agenda."""
    desk.locator(".desk-agenda button", has_text=step).first.click()
    expect(desk.locator(".desk-agenda .now")).to_contain_text(step)
