"""The devices of a workshop in real Chromium (a laptop, a projector, phones), and what a person does on them."""

import itertools
import json
import re
import subprocess
import sys

import httpx
from playwright.sync_api import expect

from tests import prepared
from tests.faults.a_server import ROOT, join
from tests.prepared import NAME, PASSWORD

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
PATIENCE = 60_000  # milliseconds until something that never comes is called missing: long, for a busy machine
expect.set_options(timeout=PATIENCE)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
DESK = {"viewport": {"width": 1440, "height": 900}}
BOARD = {"width": 1920, "height": 1080}


def make_ready(server):
    """A database with what ships, and Eva's account."""
    prepared.copy_to(server.data, prepared.with_eva())


def run_inside(server, program):
    """Run a few lines of Python on the server's database, past the live room; what they print."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**server.environment, "DJANGO_SETTINGS_MODULE": "digibarometer.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def is_accessible(page, where, rules=None):
    """axe finds nothing, with no exceptions; of these rules only, where the rest has been seen to."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("(rules) => axe.run(rules ? {runOnly: rules} : {})", rules)["violations"]
    told = [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found]
    assert not told, f"{where}: {json.dumps(told, indent=1)}"


def screen(browser, server, **options):
    """A device of its own: cookies and all. In Swedish unless the options say another locale."""
    options = {"locale": "sv-SE", "reduced_motion": "reduce", **options}
    context = browser.new_context(base_url=server.address, **options)
    context.set_default_timeout(PATIENCE)
    return context.new_page()


COUNT = """window.counts ??= addEventListener("pointerdown", (event) => {
  if (event.isTrusted) sessionStorage.taps = Number(sessionStorage.taps || 0) + 1; }, true) ?? true"""


def count_taps(page):
    """Count how often somebody taps on this device, from here on and over all pages; what says how often it was."""
    page.context.add_init_script(COUNT)
    before = 0
    if page.url.startswith("http"):
        page.evaluate(COUNT)
        before = int(page.evaluate("sessionStorage.taps || 0"))
    return lambda: int(page.evaluate("sessionStorage.taps || 0")) - before


def sign_in(page, name=NAME):
    """Eva, or a colleague with the same password, signs in as people do."""
    page.goto("/accounts/login/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", PASSWORD)
    page.locator("main form").get_by_role("button", name="Logga in", exact=True).click()
    page.wait_for_url("**/workshops/")


def make_workshop(desk, template="heldag", days=()):
    """Eva, who has signed in, makes a workshop from a template; its number. Her screen is the plan then."""
    desk.goto("/workshops/new/")
    for number, day in enumerate(days, start=1):
        desk.fill(f"[name=day_{number}]", day.isoformat())
    desk.fill("[name=title]", "Digibarometern 2026")
    desk.locator(f"input[name=template][value={template}]").check()
    desk.get_by_role("button", name="Skapa workshopen").click()
    desk.wait_for_url(re.compile(r"/w/\d+/plan/"))
    return re.search(r"/w/(\d+)/", desk.url)[1]


def open_desk(desk, workshop):
    """The leader's desk; the six digits that stand on it."""
    desk.goto(f"/w/{workshop}/desk/")
    return re.sub(r"\D", "", desk.locator(".desk-top .code").inner_text())


def open_board(desk, workshop):
    """The projector, on a screen of the leader's own laptop."""
    board = desk.context.new_page()
    board.set_viewport_size(BOARD)
    board.goto(f"/w/{workshop}/board/")
    return board


def phone(browser, server, code, role):
    """Somebody types the code and comes in."""
    page = screen(browser, server, **PHONE)
    page.goto("/")
    page.fill("[name=code]", code)
    page.get_by_role("button", name="Gå in").click()
    page.locator(f"input[name=role][value={role}]").check()
    page.get_by_role("button", name="Gå in").click()
    is_saved(page)
    return page


def open_tool(desk, name):
    """One of the leader's tools, by its id: the drawer is opened, and the tool in it, where they are not."""
    tool = desk.locator(f"#{name}")
    if not desk.locator("#desk-drawer").is_visible():
        desk.locator("#open-tools").click()
    if tool.get_attribute("open") is None:
        tool.locator("summary").first.click()
    return tool


def close_tools(desk):
    """The leader's drawer away again, if it is open: it lies over what stands at the right."""
    drawer = desk.locator("#desk-drawer")
    if drawer.is_visible():
        desk.keyboard.press("Escape")
    expect(drawer).to_be_hidden()


def is_saved(page):
    """There is contact, and everything that was done here is kept."""
    expect(page.locator("#status")).to_contain_text("Allt är sparat")


def begin(desk):
    """The leader opens the workshop."""
    desk.get_by_role("button", name="Börja", exact=False).first.click()
    expect(desk.locator(".desk-agenda .now")).to_be_visible()
    is_drawn(desk)


def begin_with_groups(desk):
    """The leader opens the workshop and lets the tool make groups."""
    begin(desk)
    desk.get_by_role("button", name="Gör grupper som blandar roller").click()
    expect(desk.locator(".desk-main").get_by_label("Grupp 1")).to_be_visible()


def go_to(desk, step):
    """The leader goes to a step of the agenda."""
    desk.locator(".desk-agenda button", has_text=step).first.click()
    expect(desk.locator(".desk-agenda .now")).to_contain_text(step)
    is_drawn(desk)


VERSIONS = "[...new Set([...document.querySelectorAll('[data-version]')].map((it) => it.dataset.version))]"


def version_of(desk):
    """Which version of the room the desk shows."""
    return desk.evaluate(f"{VERSIONS}[0]")


def is_drawn(desk, since=None):
    """All panels of the desk show the room as it is since the last move: no person is fast enough to press in between.

    Another than the version `since`, where the move changes nothing else that can be waited for. A button of a panel
    that still shows the room before is refused, as it should be.
    """
    desk.wait_for_function(f"(since) => {VERSIONS}.length === 1 && {VERSIONS}[0] !== since", arg=since)


def rate(page, level):
    """Rate every question of the step, one at a time, once it has come."""
    expect(page.locator("[data-page]:visible").first).to_be_visible()
    while page.locator("[data-page]:visible").count():
        page.locator(f"[data-page]:visible button[value='{level}']").click()
        page.locator("[data-next]:visible").click()
    expect(page.locator("#ready-head, [data-pager-end] h2").filter(visible=True).first).to_be_visible()
    is_saved(page)


ROLES = ("official", "official", "politician", "official", "manager", "official")


def seats(server, code, people):
    """Many come in without a browser: (the live address's path, the cookie) of each, for a_server.Line."""
    return [join(server, code, role) for role in itertools.islice(itertools.cycle(ROLES), people)]


def others_vote(server, code, ballot, people):
    """So many more come in without a browser, each with one dot on what this form of the ballot is for.

    A vote of fewer than five is not shown.
    """
    fields = ballot.evaluate("form => ({ step: +form.dataset.step, on: form.dataset.on, which: +form.dataset.which })")

    for path, cookie in seats(server, code, people):
        action = {"do": "notes.vote", "id": "vote", "number": 1, **fields, "dots": 1}
        answer = httpx.post(f"{server.address}{path}", json=[action], headers={"Cookie": cookie})
        assert {"ack": "vote"} in answer.json(), answer.text
