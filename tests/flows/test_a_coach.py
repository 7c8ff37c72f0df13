"""A coach is invited, follows and is out at once when it is ended."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.flows.devices import DESK, PASSWORD, begin, is_accessible, make_workshop, run_inside, screen, sign_in

pytestmark = pytest.mark.browser

COACH = f"""
import django; django.setup()
from digibarometer.accounts.models import User
User.objects.create_user("frans@region.example", "{PASSWORD}", name="Frans")
"""


def board_link(leader, workshop):
    """The projector's address, from the page with the links."""
    leader.goto(f"/w/{workshop}/links/")
    link = leader.locator("[data-copy*='/board/']").get_attribute("data-copy")
    return link[link.index("/w/") :]


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
    expect(coach.locator("#desk_foot button:visible")).to_have_count(0)
    is_accessible(coach, "the desk that a coach follows")

    # it is ended: the open screen goes blank by itself, and the pages are not there any more
    people = desk.context.new_page()
    projector = screen(browser, server, **DESK)
    projector.goto(board_link(people, workshop))
    expect(projector.locator(".board-main").first).to_be_visible()
    people.goto(f"/w/{workshop}/support/")
    people.get_by_role("button", name="Avsluta Frans").click()
    people.locator("dialog button[value=yes]").click()
    expect(coach.locator("#desk_agenda")).to_have_count(0)

    # whoever has the projector's old link sees nothing more by it, and the leader is told where the new one is
    expect(people.get_by_text("Projektorn och resultatet har fått nya länkar.")).to_be_visible()
    expect(projector.get_by_role("heading", name="Skärmen är frånkopplad")).to_be_visible()
    is_accessible(projector, "a projector whose link was replaced")
    projector.goto(board_link(people, workshop))
    expect(projector.locator(".board-main").first).to_be_visible()
    expect(desk.locator("#desk_people")).not_to_contain_text("Frans")
    assert coach.request.get(f"/w/{workshop}/desk/").status == 404
    assert coach.request.get(f"/w/{workshop}/coach/").status == 404
