"""Vera's workshop: thirteen seats in two groups, of which some are in the hands of people who want to read hers."""

import itertools
import json
import re
import time
from types import SimpleNamespace

import httpx
from playwright.sync_api import expect

from tests.faults.a_server import join
from tests.flows.devices import DESK, PATIENCE, PHONE, phone, run_inside, screen
from tests.flows.spies import Said, Spy, look_through, new_number

TABLE = {"viewport": {"width": 1180, "height": 820}}
WHERE = """
import django, json; django.setup()
from digibarometer.accounts.models import Membership
from digibarometer.workshops.snapshot import load_snapshot
Membership.objects.update(is_administrator=True)  # there is no page that this leader may not open
here = load_snapshot({workshop})
area = next(step for step in here.steps if step.kind == "assessment" and step.area_id)
kept = [step for step in here.steps if step.kind not in ("assessment",) or step == area]
phases = [(f"{{step.kind}} {{phase.kind}}", phase.pk) for step in kept for phase in here.phases_of(step)]
print(json.dumps(dict(phases[::-1])))
print(json.dumps({{step.kind: step.pk for step in kept}}))
print(area.area_id)
"""


class Person:
    """Somebody who takes part without a browser, from one seat."""

    def __init__(self, server, code, workshop, name, role="official"):
        self.server, self.workshop = server, workshop
        self.path, self.cookie = join(server, code, role, name)
        self.number = int(self.cookie.removeprefix("seat=").split(".")[0])

    def tries(self, do, **fields):
        """Do something; the frames of the answer."""
        action = {"do": do, "id": f"p{(number := new_number())}", "number": number, **fields}
        answer = httpx.post(f"{self.server.address}{self.path}", json=[action], headers={"Cookie": self.cookie})
        return answer.json()

    def says(self, do, **fields):
        """Do something; it is kept."""
        frames = self.tries(do, **fields)
        assert any("ack" in frame for frame in frames), frames

    def rates(self, levels):
        """Rate these questions: question → level."""
        for question, level in levels.items():
            self.says("assessment.rate", question=question, level=level)


class Leader(Spy):
    """The leader at the desk, who may send whatever a script can."""

    def leads(self, do, **fields):
        """Do something with the room as it is now, and it is kept; the frames of the answer."""
        frames = self.posts("desk", {"do": do, **fields})
        if any("version" in frame.get("where", "") for frame in frames):
            frames = self.posts("desk", {"do": do, "version": self.version_in(frames), **fields})
        assert any("ack" in frame for frame in frames), frames
        return frames

    def version_in(self, frames):
        """The room's version, as it stands in the buttons of the desk that an answer holds."""
        (drawn,) = [frame["screen"] for frame in frames if "screen" in frame]
        return int(re.search(r'data-version="(\d+)"', drawn)[1])


def spy_with(browser, server, workshop, person, **options):
    """Somebody's phone in a browser of its own, with the seat that they have."""
    spy = Spy(screen(browser, server, **PHONE, **options), workshop)
    name, value = person.cookie.split("=")
    spy.page.context.add_cookies([{"name": name, "value": value, "url": f"{server.address}/w/{workshop}/"}])
    spy.opens(f"/w/{workshop}/")
    return spy


def a_room_with_spies(server, browser, numbers):
    """Everybody has come in and sits where they are to sit. All screens of spies are open from the start."""
    workshop, code = numbers["workshop"], numbers["code"]
    phases, steps, area = run_inside(server, WHERE.format(workshop=workshop)).strip().splitlines()[-3:]
    leader = Leader(screen(browser, server, **DESK), workshop)
    name, value = numbers["leader"].split("=")
    leader.page.context.add_cookies([{"name": name, "value": value, "url": server.address}])
    leader.opens(f"/w/{workshop}/desk/")
    vera = Spy(phone(browser, server, code, "official"), workshop)  # to see that what is looked for would be found
    vera.page.reload()
    cookie = next(one["value"] for one in vera.page.context.cookies() if one["name"] == "seat")
    room = SimpleNamespace(
        server=server,
        browser=browser,
        workshop=workshop,
        code=code,
        phases=json.loads(phases),
        steps=json.loads(steps),
        area=int(area),
        questions=numbers["questions"],
        leader=leader,
        vera=vera,
        number=int(cookie.split(".")[0]),
        said=Said(),
        minutes=itertools.count(1),
        is_over=False,
    )
    room.people = {
        name: Person(server, code, workshop, name, role)
        for name, role in (
            ("Maja", "manager"), ("Nils", "official"), ("Kim", "official"), ("Kim2", "official"), ("Kim3", "official"),
            ("Eva1", "official"), ("Eva2", "manager"), ("Bo", "official"), ("Britt", "politician"),
            ("Berit", "official"), ("Birk", "official"), ("Björn", "manager"),
        )
    }  # fmt: skip
    leader.takes(f"/w/{workshop}/people/")
    links = re.findall(rf'(/w/{workshop}/table/(\d+)/[^/"<]+/)', leader.held[-1][1])
    room.tables = {int(group): link for link, group in links}
    room.groups = list(room.tables)
    first = {room.number, *(room.people[one].number for one in ("Maja", "Nils", "Kim", "Kim2", "Kim3"))}
    for number in (room.number, *(one.number for one in room.people.values())):
        leader.leads("room.place", participant=number, group=room.groups[number not in first])
    room.windows = [spy_with(browser, server, workshop, room.people[one]) for one in ("Kim", "Kim2", "Kim3")]
    room.table = Spy(screen(browser, server, **TABLE), workshop)
    room.table.opens(room.tables[room.groups[0]])
    room.board = Spy(screen(browser, server), workshop)
    room.board.opens(f"/w/{workshop}/board/?key={numbers['board']}")
    room.spies = [leader, *room.windows, room.table, room.board]
    return room


def go(room, where, **spot):
    """The leader takes the room to a phase, and Vera's phone has come along."""
    room.leader.leads("room.move_to", to=room.phases[where], **spot)
    expect(room.vera.page.locator("#room_state")).to_have_attribute("data-phase", str(room.phases[where]))


def everything_shown(room):
    """All that the spies' screens, pages, files and frames have held; nothing in it is what Vera said.

    First every screen is drawn anew and whole, by the leader: what had been on its way has come before that.
    """
    live = [(spy, spy.drawn) for spy in room.spies if spy.is_live]
    if not room.is_over:
        room.leader.leads("room.extend", extra_minutes=next(room.minutes) % 60)
        until = time.monotonic() + PATIENCE / 1000
        while any(spy.drawn == before and not spy.is_gone for spy, before in live):
            assert time.monotonic() < until, "a screen was not drawn"
            live[0][0].page.evaluate("1")  # lets what has come be read
    for spy in room.spies:
        spy.looks()
    held = [one for spy in room.spies for one in spy.held]
    look_through(held, room.said)
    return held
