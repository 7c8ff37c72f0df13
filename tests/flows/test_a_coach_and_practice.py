"""A coach is invited, follows and is out at once when it is ended; a leader practises, and nothing is left of it."""

import re
from datetime import date, timedelta

import pytest
from devices import (
    DESK,
    PASSWORD,
    begin,
    begin_with_groups,
    go_to,
    is_accessible,
    make_workshop,
    run_inside,
    screen,
    sign_in,
)
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

COACH = f"""
import django; django.setup()
from digibarometer.accounts.models import User
User.objects.create_user("frans@region.example", "{PASSWORD}", name="Frans")
"""
LEFT = """
import django; django.setup()
from django.conf import settings
from pathlib import Path
from digibarometer.planning.belongings import rows_of_workshops
from digibarometer.workshops.models import Workshop
rows = {model._meta.label: model._default_manager.filter(workshop=WORKSHOP).count() for model in rows_of_workshops()}
kept = list(Path(settings.DATA).glob("rehearsal*"))
print(sum(rows.values()), Workshop.objects.filter(pk=WORKSHOP).count(), len(kept))
"""


def test_a_coach_follows_and_is_out_at_once(server, browser):
    run_inside(server, COACH)
    desk = screen(browser, server, **DESK)
    sign_in(desk)
    workshop = make_workshop(desk)
    desk.goto(f"/w/{workshop}/support/")
    desk.fill("[name=email]", "frans@region.example")
    desk.fill("[name=ends_on]", (date.today() + timedelta(days=3)).isoformat())
    desk.get_by_role("button", name="Bjud in", exact=True).click()
    link = desk.locator("[data-copy*='/coach/']").get_attribute("data-copy")

    # nothing of the workshop is seen without the invitation; with it, the desk and no buttons that lead
    coach = screen(browser, server, **DESK)
    coach.goto(link[link.index("/coach/") :])
    coach.get_by_role("link", name="Logga in").last.click()
    coach.fill("[name=login]", "frans@region.example")
    coach.fill("[name=password]", PASSWORD)
    coach.locator("main form").get_by_role("button", name="Logga in", exact=True).click()
    assert coach.request.get(f"/w/{workshop}/desk/").status == 404
    coach.get_by_role("button", name="Gå in som Frans").click()
    coach.get_by_role("link", name=re.compile("^Ledarbord")).click()
    expect(coach.locator("#desk_agenda")).to_be_visible()
    desk.goto(f"/w/{workshop}/desk/")
    expect(desk.locator("#desk_people")).to_contain_text("Coachen Frans följer")
    begin(desk)
    expect(coach.locator(".desk-agenda .now")).to_be_visible()
    expect(coach.get_by_text("Du följer med som coach.")).to_be_visible()
    expect(coach.get_by_role("link", name="Deltagare")).to_have_count(0)
    expect(coach.locator("#desk_foot button:visible")).to_have_count(0)
    expect(coach.get_by_role("link", name="Skriv in från papper")).to_have_count(0)
    is_accessible(coach, "the desk that a coach follows")
    dead = [one.get_attribute("href") for one in coach.locator("#screen a:visible").all()]
    assert dead and {coach.request.get(address).status for address in dead} == {200}

    # it is ended: the open screen goes blank by itself, and the pages are not there any more
    people = desk.context.new_page()
    people.goto(f"/w/{workshop}/support/")
    people.get_by_role("button", name="Avsluta Frans").click()
    people.locator("dialog button[value=yes]").click()
    expect(coach.locator("#desk_agenda")).to_have_count(0, timeout=3000)
    expect(desk.locator("#desk_people")).not_to_contain_text("Frans")
    assert coach.request.get(f"/w/{workshop}/desk/").status == 404
    assert coach.request.get(f"/w/{workshop}/coach/").status == 404


def test_a_rehearsal_is_led_and_thrown_away(server, browser):
    desk = screen(browser, server, **DESK)
    sign_in(desk)
    make_workshop(desk)
    desk.get_by_role("link", name="Öva").last.click()
    desk.fill("[name=people]", "6")
    desk.locator("[name=pace]").select_option("fast")
    desk.get_by_role("button", name="Börja öva").click()
    expect(desk.get_by_text("6 simulerade deltagare är med.")).to_be_visible()
    rehearsal = re.search(r"/w/(\d+)/", desk.url)[1]
    page = desk.context.new_page()
    page.goto(f"/w/{rehearsal}/desk/")
    expect(page.locator("#desk_top")).to_contain_text("Övning")
    expect(page.locator("#desk_top")).to_contain_text("6 av 6", timeout=20_000)
    begin_with_groups(page)
    go_to(page, "Självskattning: ledning och styrning")
    board = desk.context.new_page()
    board.goto(f"/w/{rehearsal}/board/")
    expect(board.locator("#board_top")).to_contain_text("Övning")
    expect(board.locator("#board_progress")).to_contain_text("6 av 6", timeout=30_000)

    desk.get_by_role("button", name="Släng").click()
    desk.locator("dialog button[value=yes]").click()
    expect(desk.get_by_text("Inget av den finns kvar.")).to_be_visible()
    assert run_inside(server, LEFT.replace("WORKSHOP", rehearsal)).split() == ["0", "0", "0"]
    expect(page.locator("#desk_agenda")).to_have_count(0)
