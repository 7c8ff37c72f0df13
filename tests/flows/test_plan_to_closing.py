"""A whole workshop: planned, invited to, rehearsed, led on two days by two people, closed, and read."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.faults.a_server import Server
from tests.flows.devices import (
    DESK,
    PASSWORD,
    begin_with_groups,
    go_to,
    is_saved,
    make_ready,
    make_workshop,
    open_board,
    open_desk,
    open_tool,
    phone,
    rate,
    run_inside,
    screen,
    sign_in,
)
from tests.flows.post import post_office
from tests.flows.time_passes import pass_time

pytestmark = pytest.mark.browser

BETWEEN = timedelta(days=9)
FIRST, SECOND = "Självskattning: ledning och styrning", "Självskattning: kompetens och kultur"
SAID = {FIRST: "Vi har mål, men de når inte alla.", SECOND: "Vi lär oss av varandra på fredagarna."}
LISA = "lisa@kommun.example"
ACCOUNT = f"""
import django; django.setup()
from digibarometer.accounts.models import Membership, User
from digibarometer.places.models import Municipality
lisa = User.objects.create_user("{LISA}", "{PASSWORD}", name="Lisa Lind")
Membership.objects.create(user=lisa, municipality=Municipality.objects.get(code="1880"))
"""
ROWS = """
import django; django.setup()
from django.conf import settings
from pathlib import Path
from digibarometer.planning.data_export import workshop_models
rows = {model._meta.label: model._default_manager.filter(workshop=WORKSHOP).count() for model in workshop_models()}
print(sorted(rows.items()), len(list(Path(settings.DATA).glob("rehearsal*"))))
"""


@pytest.fixture(scope="module")
def letters():
    """The e-mail that is sent, and the server's way to send it."""
    with post_office() as office:
        yield office


@pytest.fixture(scope="module")
def server(tmp_path_factory, letters):
    """A server that can send e-mail, with Eva's account and her colleague Lisa's."""
    server = Server(tmp_path_factory.mktemp("served"), EMAIL_URL=letters[0])
    make_ready(server)
    run_inside(server, ACCOUNT)
    server.start()
    server.wait()
    yield server
    server.stop()


def plans(eva):
    """A new workshop on two days, one step of it made longer; its number."""
    day = date.today() + timedelta(days=1)
    workshop = make_workshop(eva, "tva-tillfallen", days=[day, day + BETWEEN])
    eva.locator("[name^=minutes-]").first.fill("34")
    eva.locator(".save-row").get_by_role("button", name="Spara planen").click()
    expect(eva.locator("[name^=minutes-]").first).to_have_value("34")
    return workshop


@pytest.fixture
def eva(server, browser):
    """Eva, who has signed in."""
    page = screen(browser, server, **DESK)
    sign_in(page)
    return page


@pytest.fixture
def workshop(eva):
    """A new workshop on two days, that Lisa may lead too."""
    workshop = plans(eva)
    eva.goto(f"/w/{workshop}/people/")
    eva.locator("[name=user]").select_option(label="Lisa Lind")
    eva.get_by_role("button", name="Lägg till", exact=True).click()
    expect(eva.get_by_role("button", name="Ta bort Lisa Lind")).to_be_visible()
    return workshop


def test_two_participants_get_a_letter_each_with_both_days_for_their_calendars(eva, server, workshop, letters):
    _, sent = letters
    eva.goto(f"/w/{workshop}/invite/letter/")
    eva.locator("[name=addresses]").fill("anna@ek.example; bo@ek.example")
    eva.get_by_role("button", name="Lägg till adresserna").click()
    eva.get_by_role("button", name="Skicka 2 inbjudningar").click()
    eva.locator("dialog button[value=yes]").click()
    expect(eva.get_by_text("2 inbjudningar är på väg.", exact=False)).to_be_visible()
    server.run("-m", "digibarometer", "duties", "--data", str(server.data))  # as the server does once a minute
    assert [letter["To"] for letter in sent] == ["anna@ek.example", "bo@ek.example"]
    for letter in sent:
        files = [part for part in letter.iter_attachments() if part.get_content_type() == "text/calendar"]
        assert len(files) == 2, "one for each day"
    eva.reload()
    expect(eva.get_by_text("2 skickade", exact=False)).to_be_visible()


@pytest.mark.slow
def test_a_rehearsal_is_led_and_thrown_away_and_has_not_touched_the_real_one(eva, server, workshop):
    before = run_inside(server, ROWS.replace("WORKSHOP", workshop))
    eva.goto(f"/w/{workshop}/practice/")
    eva.fill("[name=people]", "6")
    eva.locator("[name=pace]").select_option("fast")
    eva.get_by_role("button", name="Börja öva").click()
    expect(eva.get_by_text("6 simulerade deltagare är med.")).to_be_visible()
    rehearsal = re.search(r"/w/(\d+)/", eva.url)[1]
    desk = eva.context.new_page()
    open_desk(desk, rehearsal)
    expect(desk.locator("#desk_top")).to_contain_text("Övning")
    expect(desk.locator("#desk_top")).to_contain_text("6 av 6")
    begin_with_groups(desk)
    go_to(desk, FIRST)
    board = open_board(desk, rehearsal)
    expect(board.locator("#board_top")).to_contain_text("Övning")
    expect(board.locator("#board_progress")).to_contain_text("6 av 6")
    eva.get_by_role("button", name="Släng").click()
    eva.locator("dialog button[value=yes]").click()
    expect(eva.get_by_text("Inget av den finns kvar.")).to_be_visible()
    expect(desk.locator("#desk_agenda")).to_have_count(0)
    left, files = run_inside(server, ROWS.replace("WORKSHOP", rehearsal)).rsplit(maxsplit=1)
    assert not re.search(r", [1-9]", left) and files == "0"
    assert run_inside(server, ROWS.replace("WORKSHOP", workshop)) == before, "the real one is as it was"


def agree(desk, area):
    """All together: a level for each question, and why."""
    desk.locator(".phase", has_text="Alla tillsammans").click()
    expect(desk.locator("#desk_talk .questions button").first).to_be_visible()
    for question in desk.locator("#desk_talk .questions button").all():
        question.click()
        level = desk.locator(".plenary:visible .group-level button").nth(1)
        level.click()
        expect(level).to_have_attribute("aria-pressed", "true")
    desk.locator(".plenary:visible textarea").fill(SAID[area])
    desk.locator("h1").first.click()
    is_saved(desk)


def asks_and_does(desk, name):
    """A button that asks once, and the yes."""
    open_tool(desk, "ending").get_by_role("button", name=name).click()
    desk.locator("dialog").get_by_role("button", name=name).click()


def closes(desk, workshop):
    """For good, on the committee's decision."""
    open_tool(desk, "ending").get_by_role("link", name="Stäng", exact=False).click()
    desk.fill("[name=committee]", "Samhällsbyggnadsnämnden")
    desk.fill("[name=reference]", "SBN 2026-117")
    desk.fill("[name=disposal_reference]", "Gallringsplan 2026, § 4")
    desk.locator("[name=agreed]").check()
    desk.get_by_role("button", name="Stäng workshopen").click()
    desk.locator("dialog button[value=yes]").click()
    expect(desk.get_by_text("Ingens egna svar finns kvar.", exact=False).first).to_be_visible()


def test_it_is_led_on_two_days_by_two_people_closed_and_read(eva, server, browser, workshop):
    # the first day: Eva leads, three phones and the projector
    code = open_desk(eva, workshop)
    board = open_board(eva, workshop)
    anna, bo, cilla = (phone(browser, server, code, role) for role in ("politician", "manager", "official"))
    expect(board.locator("#board_join")).to_contain_text("3 är här")
    begin_with_groups(eva)
    go_to(eva, FIRST)
    for page, level in ((anna, 2), (bo, 3), (cilla, 3)):
        rate(page, level)
    expect(board.locator("#board_progress")).to_contain_text("3 av 3")
    agree(eva, FIRST)
    expect(anna.get_by_text(SAID[FIRST])).to_be_visible()
    asks_and_does(eva, "Pausa till en annan dag")
    for page in (anna, bo, cilla, board):
        expect(page.get_by_text("Tack för i dag!")).to_be_visible()
    expect(anna.locator("#room_so_far")).to_contain_text("ledning och styrning")
    expect(anna.locator("#room_so_far")).to_contain_text("Till nästa gång")

    # the second day: Lisa leads, Bo has not come, Dan is new and is told in two minutes what was done
    bo.close()
    eva.close()
    server.stop()
    pass_time(server, workshop, BETWEEN)
    server.start()
    server.wait()
    for page in (anna, cilla):
        is_saved(page)
    lisa = screen(browser, server, **DESK)
    sign_in(lisa, LISA)
    open_desk(lisa, workshop)
    lisa.get_by_role("button", name="Fortsätt", exact=True).click()
    expect(lisa.get_by_text("Workshopen är pausad till en annan dag.")).to_have_count(0)
    go_to(lisa, "Välkommen tillbaka")
    for page in (anna, cilla):
        expect(page.get_by_text("Du sitter i Grupp 1")).to_be_visible()
    expect(lisa.locator("#leader_groups")).to_contain_text("1 person från förra gången är inte här.")
    dan = phone(browser, server, code, "official")
    expect(lisa.locator("#leader_groups")).to_contain_text("1 person är ny.")
    go_to(lisa, SECOND)
    news = dan.get_by_text("Ny här?", exact=False)
    news.click()
    expect(dan.locator(".catch-up")).to_contain_text("ledning och styrning")
    expect(anna.get_by_text("Ny här?", exact=False)).to_have_count(0)
    for page in (anna, cilla, dan):
        rate(page, 4)
    expect(board.locator("#board_progress")).to_contain_text("3 av 3")  # Bo is waited for by nobody
    agree(lisa, SECOND)

    # ended and closed: nobody comes in any more, and what was said on both days stands in the result and the report
    asks_and_does(lisa, "Avsluta workshopen")
    expect(anna.get_by_text("Tack! Workshopen är slut.")).to_be_visible()
    closes(lisa, workshop)
    assert lisa.request.get(f"/j/{code}/").status == 404
    lisa.goto(f"/w/{workshop}/result/")
    for said in SAID.values():
        expect(lisa.get_by_text(said).first).to_be_attached()
    report = lisa.request.get(lisa.locator("a[href$='report.pdf']").first.get_attribute("href"))
    read = " ".join(page.extract_text() for page in PdfReader(BytesIO(report.body())).pages)
    for said in SAID.values():
        assert said in " ".join(read.split())
