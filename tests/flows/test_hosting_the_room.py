"""A leader, two phones, a table and a projector: messages, a hand, the projector, questions, a key for what is next."""

import pytest
from playwright.sync_api import expect

from tests.flows.devices import (
    BOARD,
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
    run_inside,
    screen,
    seats,
    sign_in,
)

TABLE_OF = """
import django; django.setup()
from digibarometer.workshops.models import Group
group = Group.objects.filter(workshop={workshop}, attendances__participant={person}).first()
print(f"{{group.pk}} /w/{workshop}/table/{{group.pk}}/{{group.secret}}/")
"""
pytestmark = pytest.mark.browser


@pytest.mark.slow
def test_the_leader_does_with_the_room_what_is_in_no_agenda(server, browser):
    desk = screen(browser, server, **DESK)
    sign_in(desk)
    workshop = make_workshop(desk)
    code = open_desk(desk, workshop)
    anna, bo = phone(browser, server, code, "official"), phone(browser, server, code, "politician")
    seats(server, code, 4)
    begin_with_groups(desk)
    board = open_board(desk, workshop)
    assert board.viewport_size == BOARD
    person = int(next(one["value"] for one in anna.context.cookies() if one["name"] == "seat").split(".")[0])
    group, path = run_inside(server, TABLE_OF.format(workshop=workshop, person=person)).split()
    table = screen(browser, server, viewport={"width": 1180, "height": 820})
    table.goto(path)

    # A group raises its hand, and the leader answers to that group only.
    go_to(desk, "edning och styrning")
    desk.keyboard.press("n")
    expect(desk.locator("button.phase.now")).to_contain_text("I smågrupp")
    anna.get_by_role("button", name="Vi behöver hjälp").click()
    expect(desk.locator("#desk_hands")).to_contain_text("behöver hjälp")
    desk.get_by_role("button", name="Jag har sett det").click()
    expect(table.locator("#group_hand")).to_contain_text("Ledaren har sett det")
    tell = open_tool(desk, "telling")
    tell.locator("#tell-whom").select_option(group)
    tell.locator("#tell-text").fill("Jag kommer strax")
    desk.keyboard.press("n")  # in a field a letter is a letter
    tell.get_by_role("button", name="Till telefonerna").click()
    expect(table.locator("#group_told")).to_contain_text("Jag kommer strax")
    for page, where in ((desk, "the desk"), (anna, "a phone"), (table, "the table")):
        is_accessible(page, where)
    anna.get_by_role("button", name="Vi har läst det").click()
    expect(table.locator("#group_told")).not_to_contain_text("Jag kommer strax")
    expect(desk.locator("#desk_tell")).to_contain_text("läst")

    # The projector: a message to all, dark, and still while the room moves on.
    tell.locator("#tell-whom").select_option("null")
    tell.locator("#tell-text").fill("Vi bryter om fem minuter")
    tell.get_by_role("button", name="Båda").click()
    expect(board.locator("#board_told")).to_contain_text("Vi bryter om fem minuter")
    expect(bo.locator("#room_told")).to_contain_text("Vi bryter om fem minuter")
    is_accessible(board, "the projector with a message")
    projector = open_tool(desk, "projecting")
    projector.get_by_role("button", name="Låt den stå still").click()
    expect(desk.locator("#desk_board")).to_contain_text("stått still")
    desk.locator("#desk-next").click()
    expect(desk.locator("button.phase.now")).to_contain_text("Alla tillsammans")
    expect(board.locator(".board-top [aria-current]")).to_have_text("I smågrupp")
    projector.get_by_role("button", name="Följ rummet igen").click()
    expect(board.locator(".board-top [aria-current]")).to_have_text("Alla tillsammans")
    desk.keyboard.press("Escape")
    desk.locator("#pause-projector").click()
    expect(board.locator("#board_cover")).to_contain_text("Projektorn är pausad")
    is_accessible(board, "the dark projector")
    desk.locator("#pause-projector").click()

    # Out of the script: a parked question, and a question to the room that too few answer.
    open_tool(desk, "parking").get_by_role("button", name="Låt deltagarna skriva").click()
    bo.get_by_text("Parkera en fråga").click()
    bo.locator("#park-text").fill("Vem äger grunddata?")
    bo.get_by_role("button", name="Parkera", exact=True).click()
    expect(desk.locator("#leader_parking")).to_contain_text("Vem äger grunddata?")
    asking = open_tool(desk, "asking")
    asking.locator("#ask-text").fill("Hur är tempot?")
    asking.get_by_role("button", name="Ställ frågan").click()
    anna.locator("#my_ask").get_by_role("button", name="4", exact=True).click()
    expect(asking).to_contain_text("1 av 6 har svarat")
    asking.get_by_role("button", name="Visa på projektorn").click()
    expect(board.locator("#board_cover")).to_contain_text("Hur är tempot?")
    is_accessible(anna, "a phone that is asked")
    asking.get_by_role("button", name="Stäng frågan").click()
    desk.locator("dialog button[value=yes]").click()
    expect(board.locator("#board_cover")).to_contain_text("För få har svarat")
    is_accessible(desk, "the desk with all its tools open")
    is_saved(anna)
    anna.context.close()
    expect(desk.locator("#desk_contact")).to_contain_text("1 telefon saknar kontakt")
