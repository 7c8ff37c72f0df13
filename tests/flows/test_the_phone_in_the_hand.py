"""The phone in the hand: nothing is covered or wider than the screen, and few taps lead to the first answer."""

import pytest
from playwright.sync_api import expect

from tests.flows.a_room import a_room
from tests.flows.devices import count_taps, open_tool, screen

pytestmark = pytest.mark.browser

# What has the focus is covered where its middle shows something else that lies over it
COVERED = """() => {
  const it = document.activeElement, box = it.getBoundingClientRect();
  const points = [0.1, 0.5, 0.9].map((share) => [box.x + box.width / 2, box.y + box.height * share]);
  const seen = points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top && (it.contains(top) || top.contains(it));
  });
  return seen || it === document.body ? "" : it.outerHTML.slice(0, 120);
}"""

# What reaches past the right edge when the text is twice as large; nothing scrolls sideways
TOO_WIDE = """() => {
  document.documentElement.style.fontSize = "200%";
  const wide = [...document.querySelectorAll("header *, main *")].filter((one) =>
    one.checkVisibility() && !one.closest(".visually-hidden, .scroll") &&
    one.getBoundingClientRect().right > innerWidth + 1);
  const told = wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 90));
  if (document.documentElement.scrollWidth > innerWidth) told.push("scrolls sideways");
  document.documentElement.style.fontSize = "";
  return told;
}"""


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    with a_room(tmp_path_factory.mktemp("room")) as room:
        yield room


def test_what_the_leader_says_lies_over_nothing_that_one_comes_to_by_keyboard(room):
    room.go("assessment", 1, 2)
    desk, phone = room.desk, room.phone
    open_tool(desk, "telling")
    desk.locator("#tell-text").fill("Skriv ner ett exempel på det ni enas om, så att ni kan läsa upp det sedan.")
    desk.locator("#tell button[value=phones]").click()
    said = phone.locator("#room_told details")
    expect(said).to_contain_text("Skriv ner ett exempel")
    phone.locator("body").press("Tab")
    for _ in range(phone.locator("#screen :is(button, summary, a):visible").count()):
        assert phone.evaluate(COVERED) == ""
        phone.keyboard.press("Tab")
    said.get_by_text("Jag har läst").click()
    expect(said.locator("p")).to_be_hidden()
    expect(said.get_by_text("Visa")).to_be_visible()


def test_that_there_is_no_contact_is_seen_where_one_has_scrolled_to(room):
    room.go("assessment", 1, 2)
    phone = room.phone
    phone.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(phone.locator("#screen > .top")).to_be_in_viewport()
    phone.context.set_offline(True)
    expect(phone.locator("#status")).to_contain_text("Ingen kontakt")
    expect(phone.locator("#status")).to_be_in_viewport()
    phone.context.set_offline(False)
    expect(phone.locator("#status")).to_contain_text("Allt är sparat")


def is_no_wider_than_its_screen(page, what):
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate(TOO_WIDE) == [], f"{what} at {width} px with text at 200 %"


@pytest.mark.parametrize(
    ("what", "kind", "nth", "phase"),
    [
        ("a wall alone", "swot", 0, 1),
        ("a wall in groups", "swot", 0, 2),
        ("rating", "assessment", 1, 1),
        ("the group's talk", "assessment", 1, 2),
        ("all together", "assessment", 1, 3),
        ("check-out", "checkout", 0, 1),
        ("welcome", "welcome", 0, 1),
    ],
)
def test_nothing_is_wider_than_a_small_phone_when_the_text_is_twice_as_large(room, what, kind, nth, phase):
    room.go(kind, nth, phase)
    is_no_wider_than_its_screen(room.phone, what)


def test_the_way_in_is_seen_on_a_small_phone_and_four_taps_lead_from_the_code_to_the_first_answer(room):
    room.go("assessment", 1, 1)
    new = screen(room.desk.context.browser, room.server, viewport={"width": 360, "height": 640}, has_touch=True)
    new.goto("/")
    taps = count_taps(new)
    new.fill("[name=code]", room.code)
    new.get_by_role("button", name="Gå in").click()
    expect(new.get_by_role("button", name="Gå in")).to_be_in_viewport(ratio=1)
    is_no_wider_than_its_screen(new, "coming in")
    new.set_viewport_size({"width": 360, "height": 640})
    new.get_by_text("Tjänsteperson").click()
    new.get_by_role("button", name="Gå in").click()
    level = new.locator("[data-page]:visible button.level").nth(2)
    level.click()
    expect(level).to_have_attribute("aria-pressed", "true")
    assert taps() == 4


def test_a_laptop_gives_each_part_of_a_wall_room_to_write_in(room):
    room.go("swot", 0, 1)
    room.phone.set_viewport_size({"width": 1180, "height": 800})
    widths = room.phone.locator(".write textarea:visible").evaluate_all("all => all.map((one) => one.clientWidth)")
    assert len(widths) == 4
    assert min(widths) > 250
