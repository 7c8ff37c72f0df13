"""Several phones on one wall, in a real browser: nothing is lost, nothing is overwritten, nobody votes twice."""

import os
import re
from pathlib import Path

import pytest
from devices import (
    DESK,
    begin_with_groups,
    go_to,
    is_accessible,
    is_saved,
    make_workshop,
    open_board,
    open_desk,
    screen,
    sign_in,
)
from devices import phone as come
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("WALL_SHOTS")  # a folder to keep pictures in, to look at


def shoot(page, name):
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.wait_for_timeout(500)
        page.screenshot(path=f"{SHOTS}/{name}.png")


def write(page, text, column="strengths"):
    """Write a note in a part of the wall, and send it by Enter."""
    tab = page.locator(f".wall [data-tab={column}]:visible")
    if tab.count():
        tab.click()
    field = page.locator(f".wall [data-column={column}] .write textarea")
    field.fill(text)
    field.press("Enter")
    expect(field).to_have_value("")


def note(page, text):
    return page.locator(".wall .note:not(.waits)", has_text=text)


def drag_by_finger(page, face, target):
    """Rest a finger on something until it comes along, carry it to another place and let go."""
    face.scroll_into_view_if_needed()
    start, end = face.bounding_box(), target.bounding_box()
    finger = page.context.new_cdp_session(page)

    def touch(kind, *points):
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    x, y = start["x"] + 40, start["y"] + start["height"] / 2
    to_x, to_y = end["x"] + end["width"] / 2, end["y"] + end["height"] / 2
    touch("touchStart", (x, y))
    page.wait_for_timeout(500)  # longer than a finger rests that only wants to scroll
    for part in range(1, 9):
        touch("touchMove", (x + (to_x - x) * part / 8, y + (to_y - y) * part / 8))
    touch("touchEnd")


def next_phase(desk):
    desk.locator(".desk-foot .primary").first.click()


@pytest.fixture
def room(server, browser):
    """Eva at the SWOT, alone; Anna and Bo on phones, in one group."""
    desk = screen(browser, server, **DESK)
    sign_in(desk)
    workshop = make_workshop(desk)
    code = open_desk(desk, workshop)
    anna, bo = (come(browser, server, code, role) for role in ("official", "manager"))
    begin_with_groups(desk)
    go_to(desk, "Styrkor")
    expect(anna.locator(".wall")).to_be_visible()
    return desk, anna, bo, workshop


def test_notes_are_written_hidden_opened_changed_by_two_moved_and_voted_on(room, server, browser):
    desk, anna, bo, workshop = room
    # Alone: fast, one after another, and nobody else sees them.
    for text in ("Kartan är aktuell", "Vi hjälper varandra", "Adresserna stämmer"):
        write(anna, text)
    write(bo, "Korta beslutsvägar")
    write(bo, "För många projekt", "weaknesses")
    expect(note(anna, "Adresserna stämmer")).to_be_visible()
    expect(note(anna, "Korta beslutsvägar")).to_have_count(0)
    is_saved(anna)
    is_saved(bo)
    expect(desk.locator(".desk-main", has_text="5 lappar").first).to_be_visible()
    shoot(anna, "phone-alone")
    shoot(desk, "desk-alone")
    is_accessible(anna, "the phone, alone")
    # A note written without contact arrives after the wall has been opened to the group, and is not lost.
    bo.context.set_offline(True)
    write(bo, "Skriven i en tunnel")
    expect(bo.locator(".note.waits", has_text="Skriven i en tunnel")).to_be_visible()
    next_phase(desk)  # opened to the groups: what was hidden appears at once
    expect(note(anna, "Korta beslutsvägar")).to_be_visible(timeout=5_000)
    bo.context.set_offline(False)
    expect(note(anna, "Skriven i en tunnel")).to_be_visible(timeout=30_000)
    expect(note(bo, "Kartan är aktuell")).to_be_visible()
    expect(bo.locator(".note.waits")).to_have_count(0, timeout=10_000)
    shoot(anna, "phone-groups")
    # Two change the same note at once: both texts stay, and both see them.
    for page, text in ((anna, "Kartan är aktuell i tätorten"), (bo, "Kartan är aktuell, men inte i skogen")):
        note(page, "Kartan är aktuell").locator("[data-menu]").click()
        page.locator(".note-menu[open] .edit textarea").fill(text)
    shoot(anna, "phone-menu")
    is_accessible(anna, "a note's menu")
    for page in (anna, bo):
        page.locator(".note-menu[open] .edit button").click()
    for page in (anna, bo):
        expect(note(page, "Kartan är aktuell i tätorten")).to_be_visible()
        expect(note(page, "Kartan är aktuell, men inte i skogen")).to_be_visible()
        expect(page.get_by_text("Två skrev i lappen samtidigt").first).to_be_visible()
    # Merged: one note, both texts.
    note(anna, "men inte i skogen").locator("[data-menu]").click()
    anna.locator(".note-menu[open] .merges summary").click()
    anna.locator(".note-menu[open] .merge-choices button", has_text="i tätorten").click()
    expect(note(bo, "i tätorten").locator(".merged")).to_contain_text("men inte i skogen")
    # Moved by keyboard alone.
    face = note(anna, "Vi hjälper varandra").locator("[data-menu]")
    face.focus()
    anna.keyboard.press("Alt+ArrowRight")
    expect(bo.locator("[data-column=weaknesses] .note", has_text="Vi hjälper varandra")).to_have_count(1)
    # Dragged by a finger to another part, which is a tab on a phone; a finger that does not rest only scrolls.
    dragged = note(bo, "Skriven i en tunnel")
    drag_by_finger(bo, dragged, bo.locator(".wall [data-tab=threats]"))
    expect(anna.locator("[data-column=threats] .note", has_text="Skriven i en tunnel")).to_have_count(1)
    expect(bo.locator("dialog.menu[open]")).to_have_count(0)  # letting go is no tap
    # Gathered into a theme by choosing.
    bo.locator("[data-select]").click()
    for text in ("Adresserna", "i tätorten"):
        note(bo, text).locator("[data-menu]").click()
    bo.locator(".gather input[name=name]").fill("Kartan")
    shoot(bo, "phone-choosing")
    bo.locator(".gather button").click()
    expect(anna.locator(".theme", has_text="Kartan").locator(".note")).to_have_count(2)
    # The leader reads what the groups wrote, and takes one away; nobody is named.
    desk.locator("summary", has_text="Läs lapparna innan alla ser dem").click()
    shoot(desk, "desk-groups")
    desk.locator("li[id^=desk_note-]", has_text="Korta beslutsvägar").get_by_role("button").click()
    expect(note(anna, "Korta beslutsvägar")).to_have_count(0)
    next_phase(desk)
    expect(desk.locator(".wall .theme", has_text="Kartan")).to_be_visible()
    shoot(desk, "desk-plenary")
    board = open_board(desk, workshop)
    expect(board.locator(".quadrants")).to_be_visible()
    shoot(board, "board-plenary")
    is_accessible(board, "the board")
    is_accessible(desk, "the desk, all together")
    # Dragged by the mouse into another part.
    moved = note(desk, "Skriven i en tunnel")
    moved.scroll_into_view_if_needed()
    start = moved.bounding_box()
    target = desk.locator(".wall [data-column=weaknesses] .notes").last.bounding_box()
    desk.mouse.move(start["x"] + 60, start["y"] + 15)
    desk.mouse.down()
    desk.mouse.move(start["x"] + 90, start["y"] + 40, steps=4)
    desk.mouse.move(target["x"] + 60, target["y"] + 20, steps=8)
    desk.mouse.up()
    expect(anna.locator("[data-column=weaknesses] .note", has_text="Skriven i en tunnel")).to_have_count(1)
    # Locked: participants cannot write, and the screen says why.
    desk.get_by_role("button", name="Lås tavlan").click()
    expect(anna.get_by_text("Ledaren har låst tavlan")).to_be_visible()
    desk.get_by_role("button", name="Lås upp tavlan").click()
    # Votes: never more dots than the leader gave, whatever is pressed, in two tabs.
    desk.locator("input[name=dots]").fill("2")
    desk.get_by_role("button", name="Öppna omröstningen").click()
    expect(anna.locator(".ballot")).to_be_visible()
    shoot(anna, "phone-ballot")
    tab = anna.context.new_page()
    tab.goto(anna.url)
    forms = anna.locator(".ballot form")
    assert forms.count() >= 3
    for page, number in ((anna, 0), (tab, 1), (anna, 2)):
        page.locator(".ballot form").nth(number).locator("button[value='1']").dblclick()
        page.wait_for_timeout(300)
    expect(anna.get_by_text("Du har inga prickar kvar").first).to_be_visible()
    expect(anna.get_by_text("Alla dina prickar är ute")).to_be_visible()
    expect(tab.get_by_text("Alla dina prickar är ute")).to_be_visible()
    expect(anna.locator(".ballot button[value='1'][aria-pressed=true]")).to_have_count(2)
    expect(board.get_by_text(re.compile(r"1\s+av\s+2"))).to_be_visible()
    desk.get_by_role("button", name="Stäng omröstningen").click()
    expect(board.locator(".result-table")).to_be_visible()
    expect(board.locator(".result-table")).to_contain_text("delad plats")
    shoot(board, "board-result")
    shoot(desk, "desk-result")
    is_accessible(board, "the result on the board")
    # What was written without contact and comes when the room has left the wall is not lost: it stays on the phone.
    desk.get_by_role("button", name="Visa hela tavlan").click()
    expect(bo.locator(".wall")).to_be_visible()
    bo.context.set_offline(True)
    for text in ("Kom för sent", "Kom också för sent"):
        write(bo, text)
    go_to(desk, "Rast")
    bo.context.set_offline(False)
    expect(bo.locator(".unsent li")).to_have_text(["Kom för sent", "Kom också för sent"], timeout=30_000)
    expect(bo.get_by_text("Rummet har lämnat den här tavlan").first).to_be_visible()
    is_accessible(bo, "what was not taken")
    bo.reload()
    expect(bo.locator(".unsent li")).to_have_count(2)
    shoot(bo, "phone-unsent")
    bo.get_by_role("button", name="Släng").click()
    expect(bo.locator(".unsent")).to_have_count(0)
