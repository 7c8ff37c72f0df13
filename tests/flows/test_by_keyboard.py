"""A leader and a participant who use nothing but the keyboard: all is reached, focus is seen, and never lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.flows.devices import (
    DESK,
    NAME,
    PASSWORD,
    begin_with_groups,
    is_saved,
    make_workshop,
    open_desk,
    phone,
    screen,
    seats,
    sign_in,
)

pytestmark = pytest.mark.browser

STEP = "Självskattning: ledning och styrning"
# Whether the focus is seen: a line around what has it (or around the card that it stands in), not under a bar.
SEEN = """() => {
  const one = document.activeElement;
  if (one === document.body) return "nothing has the focus";
  const outline = (it) => getComputedStyle(it);
  const lined = (it) => it && outline(it).outlineStyle !== "none" && parseFloat(outline(it).outlineWidth) >= 2;
  if (!lined(one) && !lined(one.closest("label"))) return "no line around " + one.outerHTML.slice(0, 120);
  const box = one.getBoundingClientRect();
  const points = [0.1, 0.5, 0.9].map((part) => [box.left + box.width * part, box.top + box.height / 2]);
  const hit = points.map(([x, y]) => document.elementFromPoint(x, y));
  if (!hit.some((it) => it && (one.contains(it) || it.contains(one) || it.closest("label")?.contains(one))))
    return "hidden under something: " + one.outerHTML.slice(0, 120);
  return "";
}"""
# Counts the screens that come whole. Heard before the product hears them, and read once it has drawn them.
COUNT = """
window.drawn = 0;
window.WebSocket = class extends window.WebSocket {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", ({ data }) => { window.drawn += data.includes('"screen"') ? 1 : 0; });
  }
};"""
HAS_FOCUS = "one => one === document.activeElement"


def tab_to(page, wanted, most=160, key="Tab"):
    """Press Tab until this has the focus; each stop on the way is seen."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("document.activeElement === document.body"):
            continue  # out of the page's end and in at its beginning
        assert page.evaluate(SEEN) == ""
        if wanted.evaluate(HAS_FOCUS):
            return
    raise AssertionError(
        f"Tab never comes to {wanted}; it stands at {page.evaluate('document.activeElement.outerHTML')[:200]}"
    )


def press(page, wanted, key="Enter"):
    """Go there and press it."""
    tab_to(page, wanted)
    page.keyboard.press(key)


def keeps(page, wanted, leader):
    """Once all is drawn anew, since somebody at another desk gives two minutes more, the focus is where it was."""
    before = page.evaluate("window.drawn")
    leader.locator("#desk-more-time").click()
    page.wait_for_function("(before) => window.drawn > before", arg=before)
    has_focus(page, wanted)


def has_focus(page, wanted):
    """Whoever goes on with the keyboard goes on from here."""
    assert wanted.evaluate(HAS_FOCUS), page.evaluate("document.activeElement.outerHTML")[:200]


def test_a_leader_needs_no_mouse(server, browser):
    desk = screen(browser, server, **DESK)
    desk.add_init_script(COUNT)
    desk.goto("/")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    press(desk, desk.locator("main").get_by_role("link", name="Logga in"))
    desk.wait_for_url("**/accounts/login/")
    tab_to(desk, desk.locator("[name=login]"))
    desk.keyboard.type(NAME)
    tab_to(desk, desk.locator("[name=password]"))
    desk.keyboard.type(PASSWORD)
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/workshops/")

    press(desk, desk.get_by_role("link", name="Ny workshop"))
    desk.wait_for_url("**/workshops/new/")
    tab_to(desk, desk.locator("[name=title]"))
    desk.keyboard.type("Med tangenterna")
    tab_to(desk, desk.locator("[name=template]").first)
    while not desk.locator("[name=template][value=heldag]").is_checked():
        desk.keyboard.press("ArrowDown")
    press(desk, desk.get_by_role("button", name="Skapa workshopen"))
    desk.wait_for_url(re.compile(r"/w/\d+/plan/"))
    press(desk, desk.get_by_role("link", name="Öppna ledarbordet"))
    desk.wait_for_url("**/desk/")
    is_saved(desk)
    code = re.sub(r"\D", "", desk.locator(".desk-top .code").inner_text())
    phone(browser, server, code, "official")
    phone(browser, server, code, "politician")
    expect(desk.locator("#desk_people .role-official b")).to_have_text("1")

    press(desk, desk.locator("#make-groups"))
    expect(desk.locator(".seats li")).to_have_count(2)
    seats(server, code, 1)
    expect(desk.locator("#desk_people .role-official b")).to_have_text("2")  # drawn anew
    has_focus(desk, desk.locator("#make-groups"))
    desk.keyboard.press("ArrowRight")  # on to what comes next, wherever one is
    expect(desk.locator("h1", has_text="Välkommen")).to_be_visible()
    other = desk.context.new_page()
    other.goto(desk.url)
    is_saved(other)
    desk.bring_to_front()
    step = desk.locator(".desk-agenda button", has_text=STEP)
    press(desk, step)
    expect(step).to_have_attribute("aria-current", "step")
    keeps(desk, step, other)
    plenary = desk.locator(".phase", has_text="Alla tillsammans")
    press(desk, plenary, key="Space")
    expect(plenary).to_have_attribute("aria-current", "step")
    keeps(desk, plenary, other)
    level = desk.locator("[id^=desk_plenary] .group-level button").nth(2)
    press(desk, level)
    expect(level).to_have_attribute("aria-pressed", "true")
    keeps(desk, level, other)
    motivation = desk.locator("[id^=desk_plenary] textarea").first
    tab_to(desk, motivation)
    desk.keyboard.type("Skrivet utan mus.")
    keeps(desk, motivation, other)
    clock = desk.locator("#desk-clock")
    press(desk, clock)
    expect(clock).to_have_text("Starta klockan")
    keeps(desk, clock, other)

    press(desk, desk.locator(".desk-agenda button", has_text="Nuläget"))
    expect(desk.locator("#desk_targets")).to_be_visible()
    target = desk.locator("#desk_targets .group-level button").nth(3)
    press(desk, target)
    expect(target).to_have_attribute("aria-pressed", "true")
    keeps(desk, target, other)

    desk.keyboard.press("v")  # the drawer: in it, out of it, and in again
    has_focus(desk, desk.locator("#telling summary"))
    desk.keyboard.press("Escape")
    has_focus(desk, desk.locator("#open-tools"))
    desk.keyboard.press("Enter")
    note = desk.locator("#noting summary")
    press(desk, note)
    tab_to(desk, desk.locator("#leader-note"))
    keeps(desk, desk.locator("#leader-note"), other)
    press(desk, desk.locator("#ending summary"))
    end = desk.locator("#desk_ending button[value=ended]")
    press(desk, end)
    tab_to(desk, desk.locator("dialog").get_by_role("button", name="Avbryt"))
    desk.keyboard.press("Escape")
    expect(desk.locator("dialog")).to_have_count(0)
    keeps(desk, end, other)
    desk.keyboard.press("Enter")
    press(desk, desk.locator("dialog button[value=yes]"))
    expect(desk.get_by_text("Workshopen är avslutad. Resultatet är slutligt.")).to_be_visible()
    assert desk.evaluate("document.activeElement !== document.body"), "the focus was lost when the workshop ended"


def test_a_participant_needs_no_mouse(server, browser):
    desk = screen(browser, server, **DESK)
    sign_in(desk)
    code = open_desk(desk, make_workshop(desk))
    page = screen(browser, server, viewport={"width": 390, "height": 844})
    page.add_init_script(COUNT)
    page.goto("/")
    tab_to(page, page.locator("[name=code]"))
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    page.wait_for_url("**/j/*/")
    tab_to(page, page.locator("[name=role]").first)
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=role][value=manager]")).to_be_checked()
    tab_to(page, page.locator("[name=first_name]"))
    page.keyboard.type("Bo")
    press(page, page.get_by_role("button", name="Gå in"))
    is_saved(page)

    begin_with_groups(desk)
    desk.locator(".desk-agenda button", has_text=STEP).click()
    expect(page.locator("[data-page]:visible")).to_be_visible()
    for turn in range(5):
        level = page.locator("[data-page]:visible button.level").nth(turn)
        press(page, level, key="Space" if turn % 2 else "Enter")
        expect(level).to_have_attribute("aria-pressed", "true")
        keeps(page, level, desk)
        press(page, page.locator("[data-next]:visible"))
        expect(page.locator("[data-page]:visible h2, [data-pager-end]:visible h2, #ready-head")).to_be_focused()
    expect(page.get_by_text("Du är klar")).to_be_visible()
    tab_to(page, page.locator("#my_ready button"))

    desk.locator(".phase", has_text="I smågrupp").click()  # what had the focus goes away
    expect(page.locator(".talk")).to_have_count(5)
    assert page.evaluate("document.activeElement !== document.body"), "the focus was lost when the room moved on"
    level = page.locator(".talk:visible .pick button").nth(1)
    press(page, level)
    expect(level).to_have_attribute("aria-pressed", "true")
    keeps(page, level, desk)
    press(page, page.locator(".talk:visible summary", has_text="Skriv varför"))
    reason = page.locator(".talk:visible [name=reason]")
    tab_to(page, reason)
    page.keyboard.type("Vi har ett exempel.")
    keeps(page, reason, desk)

    desk.locator(".desk-agenda button", has_text="Avslutning").click()
    yes = page.locator("#my_check_out button").first
    expect(yes).to_be_visible()
    press(page, yes)
    expect(yes).to_have_attribute("aria-pressed", "true")
    keeps(page, yes, desk)
