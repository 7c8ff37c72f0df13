"""Every screen in every state of a room: in the dark, in English, zoomed in, in one's own colours, and still."""

import pytest
from a_room import a_room
from devices import is_accessible
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# (what it is, the kind of step and which of them, the phase)
STATES = [
    ("welcome", "welcome", 0, 1),
    ("SWOT alone", "swot", 0, 1),
    ("SWOT in groups", "swot", 0, 2),
    ("SWOT all together", "swot", 0, 3),
    ("the trial question", "assessment", 0, 1),
    ("the trial question, all together", "assessment", 0, 3),
    ("alone", "assessment", 1, 1),
    ("in groups", "assessment", 1, 2),
    ("all together", "assessment", 1, 3),
    ("a break", "break", 0, 1),
    ("today's picture", "today", 0, 1),
    ("horizon cards", "horizon", 0, 1),
    ("an observation of one's own", "horizon", 0, 2),
    ("placing in groups", "horizon", 0, 3),
    ("the radar", "horizon", 0, 4),
    ("check-out", "checkout", 0, 1),
]
PAGES = [
    "/", "/workshops/", "/workshops/new/", "/w/{}/plan/", "/w/{}/people/", "/w/{}/result/", "/test-room/",
    "/w/{}/ahead/", "/w/{}/cards/", "/cards/", "/cards/new/", "/questions/", "/questions/1/", "/w/{}/comparison/",
]  # fmt: skip
UNFOLD = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"  # all that can be seen
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What is chosen and can be seen, but has no outline of its own: under forced colours nothing else tells it apart.
UNTOLD = """() => [...document.querySelectorAll("[aria-pressed=true], [aria-current=step], label:has(> :checked)")]
  .filter((one) => one.checkVisibility() && !one.matches(".check"))
  .filter((one) => ["none", ""].includes(getComputedStyle(one).outlineStyle))
  .map((one) => one.outerHTML.slice(0, 120))"""
MOVES = """() => [...document.querySelectorAll("*")].filter((one) => {
  const style = getComputedStyle(one);
  return parseFloat(style.transitionDuration) > 0.01 || style.animationName !== "none";
}).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A room with eight people, whose screens are dark and in English."""
    with a_room(tmp_path_factory.mktemp("room")) as room:
        room.speaks("en")
        for page in room.screens.values():
            page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        room.board.locator("[data-theme-toggle]").focus()  # the board is light until somebody wants it dark
        room.board.keyboard.press("d")
        expect(room.board.locator("html")).to_have_attribute("data-theme", "dark")
        yield room


def fits(page, where, size):
    """Nothing hangs out at the side on the smallest phone, nor at 400 % zoom, which is 320 pixels."""
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 640})
        too_much = page.evaluate(SIDEWAYS)
        assert too_much <= 0, f"{where} at {width} pixels: {too_much} too wide, {page.evaluate(WIDE)}"
    page.set_viewport_size(size)


WIDE = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".scroll, .visually-hidden"))
  .slice(0, 4).map((one) => one.outerHTML.slice(0, 100))"""


def tells_what_is_chosen(page, where):
    """In the reader's own colours, what is chosen still looks chosen."""
    page.emulate_media(forced_colors="active")
    assert page.evaluate(UNTOLD) == [], where
    page.emulate_media(forced_colors="none")


def reads_well(room, what):
    """All of it, on every screen."""
    for kind, page in room.screens.items():
        where = f"{what}, on the {kind}"
        page.evaluate(UNFOLD)
        is_accessible(page, where)
        tells_what_is_chosen(page, where)
        assert page.evaluate(MOVES) == [], where
        fits(page, where, room.sizes[kind])


@pytest.mark.parametrize(("what", "kind", "nth", "phase"), STATES, ids=[what for what, *_ in STATES])
def test_every_screen_reads_well(room, what, kind, nth, phase):
    room.go(kind, nth, phase)
    if what == "alone":  # everything is answered, so the phone stands at the end
        room.phone.locator("[data-back]:visible").click()
        room.phone.locator("[data-page]:visible button.level").nth(1).click()
        expect(room.phone.locator("[data-page]:visible button.level[aria-pressed=true]")).to_be_visible()
    reads_well(room, what)


def test_every_screen_reads_well_when_it_is_over(room):
    room.ask("ended")
    expect(room.board.locator("#board_over")).to_be_visible()
    expect(room.phone.locator("#room_over")).to_be_visible()
    reads_well(room, "over")
    room.ask("open")


@pytest.mark.parametrize("address", PAGES)
def test_every_page_reads_well(room, address):
    page = room.desk.context.new_page()
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.goto(address.format(room.workshop))
    page.evaluate(UNFOLD)
    is_accessible(page, address)
    tells_what_is_chosen(page, address)
    fits(page, address, {"width": 1440, "height": 900})
    page.close()
