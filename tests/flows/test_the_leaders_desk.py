"""The leader's desk: it follows what the leader does, its choices stay made, and groups fit a small room."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.flows.a_room import a_room
from tests.flows.devices import DESK, is_saved, run_inside, screen, sign_in
from tests.flows.time_passes import pass_time

pytestmark = pytest.mark.browser

CLOCK = "#desk_foot .clock [data-until]"
A_PLAN_BEFORE = """
import django; django.setup()
from datetime import timedelta
from digibarometer.exercises.activities.models import Activity
from digibarometer.results.followup.component import add_followup_step
from digibarometer.workshops.models import Occasion, Workshop
from digibarometer.workshops.snapshot import load_snapshot
now = Workshop.objects.get(pk={workshop})
ago = now.made_at - timedelta(days=1095)
then = Workshop.objects.create(municipality=now.municipality, question_set=now.question_set, title="Då", code=None,
                               state="closed", made_at=ago, ended_at=ago)
Occasion.objects.create(workshop=then, order=1, on=ago.date())
Activity.objects.create(workshop=then, number=1, source="said:1", name="Rita om kartan", chosen_at=ago)
add_followup_step(now)
print(*(step.kind for step in load_snapshot(now.pk).steps))
"""


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    with a_room(tmp_path_factory.mktemp("desk")) as room:
        yield room


def seconds_of(text):
    minutes, seconds = text.split(":")
    return int(minutes) * 60 + int(seconds)


def test_what_is_taken_up_is_before_the_leader_and_on_the_projector(room):
    room.go("assessment", nth=1, phase=3)
    take_up = room.desk.locator("#desk_next_question [data-then]")
    question = take_up.get_attribute("value")
    take_up.click()
    asked = room.desk.locator(f"#desk_plenary-{question} h2")
    expect(asked).to_be_visible()
    expect(room.desk.locator(".plenary:visible")).to_have_count(1)
    expect(room.board.locator("#screen")).to_contain_text(asked.inner_text())


def test_of_two_devices_of_a_leader_the_one_pressed_last_counts_whatever_their_clocks_say(room):
    fast = screen(room.desk.context.browser, room.server, **DESK)
    fast.add_init_script("const own = Date.now; Date.now = () => own() + 120_000;")
    sign_in(fast)
    fast.goto(f"/w/{room.workshop}/desk/")
    is_saved(fast)
    for page, minutes in (fast, 2), (room.desk, 4), (fast, 6), (room.desk, 8):
        more = page.locator("#desk-more-time")
        expect(more).to_have_attribute("value", str(minutes))
        more.click()
    expect(fast.locator("#desk-more-time")).to_have_attribute("value", "10")
    fast.context.close()


def test_the_rooms_clock_goes_on_though_the_devices_own_jumps(room):
    clock = room.desk.locator(CLOCK)
    before = clock.inner_text()
    room.desk.evaluate("const own = Date.now; Date.now = () => own() + 3_600_000;")
    expect(clock).not_to_have_text(before)  # it ticks, and has ticked since
    assert 0 < seconds_of(before) - seconds_of(clock.inner_text()) < 60
    room.desk.reload()


def test_a_clock_that_has_run_over_looks_like_no_place_to_drop_a_note(room):
    pass_time(room.server, room.workshop, timedelta(hours=2))
    room.desk.reload()
    over = room.desk.locator("#desk_foot .clock .over")
    expect(over).to_have_text(re.compile(r"^\+"))
    expect(over).to_have_css("outline-style", "none")


def test_the_leader_chooses_how_many_groups_and_moves_somebody_whatever_is_on(room):
    room.go("welcome")
    groups = room.desk.locator("#leader_groups")
    sizes = ["1 – 8 i varje", "2 – 4 i varje (förslag)", "3 – 2 eller 3 i varje", "4 – 2 i varje"]
    expect(groups.get_by_label("Antal grupper").locator("option")).to_have_text(sizes)
    groups.get_by_role("button", name="Fler grupper").click()
    groups.get_by_role("button", name="Blanda grupperna").click()
    room.desk.locator("dialog button[value=yes]").click()
    expect(groups.locator(".field")).to_have_count(3)

    room.go("assessment", nth=2)
    room.desk.locator("#open-tools").click()
    groups.locator("summary", has_text="Smågrupper").first.click()
    someone = groups.locator(".seats > li").first
    who = someone.get_attribute("id")
    someone.locator("summary").click()
    someone.get_by_role("button", name="Grupp 3").click()
    third = groups.locator(".card", has=room.desk.get_by_label("Grupp 3"))
    expect(third.locator(f"#{who}")).to_be_visible()


def test_what_became_of_the_last_plan_looks_chosen_and_can_be_taken_back(room):
    kinds = run_inside(room.server, A_PLAN_BEFORE.format(workshop=room.workshop)).split()
    room.desk.locator(".desk-agenda li button").nth(room.place("break")).click()  # a move: all is drawn anew
    room.kinds = kinds
    expect(room.desk.locator(".desk-agenda li button")).to_have_count(len(kinds))
    room.go("followup")
    going, done = (room.desk.locator(f"#desk_followup button[value={value}]") for value in ("going", "done"))
    for press in (going, done):
        press.click()
        expect(room.board.locator("#board_followup")).to_contain_text(press.inner_text())
        is_saved(room.desk)
        expect(press).to_have_attribute("aria-pressed", "true")
    expect(going).to_have_attribute("aria-pressed", "false")
    done.click()
    expect(room.board.locator("#board_followup")).not_to_contain_text(done.inner_text())
    expect(done).to_have_attribute("aria-pressed", "false")
