"""A horizon scan in a real browser: from cards on the projector to the radar and what the room does about it."""

from functools import partial

import pytest
import typst
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
    others_vote,
    screen,
    sign_in,
)
from tests.flows.devices import phone as come

pytestmark = pytest.mark.browser


def next_phase(desk):
    desk.locator(".desk-foot .primary").first.click()


@pytest.fixture
def room(server, browser):
    """Eva at the horizon scan, with the projector; Anna and Bo on phones, in one group; how others vote."""
    desk = screen(browser, server, **DESK)
    sign_in(desk)
    workshop = make_workshop(desk)
    code = open_desk(desk, workshop)
    anna, bo = (come(browser, server, code, role) for role in ("official", "manager"))
    begin_with_groups(desk)
    go_to(desk, "Omvärld")
    return desk, open_board(desk, workshop), anna, bo, partial(others_vote, server, code)


def choose(desk, count):
    """The leader takes up so many cards, from as many kinds; their names."""
    kinds = desk.locator("#desk_cards .card > details")
    for number in range(count):
        kind = kinds.nth(number)
        kind.locator("> summary").click()
        kind.locator("button[name=chosen][value=true]").first.click()
        expect(desk.locator("#leader_signals ol > li")).to_have_count(number + 1)
    return [text.split(". ", 1)[1] for text in desk.locator("#leader_signals ol > li > span").all_inner_texts()]


def test_cards_are_shown_observations_written_placed_voted_on_and_answered(room):
    desk, board, anna, bo, others = room
    first, *_others = choose(desk, 5)
    # One card at a time, large, with the question it raises; phones have it too.
    desk.get_by_role("button", name="Visa första kortet").click()
    expect(board.locator("#board_signal h1")).to_have_text(first)
    expect(anna.locator("h1", has_text=first)).to_be_visible()
    is_accessible(board, "a card on the board")
    is_accessible(anna, "a card on the phone")
    is_accessible(desk, "the library on the desk")
    # Alone: something that Anna has seen herself; Bo does not get her form's text.
    next_phase(desk)
    expect(anna.get_by_role("heading", name="Vad har du sett?")).to_be_visible()
    anna.get_by_label("Med några få ord").fill("Grannkommunen har öppnat sina detaljplaner")
    anna.get_by_label("Mer, om du vill").fill("De visar dem i 3D, och byggare hittar själva.")
    anna.locator("#screen form[data-do='horizon.write'] button").click()
    expect(anna.locator("#screen li", has_text="Grannkommunen")).to_be_visible()
    expect(anna.get_by_label("Med några få ord")).to_have_value("")
    expect(bo.locator("#screen li", has_text="Grannkommunen")).to_have_count(0)
    is_accessible(anna, "writing an observation")
    # In the group: what one taps the other sees.
    next_phase(desk)
    cards = anna.locator(".to-place")
    expect(cards).to_have_count(6)
    for number in range(5):
        card = anna.locator(".to-place:visible")  # one at a time
        expect(card).to_have_count(1)
        for on, level in (("horizon", number % 3), ("meaning", 5 - number % 4), ("is_threat", number % 2)):
            card.locator(f"form[data-on={on}] button[value='{level}']").click()
        expect(bo.locator("#group_placing li").nth(number)).to_contain_text("placerad")
        anna.get_by_role("button", name="Nästa kort").locator("visible=true").click()
    expect(bo.locator("#group_placing")).to_contain_text("5 av 6 placerade")
    is_accessible(bo, "placing in the group")
    is_accessible(board, "how far the groups have come")
    # All together: the radar, the vote, and what we do about it.
    next_phase(desk)
    expect(board.locator("#board_radar svg")).to_be_visible()
    is_accessible(board, "the radar")
    is_accessible(anna, "the radar on the phone")
    is_accessible(desk, "the radar on the desk")
    desk.get_by_role("button", name="Öppna omröstningen").click()
    expect(anna.locator(".ballot li")).to_have_count(6)
    for page in (anna, bo):
        page.locator(".ballot li", has_text="Grannkommunen").locator("button[value='1']").click()
        is_saved(page)
    anna.locator(".ballot li", has_text=first).locator("button[value='1']").click()
    is_saved(anna)
    others(anna.locator(".ballot li", has_text="Grannkommunen").locator("form"), 3)
    desk.get_by_role("button", name="Stäng omröstningen").click()
    expect(board.locator(".bars")).to_be_visible()
    desk.get_by_role("button", name="Visa hela tavlan").click()
    expect(board.locator("#board_radar svg")).to_be_visible()
    top = desk.locator("#desk_radar ol > li")
    expect(top.first).to_contain_text("Grannkommunen")
    answer = top.first.get_by_label("I en mening")
    answer.fill("Vi öppnar våra planer till sommaren")
    expect(board.locator("#board_radar")).to_contain_text("Vi öppnar våra planer till sommaren")
    top.first.get_by_role("button", name="Gör till frö").click()
    expect(top.first).to_contain_text("✓")
    is_accessible(desk, "what we do about it")


@pytest.mark.slow
def test_a_guests_pdf_is_shown_page_by_page_and_phones_get_its_words(room):
    desk, board, anna, bo, _ = room
    page = desk.context.new_page()
    open_tool(desk, "presenting")
    page.goto(desk.get_by_role("link", name="Ta med en pdf").get_attribute("href"))
    guests = typst.compile(b"= Geodata i regionen\n#pagebreak()\n= Tre saker som kommer\n#pagebreak()\n= Tack")
    page.get_by_label("Pdf:en").set_input_files({"name": "gast.pdf", "mimeType": "application/pdf", "buffer": guests})
    page.get_by_label("Vad den heter").fill("Gästens bilder")
    page.get_by_role("button", name="Ta med pdf:en").click()
    expect(page.locator("#presentations")).to_contain_text("3 sidor")
    is_accessible(page, "a guest's PDF is brought")
    # The leader shows it where the desk stands, and turns with the arrow.
    desk.get_by_role("button", name="Visa Gästens bilder").click()
    expect(board.get_by_role("img", name="Gästens bilder, sida 1 av 3")).to_be_visible()
    desk.keyboard.press("ArrowRight")
    shown = board.get_by_role("img", name="Gästens bilder, sida 2 av 3")
    expect(shown).to_be_visible()
    shown.evaluate("one => one.decode()")  # until it has come, whole
    assert shown.evaluate("one => one.naturalHeight") > 500
    is_accessible(board, "a guest's page on the board")
    is_accessible(desk, "a guest's page on the desk")
    # Phones have its words; so has one that comes late.
    anna.locator("summary", has_text="Sidan i text").click()
    expect(anna.locator("#room_page")).to_contain_text("Tre saker som kommer")
    is_accessible(anna, "a guest's page in words")
    bo.reload()
    expect(bo.locator("#room_page")).to_contain_text("sida 2 av 3")
    # After the last page comes the step itself, and nothing has moved on.
    desk.keyboard.press("ArrowRight")
    expect(desk.locator("#desk_presentation")).to_contain_text("sida 3 av 3")
    desk.keyboard.press("ArrowRight")
    expect(board.locator("#board_signal")).to_be_visible()
    expect(anna.locator("#room_page")).to_have_count(0)
    expect(desk.locator("button.phase.now")).to_contain_text("Alla tillsammans")
