"""Planned, invited to, rehearsed, led over two occasions days apart with one new and one missing, and closed."""

import re
from datetime import date, timedelta

import pypdfium2
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
    phone,
    rate,
    run_inside,
    screen,
    seats,
    sign_in,
)
from playwright.sync_api import expect
from time_passes import pass_time

pytestmark = pytest.mark.browser

OTHERS = 7  # who have no browser here; with the four that have, enough for two groups
BETWEEN = timedelta(days=9)
FIRST, SECOND = "Självskattning: ledning och styrning", "Självskattning: kompetens och kultur"


PEOPLE_OF = """
import django; django.setup()
from digibarometer.workshops.models import Participant, Workshop
print(Participant.objects.filter(workshop={workshop}).count(), Workshop.objects.filter(is_practice=True).count())
"""


def group_of(page):
    """The group that the phone says it sits in."""
    return re.search(r"Du sitter i (Grupp \d+)", page.locator("[id^=group_card]").inner_text())[1]


def opened_again(page, address):
    """Somebody opens the browser anew, days later, on the same phone."""
    context = page.context
    page.close()
    anew = context.new_page()
    anew.goto(address)
    is_saved(anew)
    return anew


def invite(desk, workshop):
    """Two addresses, the text and the calendar file to copy; and what those who are asked read."""
    desk.goto(f"/w/{workshop}/invite/letter/")
    desk.get_by_label("Adresser").fill("anna@salem.example, bo@salem.example")
    desk.get_by_role("button", name="Lägg till adresserna").click()
    expect(desk.get_by_text("2 adresser")).to_be_visible()
    is_accessible(desk, "the invitation")
    guest = desk.context.new_page()
    guest.goto(desk.locator("a[href*='/welcome/']:not([href*='calendar'])").get_attribute("href"))
    expect(guest.get_by_text("Tillfälle 2")).to_be_visible()
    calendar = guest.request.get(guest.get_by_role("link", name="Lägg in i kalendern").first.get_attribute("href"))
    assert "BEGIN:VEVENT" in calendar.text()
    guest.close()


def rehearse(desk, workshop):
    """A rehearsal on the real screens, thrown away."""
    desk.goto(f"/w/{workshop}/practice/")
    desk.fill("[name=people]", "5")
    desk.get_by_role("button", name="Börja öva").click()
    expect(desk.get_by_text("5 simulerade deltagare är med.")).to_be_visible()
    practice = desk.context.new_page()
    practice.goto(f"/w/{re.search(r'/w/([0-9]+)/', desk.url)[1]}/desk/")
    expect(practice.locator("#desk_top")).to_contain_text("5 av 5", timeout=20_000)
    begin_with_groups(practice)
    practice.close()
    desk.get_by_role("button", name="Släng").click()
    desk.locator("dialog button[value=yes]").click()
    expect(desk.get_by_text("Inget av den finns kvar.")).to_be_visible()


def close_for_good(desk, workshop):
    """The leader ends the workshop and closes it with the archive's decision."""
    desk.locator(".desk-aside").get_by_role("button", name="Avsluta workshopen").click()
    desk.locator("dialog").get_by_role("button", name="Avsluta workshopen").click()
    expect(desk.get_by_role("link", name="Stäng för gott")).to_be_visible()
    desk.goto(f"/w/{workshop}/close/")
    for label, said in (("Nämnd", "SBN"), ("Diarienummer", "SBN 2026/1"), ("Gallringsbeslut", "§ 94")):
        desk.get_by_label(label, exact=True).fill(said)
    desk.locator("[name=agreed]").check()
    desk.get_by_role("button", name="Stäng workshopen").click()
    desk.locator("dialog button[value=yes]").click()
    expect(desk.get_by_text("Workshopen är stängd.").first).to_be_visible()


def words_of(pdf):
    """All that a PDF says, lines joined."""
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def test_a_workshop_in_two_occasions_from_plan_to_closing(server, browser):
    first_day = date.today() + timedelta(days=1)
    desk = screen(browser, server, **DESK)
    sign_in(desk)
    workshop = make_workshop(desk, "tva-tillfallen", days=[first_day, first_day + BETWEEN])
    # the times of the plan follow the minutes as they are typed
    desk.locator("[name^=minutes-]").first.fill("34")
    expect(desk.locator("[data-clock]").nth(1)).to_have_text("09.20")
    expect(desk.locator("[data-ends]").first).to_have_text("12.35")
    is_accessible(desk, "the plan")
    desk.get_by_role("button", name="Spara planen").last.click()
    expect(desk.locator("[name^=minutes-]").first).to_have_value("34")
    invite(desk, workshop)
    rehearse(desk, workshop)
    assert run_inside(server, PEOPLE_OF.format(workshop=workshop)).split() == ["0", "0"], "nothing is left of practice"
    code = open_desk(desk, workshop)
    board = open_board(desk, workshop)
    anna, bo, cilla, dan = (
        phone(browser, server, code, role) for role in ("manager", "official", "official", "politician")
    )
    seats(server, code, OTHERS)
    begin_with_groups(desk)
    sat = [group_of(page) for page in (anna, cilla, dan)]
    assert set(sat) <= {"Grupp 1", "Grupp 2"}
    go_to(desk, FIRST)
    for page in (anna, bo, cilla):
        rate(page, 3)
    expect(board.locator("#board_progress")).to_contain_text("3 av 11")

    # the room agrees on the first area, and so everyone sees what was agreed when the day is over
    desk.get_by_role("button", name="Hoppa över resten").click()
    desk.locator("dialog").get_by_role("button", name="Hoppa över resten").click()
    expect(desk.locator(".desk-agenda .now")).not_to_contain_text("Ledning och styrning")
    desk.get_by_role("button", name="Planera om resten").click()
    expect(desk.locator("#desk_rest")).to_contain_text("Förslag för resten", timeout=15_000)
    is_accessible(desk, "a proposal for the rest of the day")
    desk.locator("#desk_rest").get_by_role("button", name="Använd förslaget").click()
    expect(desk.locator("#desk_rest")).to_contain_text("Resten är omplanerad", timeout=15_000)

    # the first day is over
    desk.locator("#decisions > summary").click()
    desk.get_by_label("Ett nytt beslut").fill("Vi ses igen om nio dagar")
    desk.get_by_role("button", name="Skriv upp").click()
    expect(desk.locator("#desk_decisions")).to_contain_text("Vi ses igen om nio dagar")
    desk.get_by_role("button", name="Pausa till en annan dag").click()
    desk.locator("dialog").get_by_role("button", name="Pausa till en annan dag").click()
    for page in (anna, bo, cilla, dan):
        expect(page.get_by_text("Tack för i dag!")).to_be_visible()
        expect(page.locator("[data-until], [data-left]")).to_have_count(0)
        expect(page.get_by_text("din plats finns kvar")).to_be_visible()
    is_accessible(anna, "a phone between two occasions")
    expect(anna.locator("#room_so_far")).to_contain_text("Till nästa gång")
    expect(anna.locator("#room_so_far")).to_contain_text("Självskattning: kompetens och kultur")
    expect(desk.locator("#desk_so_far")).to_contain_text("Det här gör ni som leder till dess")
    expect(board.get_by_text("Tack för i dag!")).to_be_visible()
    expect(desk.get_by_text("Workshopen är pausad till en annan dag.")).to_be_visible()

    # nine days pass; the server has been stopped meanwhile, Bo does not come, Cilla never closed her page
    bo.close()
    desk.close()
    server.stop()
    pass_time(server, workshop, BETWEEN)
    server.start()
    server.wait()
    is_saved(cilla)
    expect(cilla.get_by_text("Tack för i dag!")).to_be_visible()
    cookie = next(cookie for cookie in anna.context.cookies() if cookie["name"] == "seat")
    anna = opened_again(anna, f"/j/{code}/")  # scans the code again
    dan = opened_again(dan, f"/w/{workshop}/")  # opens the same link
    assert cookie["value"] == next(one["value"] for one in anna.context.cookies() if one["name"] == "seat")
    for page in (anna, dan):
        assert page.url.endswith(f"/w/{workshop}/"), "asked who they are once more"

    # the leader goes on with the second occasion
    desk = board.context.new_page()
    desk.goto(f"/w/{workshop}/desk/")
    expect(desk.get_by_text("Workshopen är pausad till en annan dag.")).to_be_visible()
    desk.get_by_role("button", name="Fortsätt", exact=True).click()
    expect(desk.get_by_text("Workshopen är pausad till en annan dag.")).to_have_count(0)
    go_to(desk, "Välkommen tillbaka")
    for page in (anna, cilla, dan):
        expect(page.get_by_text("Du sitter i Grupp")).to_be_visible()
    assert [group_of(page) for page in (anna, cilla, dan)] == sat
    expect(board.locator("#board_join")).to_contain_text("3 är här")

    # all see where they were, and the leader which of them are missing and that the groups stand
    expect(anna.locator("#room_so_far")).to_contain_text("Här är vi")
    expect(desk.locator("#desk_groups")).to_contain_text("Grupperna är som förra gången")
    expect(desk.locator("#desk_groups")).to_contain_text("8 personer från förra gången är inte här.")

    # one is new, and comes into a group that is there
    eva = phone(browser, server, code, "official")
    assert group_of(eva) in {"Grupp 1", "Grupp 2"}
    expect(board.locator("#board_join")).to_contain_text("4 är här")
    expect(desk.locator("#desk_top")).to_contain_text("4")

    expect(desk.locator("#desk_groups")).to_contain_text("1 person är ny.")
    desk.locator("#desk-next").click()
    expect(board.locator("#board_so_far")).to_contain_text("Här är vi")

    # they rate together; Bo is waited for by nobody
    go_to(desk, SECOND)
    for page in (anna, dan, cilla, eva):
        rate(page, 4)
    expect(board.locator("#board_progress")).to_contain_text("4 av 4")
    expect(anna.get_by_text("Det var alla frågor här")).to_be_visible()

    # and what was said on the first day is still theirs
    go_to(desk, FIRST)
    anna.locator("[data-to]:visible, [data-back]:visible").first.click()
    expect(anna.locator("button[value='3'][aria-pressed=true]").first).to_be_attached()
    expect(anna.locator("button.level[aria-pressed=true]")).to_have_count(5)

    # the room agrees on the second area, the leader ends and closes, and what both days came to is kept
    go_to(desk, SECOND)
    desk.locator(".phase", has_text="Alla tillsammans").click()
    desk.locator("#desk_talk .questions button").first.click()
    desk.locator(".plenary:visible .group-level button").nth(2).click()
    desk.locator(".plenary:visible textarea").fill("Sagt på andra dagen")
    desk.locator("h1").first.click()
    expect(anna.get_by_text("Sagt på andra dagen")).to_be_visible()
    close_for_good(desk, workshop)
    desk.goto(f"/w/{workshop}/result/")
    for said in ("Vi ses igen om nio dagar", "Sagt på andra dagen"):
        expect(desk.get_by_text(said).first).to_be_attached()
    report = desk.request.get(desk.locator("a[href$='report.pdf']").first.get_attribute("href")).body()
    assert all(said in words_of(report) for said in ("Vi ses igen om nio dagar", "Sagt på andra dagen", "SBN 2026/1"))
    assert run_inside(server, PEOPLE_OF.format(workshop=workshop)).split() == ["0", "0"], "nobody's seat is kept"
