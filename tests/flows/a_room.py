"""A room with people in it, that the leader takes from state to state while its four screens look on."""

from contextlib import contextmanager

from playwright.sync_api import expect

from tests.a_browser import a_chromium
from tests.faults.a_server import Server
from tests.flows.devices import (
    BOARD,
    DESK,
    PHONE,
    begin_with_groups,
    close_tools,
    is_drawn,
    is_saved,
    make_ready,
    make_workshop,
    open_desk,
    open_tool,
    phone,
    run_inside,
    screen,
    seats,
    sign_in,
    version_of,
)

# Everyone has rated, groups and room have agreed on most: past the live room, to be drawn at the next move.
RATED = """
import django; django.setup()
from digibarometer.exercises.assessment.models import GroupRating, PlenaryRating, Rating
from digibarometer.results.models import Target
from digibarometer.workshops.models import Attendance
from digibarometer.workshops.snapshot import load_snapshot
here = load_snapshot({workshop})
people = list(Attendance.objects.filter(workshop=here.pk))
asked = list(here.questions)
Rating.objects.bulk_create(
    Rating(workshop=here.workshop, participant_id=one.participant_id, sitting=one.participant.sitting,
           group_id=one.group_id, question=question, level=1 + (place + number) % 4)
    for place, one in enumerate(people) for number, question in enumerate(asked)
)
GroupRating.objects.bulk_create(
    GroupRating(workshop=here.workshop, group_id=group, question=question, level=2 + number % 2,
                reason="Vi har ett exempel från i våras." if number == 1 else "")
    for group in here.groups for number, question in enumerate(asked) if number % 5
)
PlenaryRating.objects.bulk_create(
    PlenaryRating(workshop=here.workshop, question=question, level=2 + number % 2, was_discussed=number == 1,
                  motivation="Det är på gång, men inte överallt." if number == 1 else "")
    for number, question in enumerate(asked) if number % 5
)
Target.objects.create(workshop=here.workshop, area=here.areas[0], level=4)
(group, *_) = here.groups.values()
print(" ".join(step.kind for step in here.steps))
print(f"/w/{workshop}/table/{{group.pk}}/{{group.secret}}/")
"""


class Room:
    """Screens by kind (desk, board, phone, table), and the leader's moves."""

    def __init__(self, server, browser, people=7, **options):
        self.server = server
        self.desk = screen(browser, server, **DESK)
        sign_in(self.desk)
        self.workshop = make_workshop(self.desk)
        self.code = open_desk(self.desk, self.workshop)
        self.phone = phone(browser, server, self.code, "official")
        seats(server, self.code, people)
        begin_with_groups(self.desk)
        *_, kinds, table = run_inside(server, RATED.format(workshop=self.workshop)).strip().splitlines()
        self.kinds = kinds.split()
        self.board = self.desk.context.new_page()
        self.board.set_viewport_size(BOARD)
        self.board.goto(f"/w/{self.workshop}/board/")
        self.table = screen(browser, server, viewport={"width": 1180, "height": 820})
        self.table.goto(table)
        self.sizes = {"desk": DESK["viewport"], "board": BOARD, "phone": PHONE["viewport"]}
        self.sizes["table"] = {"width": 1180, "height": 820}

    @property
    def screens(self):
        """Every screen by its kind."""
        return {kind: getattr(self, kind) for kind in self.sizes}

    def speaks(self, language):
        """All screens in another language from now on."""
        for context in {page.context for page in self.screens.values()}:
            context.add_cookies([{"name": "django_language", "value": language, "url": self.server.address}])
        for page in self.screens.values():
            page.reload()

    def place(self, kind, nth=0):
        """The place in the agenda of a step, by its kind and which of them."""
        return [place for place, one in enumerate(self.kinds) if one == kind][nth]

    def go(self, kind, nth=0, phase=1):
        """To a phase of a step, by the step's kind and the phase's place on the desk; until every screen is there."""
        close_tools(self.desk)
        step, since = self.place(kind, nth), version_of(self.desk)
        self.desk.locator(".desk-agenda li button").nth(step).click()
        expect(self.desk.locator(".desk-agenda li button").nth(step)).to_have_attribute("aria-current", "step")
        is_drawn(self.desk, since)
        if phase > 1:
            self.desk.locator(".desk-head .phase").nth(phase - 1).click()
            expect(self.desk.locator(".desk-head .phase").nth(phase - 1)).to_have_attribute("aria-current", "step")
        now = self.desk.locator("#desk_agenda form").first.get_attribute("data-phase")
        for page in self.screens.values():
            expect(page.locator(f"[data-phase='{now}']").first).to_be_attached()

    def ask(self, state):
        """Pause it until another day, end it, or open it again."""
        open_tool(self.desk, "ending").locator(f"button[value='{state}']").click()
        if state != "open":
            self.desk.locator("dialog button[value=yes]").click()


@contextmanager
def a_room(folder, **options):
    """A server, a browser and the room, for all tests of a file."""
    server = Server(folder)
    make_ready(server)
    server.start()
    server.wait()
    try:
        with a_chromium() as browser:
            room = Room(server, browser, **options)
            is_saved(room.phone)
            yield room
    finally:
        server.stop()
