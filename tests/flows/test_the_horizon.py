"""A horizon scan in a real browser: cards on the projector, and observations from phones."""

import os
from pathlib import Path

import pytest
from devices import (
    DESK,
    begin_with_groups,
    go_to,
    is_accessible,
    make_workshop,
    open_board,
    open_desk,
    screen,
    sign_in,
)
from devices import phone as come
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("HORIZON_SHOTS")  # a folder to keep pictures in, to look at


def shoot(page, name, whole=True):
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.wait_for_timeout(400)
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=whole)


def next_phase(desk):
    desk.locator(".desk-foot .primary").first.click()


@pytest.fixture
def room(server, browser):
    """Eva at the horizon scan, with the projector; Anna and Bo on phones, in one group."""
    desk = screen(browser, server, **DESK)
    sign_in(desk)
    workshop = make_workshop(desk)
    code = open_desk(desk, workshop)
    anna, bo = (come(browser, server, code, role) for role in ("official", "manager"))
    begin_with_groups(desk)
    go_to(desk, "Omvärld")
    return desk, open_board(desk, workshop), anna, bo


def choose(desk, count):
    """The leader takes up so many cards, from as many kinds; their names."""
    kinds = desk.locator("#desk_cards .card > details")
    for number in range(count):
        kind = kinds.nth(number)
        kind.locator("> summary").click()
        kind.locator("button[name=chosen][value=true]").first.click()
        expect(desk.locator("#desk_signals ol > li")).to_have_count(number + 1)
    return [text.split(". ", 1)[1] for text in desk.locator("#desk_signals ol > li > span").all_inner_texts()]


def test_cards_are_chosen_and_shown_and_what_somebody_has_seen_is_written(room):
    desk, board, anna, bo = room
    shoot(desk, "desk-none")
    first, *_others = choose(desk, 5)
    shoot(desk, "desk-present")
    shoot(board, "board-all", whole=False)
    # One card at a time, large, with the question it raises; phones have it too.
    desk.get_by_role("button", name="Visa första kortet").click()
    expect(board.locator("#board_signal h1")).to_have_text(first)
    expect(anna.locator("h1", has_text=first)).to_be_visible()
    shoot(board, "board-card", whole=False)
    shoot(anna, "phone-card")
    shoot(desk, "desk-card")
    is_accessible(board, "a card on the board")
    is_accessible(anna, "a card on the phone")
    is_accessible(desk, "the library on the desk")
    # Alone: something that Anna has seen herself; Bo does not get her form's text.
    next_phase(desk)
    expect(anna.get_by_role("heading", name="Vad har du sett?")).to_be_visible()
    anna.get_by_label("Med några få ord").fill("Grannkommunen har öppnat sina detaljplaner")
    anna.get_by_label("Mer, om du vill").fill("De visar dem i 3D, och byggare hittar själva.")
    shoot(anna, "phone-write")
    anna.locator("#screen form[data-do='horizon.write'] button").click()
    expect(anna.locator("#screen li", has_text="Grannkommunen")).to_be_visible()
    expect(anna.get_by_label("Med några få ord")).to_have_value("")
    expect(bo.locator("#screen li", has_text="Grannkommunen")).to_have_count(0)
    shoot(anna, "phone-written")
    shoot(board, "board-scan", whole=False)
    shoot(desk, "desk-scan")
    is_accessible(anna, "writing an observation")
