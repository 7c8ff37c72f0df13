"""Every screen in every state of a room: in the dark, in English, zoomed in, in one's own colours, and still."""

import pytest
from playwright.sync_api import expect

from tests.flows.a_room import a_room
from tests.flows.devices import is_accessible, run_inside
from tests.flows.reading import MOVES, UNFOLD, fits, tells_what_is_chosen

pytestmark = pytest.mark.browser

# (what it is, the kind of step and which of them, the phase)
STATES = [
    ("welcome", "welcome", 0, 1),
    ("SWOT alone", "swot", 0, 1),
    ("SWOT in groups", "swot", 0, 2),
    ("SWOT all together", "swot", 0, 3),
    ("the trial question", "assessment", 0, 1),
    ("the trial question, all together", "assessment", 0, 3),
    ("alone", "assessment", 1, 1),
    ("in groups", "assessment", 1, 2),
    ("all together", "assessment", 1, 3),
    ("a break", "break", 0, 1),
    ("today's picture", "today", 0, 1),
    ("horizon cards", "horizon", 0, 1),
    ("an observation of one's own", "horizon", 0, 2),
    ("placing in groups", "horizon", 0, 3),
    ("the radar", "horizon", 0, 4),
    ("check-out", "checkout", 0, 1),
]


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A room with eight people, whose screens are dark and in English."""
    with a_room(tmp_path_factory.mktemp("room")) as room:
        room.speaks("en")
        for page in room.screens.values():
            page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        room.board.locator("[data-theme-toggle]").focus()  # the board is light until somebody wants it dark
        room.board.keyboard.press("d")
        expect(room.board.locator("html")).to_have_attribute("data-theme", "dark")
        yield room


def reads_well(room, what):
    """All of it, on every screen."""
    for kind, page in room.screens.items():
        where = f"{what}, on the {kind}"
        page.evaluate(UNFOLD)
        is_accessible(page, where)
        tells_what_is_chosen(page, where)
        assert page.evaluate(MOVES) == [], where
        fits(page, where, room.sizes[kind])


OFTEN = {"welcome", "alone", "in groups", "all together", "today's picture"}


def in_the_main(state):
    """What a room is in most of the time is looked at by bin/test too; the rest is slow."""
    return pytest.param(*state, id=state[0], marks=() if state[0] in OFTEN else pytest.mark.slow)


@pytest.mark.parametrize(("what", "kind", "nth", "phase"), [in_the_main(state) for state in STATES])
def test_every_screen_reads_well(room, what, kind, nth, phase):
    room.go(kind, nth, phase)
    if what == "alone":  # everything is answered, so the phone stands at the end
        room.phone.locator("[data-back]:visible").click()
        room.phone.locator("[data-page]:visible button.level").nth(1).click()
        expect(room.phone.locator("[data-page]:visible button.level[aria-pressed=true]")).to_be_visible()
    reads_well(room, what)


def test_every_screen_reads_well_when_it_is_over(room):
    room.ask("ended")
    expect(room.board.locator("#board_thanks")).to_be_visible()
    expect(room.phone.locator("#room_over")).to_be_visible()
    reads_well(room, "over")
    room.ask("open")


# A round was held three years ago, and its plan is to be gone through: past the live room, drawn at the next move.
BEFORE = """
import django; django.setup()
from datetime import timedelta
from digibarometer.exercises.activities.models import Activity
from digibarometer.exercises.assessment.models import PlenaryRating
from digibarometer.results.followup.component import add_followup_step
from digibarometer.results.models import Target
from digibarometer.workshops.models import Occasion, Workshop
from digibarometer.workshops.snapshot import load_snapshot
now = Workshop.objects.get(pk={workshop})
ago = now.made_at - timedelta(days=1095)
then = Workshop.objects.create(municipality=now.municipality, question_set=now.question_set, title="Då", code=None,
                               state="closed", made_at=ago, ended_at=ago)
Occasion.objects.create(workshop=then, order=1, on=ago.date())
here = load_snapshot(then.pk)
PlenaryRating.objects.bulk_create(
    PlenaryRating(workshop=then, question=one, level=2 + n % 2) for n, one in enumerate(here.questions))
Target.objects.create(workshop=then, area=here.areas[0], level=3)
for n, name in enumerate(("Rita om kartan", "Fråga grannarna"), start=1):
    Activity.objects.create(workshop=then, number=n, source=f"said:{{n}}", name=name, chosen_at=ago)
add_followup_step(now)
print(now.municipality_id, *(step.kind for step in load_snapshot(now.pk).steps))
"""


@pytest.fixture(scope="module")
def second(room):
    """The same room, with a round before it."""
    _municipality, *kinds = run_inside(room.server, BEFORE.format(workshop=room.workshop)).split()
    room.desk.locator(".desk-agenda li button").nth(room.place("break")).click()  # a move: all is drawn anew
    room.kinds = kinds
    expect(room.desk.locator(".desk-agenda li button")).to_have_count(len(kinds))
    return room


def test_the_last_plan_is_gone_through_on_every_screen(second):
    second.go("followup")
    second.desk.locator("#desk_followup button", has_text="Under way").first.click()
    expect(second.board.locator("#board_followup")).to_contain_text("Under way")
    second.desk.locator("#desk_followup textarea").first.fill("The map is drawn")
    expect(second.phone.locator("#room_followup")).to_contain_text("The map is drawn")
    reads_well(second, "the last plan")
