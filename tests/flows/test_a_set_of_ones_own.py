"""A municipality writes questions of its own, with four levels, and a workshop is run with them: in a real browser."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.flows.devices import (
    DESK,
    begin_with_groups,
    is_accessible,
    is_saved,
    open_desk,
    phone,
    rate,
    screen,
    sign_in,
)

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("SET_SHOTS")  # a folder to keep pictures in, to look at
LEVELS = ("Inte alls", "Till viss del", "Till stor del", "Fullt ut")
QUESTIONS = (("Hur öppna är våra kartor?", "Öppna kartor"), ("Hur aktuella är de?", "Aktuella"))


def look(page, name):
    """axe finds nothing; and where someone wants to look, pictures on paper-wide and phone-narrow, light and dark."""
    is_accessible(page, name)
    if not SHOTS:
        return
    Path(SHOTS).mkdir(parents=True, exist_ok=True)
    was = page.viewport_size
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=f"{SHOTS}/{name}-{width}-{scheme}.png", full_page=True)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(was)


def write(page, **texts):
    """Fill in a page of the set, and save it."""
    for name, text in texts.items():
        page.fill(f"[name='{name.replace('_', '-')}-sv']", text)


@pytest.mark.slow
def test_a_set_is_written_seen_published_and_used(server, browser):
    eva = screen(browser, server, **DESK)
    sign_in(eva)
    eva.goto("/questions/new/")
    eva.fill("[name=title]", "Våra egna frågor")
    eva.get_by_label("Engelska").uncheck()
    eva.locator("[name=levels]").select_option("4")
    look(eva, "new-set")
    eva.get_by_role("button", name="Börja skriva").click()
    expect(eva.get_by_role("heading", name="innan det kan publiceras")).to_be_visible()
    look(eva, "empty-draft")
    # The scale, an area, two questions, and a word that is explained.
    eva.get_by_role("link", name="Skalan", exact=True).first.click()
    write(eva, **{f"name_{number}": name for number, name in enumerate(LEVELS, start=1)})
    look(eva, "scale")
    eva.get_by_role("button", name="Spara och gå till helheten").click()
    eva.get_by_role("link", name="Ord som förklaras").first.click()
    write(eva, term_0="Geodata", meaning_0="Uppgifter om platser.")
    look(eva, "words")
    eva.get_by_role("button", name="Spara och gå till helheten").click()
    eva.get_by_role("link", name="Lägg till ett område").click()
    write(eva, title="Kartor och data", short="Kartor")
    eva.get_by_role("button", name="Spara och gå till nästa fråga").click()
    for text, short in QUESTIONS:
        write(eva, text=text, short=short)
        look(eva, "question")
        eva.get_by_role("button", name="Spara och gå till nästa fråga").click()
    # Seen as a participant does, then published.
    draft = re.search(r"/questions/draft/\d+/", eva.url)[0]
    eva.goto(f"{draft}preview/")
    expect(eva.locator("h2", has_text=QUESTIONS[0][0])).to_be_visible()
    eva.get_by_text("Ord som används").click()
    look(eva, "preview")
    eva.goto(draft)
    look(eva, "draft")
    eva.get_by_role("button", name="Publicera").click()
    eva.locator("dialog button[value=yes]").click()
    expect(eva.get_by_text("Frågebatteriet är publicerat")).to_be_visible()
    look(eva, "published")
    # A workshop with it.
    eva.goto("/workshops/new/")
    eva.fill("[name=title]", "Med egna frågor")
    eva.locator("input[name=template][value=halvdag]").check()
    chosen = eva.locator("[name=question_set] option", has_text="Våra egna frågor").get_attribute("value")
    eva.locator("[name=question_set]").select_option(chosen)
    eva.get_by_role("button", name="Skapa workshopen").click()
    eva.wait_for_url(re.compile(r"/w/\d+/plan/"))
    look(eva, "plan")
    workshop = re.search(r"/w/(\d+)/", eva.url)[1]
    code = open_desk(eva, workshop)
    people = [phone(browser, server, code, role) for role in ("official", "manager", "politician", "official")]
    begin_with_groups(eva)
    eva.locator(".desk-agenda button", has_text="Kartor").first.click()
    expect(people[0].locator(".level:visible")).to_have_count(5)  # four, and the one that is no level
    for page, level in zip(people, (4, 3, 4, 4), strict=True):
        rate(page, level)
    look(people[0], "phone-rated")
    eva.locator(".phase", has_text="I smågrupp").click()
    people[0].get_by_role("button", name="Vi enas om nivå 4").click()
    is_saved(people[0])
    look(people[0], "phone-group")
    eva.locator(".phase", has_text="Alla tillsammans").click()
    levels = eva.get_by_role("form", name="Vad rummet enas om")
    expect(levels.get_by_role("button")).to_have_count(4)
    levels.get_by_role("button", name="Fullt ut").click()
    expect(people[1].locator("#room_plenary")).to_contain_text("4")
    look(eva, "desk-plenary")
    look(people[1], "phone-plenary")
