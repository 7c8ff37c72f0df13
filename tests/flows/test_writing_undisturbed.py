"""Somebody writes while forty others act: what is drawn anew never touches their text, caret, focus or scroll."""

import re
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from tests.flows.crowd import Crowd
from tests.flows.devices import (
    DESK,
    begin_with_groups,
    go_to,
    is_saved,
    make_workshop,
    open_desk,
    open_tool,
    phone,
    screen,
    seats,
    sign_in,
)

pytestmark = pytest.mark.browser

FORTY = 40
STEP = "Självskattning: ledning och styrning"

STANDS = """field => ({
  text: field.value, focus: document.activeElement.id, from: field.selectionStart, to: field.selectionEnd,
  top: field.getBoundingClientRect().top, scrolled: field.scrollTop })"""

# Counts what the script changes on the screen, except in the field itself.
COUNT = """() => {
  window.changes = 0;
  new MutationObserver((list) => { window.changes += list.length; })
    .observe(document.getElementById("screen"), { subtree: true, childList: true, attributes: true });
}"""


def watch(page):
    """From now on, count what is drawn anew on the screen."""
    page.evaluate(COUNT)


def wait_for_changes(page, more=3):
    """Until more has been drawn anew around the one who writes."""
    page.wait_for_function(f"() => window.changes >= {more}")
    page.evaluate("() => { window.changes = 0; }")


def writes(page, field, before, inside, after):
    """Write a sentence, go back into it, select a word of it; assert at each pause that all is as it was left."""
    field.scroll_into_view_if_needed()
    field.click()
    name = field.get_attribute("id")
    field.press_sequentially(before + after, delay=30)
    stands(page, field, name, before + after, len(before + after))
    for _ in after:
        page.keyboard.press("ArrowLeft")
    stands(page, field, name, before + after, len(before))
    page.keyboard.type(inside, delay=30)
    stands(page, field, name, before + inside + after, len(before + inside))
    for _ in inside:
        page.keyboard.press("Shift+ArrowLeft")
    stands(page, field, name, before + inside + after, len(before), len(before + inside))
    page.keyboard.press("ArrowRight")


def stands(page, field, name, text, begin, end=None):
    """Panels are drawn again and again around the field; it stays as it is, where it is."""
    was = field.evaluate(STANDS)
    assert was["text"] == text
    wait_for_changes(page)
    wait_for_changes(page)
    now = field.evaluate(STANDS)
    was["top"] = pytest.approx(was["top"], abs=1)  # pages scroll by whole pixels, and lines of text are parts of one
    assert now == {**was, "text": text, "focus": name, "from": begin, "to": begin if end is None else end}


@pytest.fixture
def room(server, browser):
    """Eva at her desk, two phones, and forty more; the first area is on, in small groups."""
    desk = screen(browser, server, **DESK)
    sign_in(desk)
    workshop = make_workshop(desk)
    code = open_desk(desk, workshop)
    phones = [phone(browser, server, code, role) for role in ("manager", "official")]
    forty = seats(server, code, FORTY)
    begin_with_groups(desk)
    go_to(desk, STEP)
    desk.locator(".phase", has_text="I smågrupp").click()
    expect(phones[0].locator(".talk")).to_have_count(5)
    questions = [int(form.get_attribute("data-question")) for form in phones[0].locator("form.pick").all()]
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in desk.context.cookies())
    second_leader = (f"/w/{workshop}/live/desk", cookies)
    return SimpleNamespace(server=server, desk=desk, phones=phones, seats=[second_leader, *forty], questions=questions)


def version(line):
    """The workshop's version as this leader's screen has it."""
    return int(re.findall(r'data-version="(\d+)"', line.screens[-1])[0])


def test_a_participant_and_a_leader_write_while_forty_act(room):
    questions, (writer, reader), desk = room.questions, room.phones, room.desk

    async def work_in_groups(line, place, turn):
        question, level = questions[(place + turn) % len(questions)], 1 + (place + turn) % 5
        if place == 0:  # the second leader: every screen is drawn whole
            return await line.send("room.extend", version=version(line), extra_minutes=turn % 60)
        if turn % 3 == 0:
            return await line.send("assessment.rate", question=question, level=level)
        if turn % 3 == 1:
            return await line.send("assessment.set_group_level", question=question, level=level)
        return await line.send("assessment.write_minority", question=question, minority=f"En annan mening, {turn}")

    with Crowd(room.server, room.seats, work_in_groups) as crowd:
        for page in (desk, writer, reader):
            watch(page)
        wait_for_changes(writer)

        # one writes why, in a panel whose levels its group changes all the while
        writer.locator("#group_talk button").nth(1).click()
        panel = writer.locator(".talk:visible")
        panel.locator("summary", has_text="Skriv varför").click()
        field = panel.locator("textarea[name=reason]")
        field = writer.locator(f"#{field.get_attribute('id')}")  # wherever its panel comes to stand
        writes(writer, field, "Ingen äger frågan", " riktigt", ", men alla vet det.")

        # one has only scrolled and tabbed to a button
        reader.locator("#group_talk button").nth(2).click()
        form = reader.locator("form.pick:visible").get_attribute("id")
        button = reader.locator(f"#{form} button[value='3']")
        button.scroll_into_view_if_needed()
        button.focus()
        placed = "button => [document.activeElement === button, Math.round(button.getBoundingClientRect().top)]"
        was = button.evaluate(placed)
        assert was[0]
        for _ in range(4):
            wait_for_changes(reader)
            assert button.evaluate(placed) == was

        # the leader writes a note of their own, while the desk counts the groups' levels
        open_tool(desk, "noting")
        writes(desk, desk.locator("#leader-note"), "Fråga grupp 2", " och 5", " om exemplet")
        is_saved(writer)
        # and the second leader has drawn every screen whole more often than people have come
        crowd.go_on_until(lambda: min(len(line.screens) for line in crowd.lines) > 5)
        crowd.go_on_until(lambda: crowd.acknowledged > 2 * FORTY)
        assert not any(line.refused for line in crowd.lines[1:])
    assert field.input_value() == "Ingen äger frågan riktigt, men alla vet det."


@pytest.mark.slow
def test_a_leader_writes_a_motivation_while_another_leads_and_forty_come_and_go(room):
    desk, questions = room.desk, room.questions
    desk.locator(".phase", has_text="Alla tillsammans").click()
    expect(desk.locator("[id^=desk_plenary]")).to_have_count(5)
    desk.locator("#desk_talk .questions button").nth(2).click()
    field = desk.locator(".plenary:visible textarea")
    field = desk.locator(f"#{field.get_attribute('id')}")
    asked = int(field.get_attribute("id").split("-")[1])
    plenary = int(desk.locator(".phase.now").get_attribute("value"))

    async def in_plenary(line, place, turn):
        if place:
            return await line.send("room.ready", phase=plenary, ready=turn % 2 == 0)
        if turn % 2:
            return await line.send("assessment.set_plenary_level", question=asked, level=1 + turn // 2 % 5)
        spot = questions[turn // 2 % 5] if turn % 4 else None  # on the board and off it: every screen is drawn whole
        return await line.send("room.move_to", version=version(line), to=plenary, spot=spot)

    with Crowd(room.server, room.seats, in_plenary) as crowd:
        watch(desk)
        wait_for_changes(desk)
        writes(desk, field, "Vi har mål", " sedan 2024", ", men de når inte alla.")
        is_saved(desk)
        crowd.go_on_until(lambda: crowd.acknowledged > 2 * FORTY)
        assert not any(line.refused for line in crowd.lines[1:])
    expect(desk.locator(f"#desk_plenary-{asked} [aria-pressed=true]")).to_have_count(1)
    desk.locator("h1").first.click()
    for page in room.phones:
        expect(page.get_by_text("Vi har mål sedan 2024, men de når inte alla.")).to_be_visible()
