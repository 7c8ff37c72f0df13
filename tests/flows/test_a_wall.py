"""Several phones on one wall, in a real browser: nothing is lost, nothing is overwritten, nobody votes twice."""

import os
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from tests.flows.devices import (
    DESK,
    begin_with_groups,
    go_to,
    is_accessible,
    is_drawn,
    is_saved,
    make_workshop,
    open_board,
    open_desk,
    others_vote,
    screen,
    sign_in,
)
from tests.flows.devices import phone as come

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("WALL_SHOTS")  # a folder to keep pictures in, to look at


def shoot(page, name):
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
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
    expect(page.locator(".note.ghost")).to_be_attached()  # it has rested for as long as it takes
    for part in range(1, 9):
        touch("touchMove", (x + (to_x - x) * part / 8, y + (to_y - y) * part / 8))
    touch("touchEnd")


def phase(desk, words):
    """The leader goes to a phase of the wall's step, from wherever the room is."""
    if "Styrkor" not in desk.locator(".desk-agenda .now").inner_text():
        go_to(desk, "Styrkor")
    desk.locator(".desk-head .phase", has_text=words).click()
    expect(desk.locator(".desk-head .phase", has_text=words)).to_have_attribute("aria-current", "step")
    is_drawn(desk)


ALONE, GROUPS, TOGETHER = "Var för sig", "I smågrupp", "Alla tillsammans"


@pytest.fixture(scope="module")
def room(server, chromium):
    """Eva at the SWOT, with the projector; Anna and Bo on phones, in one group. Each test writes notes of its own."""
    desk = screen(chromium, server, **DESK)
    sign_in(desk)
    workshop = make_workshop(desk)
    code = open_desk(desk, workshop)
    anna, bo = (come(chromium, server, code, role) for role in ("official", "manager"))
    begin_with_groups(desk)
    go_to(desk, "Styrkor")
    expect(anna.locator(".wall")).to_be_visible()
    return SimpleNamespace(server=server, code=code, desk=desk, anna=anna, bo=bo, board=open_board(desk, workshop))


def written(room, *texts, by="anna"):
    """Notes that somebody has written alone, and that the group has before it now."""
    phase(room.desk, ALONE)
    page = getattr(room, by)
    for text in texts:
        write(page, text)
        expect(note(page, text)).to_be_visible()
    phase(room.desk, GROUPS)
    for each in (room.anna, room.bo):
        expect(note(each, texts[-1])).to_be_visible()


def test_what_is_written_alone_is_seen_by_nobody_else(room):
    desk, anna, bo = room.desk, room.anna, room.bo
    for text in ("Kartan är aktuell", "Vi hjälper varandra", "Adresserna stämmer"):
        write(anna, text)  # fast, one after another
    write(bo, "Korta beslutsvägar")
    write(bo, "För många projekt", "weaknesses")
    expect(note(anna, "Adresserna stämmer")).to_be_visible()
    is_saved(anna)
    is_saved(bo)
    expect(desk.locator(".desk-main", has_text="5 lappar").first).to_be_visible()
    expect(note(anna, "Korta beslutsvägar")).to_have_count(0)
    shoot(anna, "phone-alone")
    shoot(desk, "desk-alone")
    is_accessible(anna, "the phone, alone")
    phase(desk, GROUPS)  # opened to the groups: what was hidden appears at once
    expect(note(anna, "Korta beslutsvägar")).to_be_visible()


def test_a_note_written_without_contact_arrives_when_the_wall_has_been_opened_meanwhile(room):
    desk, anna, bo = room.desk, room.anna, room.bo
    phase(desk, ALONE)
    expect(bo.locator(".wall")).to_be_visible()
    bo.context.set_offline(True)
    write(bo, "Skriven i en tunnel")
    expect(bo.locator(".note.waits", has_text="Skriven i en tunnel")).to_be_visible()
    phase(desk, GROUPS)
    bo.context.set_offline(False)
    expect(note(anna, "Skriven i en tunnel")).to_be_visible()
    expect(bo.locator(".note.waits")).to_have_count(0)
    shoot(anna, "phone-groups")


def test_two_who_change_a_note_at_once_see_both_texts_and_can_merge_them(room):
    anna, bo = room.anna, room.bo
    written(room, "Registret är rätt")
    for page, text in ((anna, "Registret är rätt i tätorten"), (bo, "Registret är rätt, men inte i skogen")):
        note(page, "Registret är rätt").locator("[data-menu]").click()
        page.locator(".note-menu[open] .edit textarea").fill(text)
    shoot(anna, "phone-menu")
    is_accessible(anna, "a note's menu")
    for page in (anna, bo):
        page.locator(".note-menu[open] .edit button").click()
    for page in (anna, bo):
        expect(note(page, "Registret är rätt i tätorten")).to_be_visible()
        expect(note(page, "Registret är rätt, men inte i skogen")).to_be_visible()
        expect(page.get_by_text("Två skrev i lappen samtidigt").first).to_be_visible()
    note(anna, "men inte i skogen").locator("[data-menu]").click()
    anna.locator(".note-menu[open] .merges summary").click()
    anna.locator(".note-menu[open] .merge-choices button", has_text="i tätorten").click()
    expect(note(bo, "i tätorten").locator(".merged")).to_contain_text("men inte i skogen")


def test_notes_are_moved_by_keyboard_and_by_finger(room):
    anna, bo = room.anna, room.bo
    written(room, "Flyttas med tangenterna", "Flyttas med ett finger")
    note(anna, "Flyttas med tangenterna").locator("[data-menu]").focus()
    anna.keyboard.press("Alt+ArrowRight")
    expect(bo.locator("[data-column=weaknesses] .note", has_text="Flyttas med tangenterna")).to_have_count(1)
    # to another part, which is a tab on a phone; a finger that does not rest only scrolls
    bo.locator(".wall [data-tab=strengths]").click()
    drag_by_finger(bo, note(bo, "Flyttas med ett finger"), bo.locator(".wall [data-tab=threats]"))
    expect(anna.locator("[data-column=threats] .note", has_text="Flyttas med ett finger")).to_have_count(1)
    expect(bo.locator("dialog.menu[open]")).to_have_count(0)  # letting go is no tap


def test_notes_are_gathered_into_a_theme_by_choosing(room):
    anna, bo = room.anna, room.bo
    written(room, "Vi möts på fredagar", "Vi läser varandras planer")
    bo.locator("[data-select]").click()
    for text in ("Vi möts", "Vi läser"):
        note(bo, text).locator("[data-menu]").click()
    bo.locator(".gather input[name=name]").fill("Tillsammans")
    shoot(bo, "phone-choosing")
    bo.locator(".gather button").click()
    expect(anna.locator(".theme", has_text="Tillsammans").locator(".note")).to_have_count(2)
    phase(room.desk, TOGETHER)
    expect(room.desk.locator(".wall .theme", has_text="Tillsammans")).to_be_visible()


def test_the_leader_takes_a_note_away_before_all_see_it_and_drags_another_when_they_do(room):
    desk, anna, board = room.desk, room.anna, room.board
    written(room, "Ska bort", "Dras med musen")
    desk.locator("summary", has_text="Läs lapparna innan alla ser dem").click()  # nobody is named
    shoot(desk, "desk-groups")
    desk.locator("li[id^=leader_unseen_note-]", has_text="Ska bort").get_by_role("button").click()
    expect(note(anna, "Ska bort")).to_have_count(0)
    phase(desk, TOGETHER)
    shoot(desk, "desk-plenary")
    expect(board.locator(".board-field")).to_have_count(4)
    shoot(board, "board-plenary")
    is_accessible(board, "the board")
    is_accessible(desk, "the desk, all together")
    desk.set_viewport_size({"width": 1440, "height": 2400})  # nothing is scrolled away
    moved = note(desk, "Dras med musen")
    moved.scroll_into_view_if_needed()
    start = moved.bounding_box()
    target = desk.locator(".wall [data-column=weaknesses] .notes").last.bounding_box()
    desk.mouse.move(start["x"] + 60, start["y"] + 15)
    desk.mouse.down()
    desk.mouse.move(start["x"] + 90, start["y"] + 40, steps=4)
    desk.mouse.move(target["x"] + 60, target["y"] + 20, steps=8)
    desk.mouse.up()
    expect(anna.locator("[data-column=weaknesses] .note", has_text="Dras med musen")).to_have_count(1)
    desk.set_viewport_size(DESK["viewport"])


def test_on_a_locked_wall_nobody_writes_and_the_screen_says_why(room):
    phase(room.desk, TOGETHER)
    room.desk.get_by_role("button", name="Lås tavlan").click()
    expect(room.anna.get_by_text("Ledaren har låst tavlan")).to_be_visible()
    room.desk.get_by_role("button", name="Lås upp tavlan").click()
    expect(room.anna.get_by_text("Ledaren har låst tavlan")).to_have_count(0)


def test_nobody_has_more_dots_than_the_leader_gave_whatever_is_pressed_in_two_tabs(room):
    desk, anna, board = room.desk, room.anna, room.board
    written(room, "Röstas på ett", "Röstas på två", "Röstas på tre")
    phase(desk, TOGETHER)
    desk.locator("input[name=dots]").fill("2")
    desk.get_by_role("button", name="Öppna omröstningen").click()
    expect(anna.locator(".ballot")).to_be_visible()
    shoot(anna, "phone-ballot")
    tab = anna.context.new_page()
    tab.goto(anna.url)
    is_saved(tab)
    assert anna.locator(".ballot form").count() >= 3
    for page, number in ((anna, 0), (tab, 1), (anna, 2)):
        page.locator(".ballot form").nth(number).locator("button[value='1']").dblclick()
        is_saved(page)
    expect(anna.get_by_text("Du har inga prickar kvar").first).to_be_visible()
    expect(anna.get_by_text("Alla dina prickar är ute")).to_be_visible()
    expect(tab.get_by_text("Alla dina prickar är ute")).to_be_visible()
    expect(anna.locator(".ballot button[value='1'][aria-pressed=true]")).to_have_count(2)
    expect(board.get_by_text(re.compile(r"1\s+av\s+2"))).to_be_visible()
    tab.close()
    for number in (0, 1):
        others_vote(room.server, room.code, anna.locator(".ballot form").nth(number), 2)
    desk.get_by_role("button", name="Stäng omröstningen").click()
    expect(board.locator(".bars")).to_contain_text("delad")
    shoot(board, "board-result")
    shoot(desk, "desk-result")
    is_accessible(board, "the result on the board")
    desk.get_by_role("button", name="Visa hela tavlan").click()
    expect(desk.get_by_role("button", name="Visa hela tavlan")).to_have_count(0)
    expect(room.bo.locator(".wall")).to_be_visible()


def test_what_comes_when_the_room_has_left_the_wall_stays_on_the_phone(room):
    desk, bo = room.desk, room.bo
    phase(desk, ALONE)
    expect(bo.locator(".wall")).to_be_visible()
    bo.context.set_offline(True)
    for text in ("Kom för sent", "Kom också för sent"):
        write(bo, text)
    go_to(desk, "Rast")
    bo.context.set_offline(False)
    expect(bo.locator(".unsent li")).to_have_text(["Kom för sent", "Kom också för sent"])
    expect(bo.get_by_text("Rummet har lämnat den här tavlan").first).to_be_visible()
    is_accessible(bo, "what was not taken")
    bo.reload()
    expect(bo.locator(".unsent li")).to_have_count(2)
    shoot(bo, "phone-unsent")
    bo.get_by_role("button", name="Släng").click()
    expect(bo.locator(".unsent")).to_have_count(0)
