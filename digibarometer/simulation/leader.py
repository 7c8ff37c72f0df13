"""A simulated leader at the desk: takes the room through its agenda, and lets go while someone else leads."""

import asyncio
import logging
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from digibarometer.exercises.base import exercises
from digibarometer.simulation.clients import ScreenClient
from digibarometer.simulation.timing import LeaderBackoff, Pace
from digibarometer.workshops.simulated_people import Form, Lead, ScreenModel

log = logging.getLogger(__name__)
PATIENCE = 60.0  # units to wait for those who are not done; a visitor may be among them
COMING = 25.0  # units to wait for people to come
UNTOUCHED = ("", "2 true")  # what the desk offers to do with the clock before anyone has
VOTE = {"dots": 3, "most": 1}
POLL = "desk_poll"  # where a vote is opened; what exercises do at it comes before the vote


def exercise_leads() -> Iterator[tuple[str, Lead]]:
    """What each exercise asks of a leader, with the panel that asks for it."""
    for exercise in exercises():
        yield from exercise.simulated_leading.items()


class AnotherLeaderActs(Exception):
    """Someone else leads the room now."""


@dataclass
class Leader:
    """Leads a room that expects so many people; the first moves may be hurried, so that something is going on."""

    line: ScreenClient
    pace: Pace
    people: int
    chance: random.Random
    hurried_moves: int = 0
    unit: float = 1.0  # the pace after the hurried moves
    target_year: int = 2029
    resting: LeaderBackoff = field(default_factory=LeaderBackoff)
    expected: set[int | None] = field(default_factory=set)
    clocks: set[str] = field(default_factory=lambda: set(UNTOUCHED))

    @property
    def view(self) -> ScreenModel:
        """The desk as it stands."""
        return self.line.view

    async def lead(self) -> None:
        """Go through the agenda from where the room is, to its end; rest while someone else leads."""
        while not self.view.panels and not self.line.gone:
            await self.line.wait(5)
        self.begin_here()
        while not self.line.gone and not self.is_over():
            try:
                await self.phase()
                await self.move_on()
            except AnotherLeaderActs:
                log.info("someone else leads now")
                await self.resting.rest(self.line, self.is_over)
                await self.take_up()

    def begin_here(self) -> None:
        """Take the room as it stands for one's own."""
        self.expected, self.clocks = {self.view.phase}, {*UNTOUCHED, self.clock()}

    async def take_up(self) -> None:
        """Lead again: start a clock that was stopped, and open a room that was paused."""
        self.begin_here()
        wishes: list[tuple[str, str, dict[str, Any]]] = [
            ("room.pause", "false", {"paused": False}),
            ("room.set_state", "open", {"state": "open"}),
        ]
        for do, value, wanted in wishes:
            if not self.is_over() and any(value in form.values() for form in self.view.forms(do, "desk_")):
                await self.line.do(do, version=self.version(), **wanted)
                await self.line.wait(2)
        self.begin_here()

    def is_over(self) -> bool:
        """Whether nothing more can be led."""
        return any(form.values() == ["open"] for form in self.view.forms("room.set_state", "desk_ending"))

    def look(self) -> None:
        """Raise AnotherLeaderActs when the room is where this leader did not move it, or its clock was touched."""
        if self.view.phase not in self.expected or self.clock() not in self.clocks:
            raise AnotherLeaderActs

    def clock(self) -> str:
        """What the desk offers to do with the clock: another offer, and someone has touched it."""
        offers = self.view.forms("room.extend", "desk_foot") + self.view.forms("room.pause", "desk_foot")
        return " ".join(value for form in offers for value in form.values())

    async def pause(self, units: float) -> None:
        """Wait about so many units, and look whether someone else has taken over."""
        await self.pace.pause(units, self.chance)
        self.look()

    async def do(self, do: str, **fields: Any) -> str | None:
        """Say what is wanted; the reason when it is refused."""
        return await self.line.do(do, **fields)

    async def until_done(self, panel: str, units: float) -> None:
        """Wait until a panel says that all are done, so many units at most."""
        await self.until(lambda: self.all_done(panel), units)

    async def until(self, done: Callable[[], bool], units: float) -> None:
        """Wait until something holds, so many units at most."""
        end = asyncio.get_running_loop().time() + max(units * self.pace.unit, 4)
        while not done() and (left := end - asyncio.get_running_loop().time()) > 0:
            await self.line.wait(min(left, 1))
            self.look()

    async def phase(self) -> None:
        """Do what the phase wants before moving on."""
        view = self.view
        if view.phase is None:
            await self.until(lambda: self.how_many("desk_people") >= self.people, COMING)
            await self.pause(3)
        elif any(name.startswith("leader_wall") for name in view.panels):
            await self.wall()
        elif leads := [lead for panel, lead in exercise_leads() if panel != POLL and view.panel(panel)]:
            await leads[0](self)
        elif view.panel("desk_story"):
            await self.today()
        elif view.panel("desk_followup"):
            await self.follow_up()
        elif view.panel("desk_check_out"):
            await self.until(lambda: self.how_many("desk_check_out") >= self.people, PATIENCE)
        elif view.panel("leader_groups"):
            await self.groups()
        await self.pause(2)

    def how_many(self, panel: str) -> int:
        """The numbers in a panel, together."""
        return sum(int(number) for number in re.findall(r'num">(\d+)<', self.view.panel(panel)))

    def all_done(self, panel: str) -> bool:
        """Whether a panel says that all have answered."""
        found = re.search(r'big num">(\d+)\D+(\d+)<', self.view.panel(panel))
        return bool(found and found[1] == found[2])

    async def groups(self) -> None:
        """Make groups when there are none."""
        makes = self.view.forms("room.make_groups", "leader_groups")
        if makes and makes[0].buttons[-1].is_first:
            await self.ask("room.make_groups", groups=None)
        await self.pause(3)

    async def wall(self) -> None:
        """Let people write and sort; all together gather notes into themes, and let everyone vote."""
        if not self.view.forms("notes.set_poll", POLL):
            await self.pause(25)
            return
        await self.pause(4)
        for panel, lead in exercise_leads():
            if panel == POLL:
                await lead(self)
        await self.vote()

    async def vote(self) -> None:
        """Let everyone vote, once."""
        for is_open in ("true", "false"):
            forms = self.view.forms("notes.set_poll", POLL)
            if forms and forms[0].values() == [is_open]:
                step = int(forms[0].data["step"])
                await self.ask("notes.set_poll", step=step, **VOTE, open=is_open)
                await self.pause(12)

    async def follow_up(self) -> None:
        """Go through the last plan: the room says how each activity went."""
        for form in self.view.forms("followup.set_became", "desk_followup"):
            await self.pause(3)
            if form.pressed() is None:
                became = self.chance.choices(["done", "going", "not_done", "dropped"], [4, 4, 2, 1])[0]
                await self.line.do("followup.set_became", activity=int(form.data["activity"]), became=became)

    async def today(self) -> None:
        """Step through the pages; the first time, let the room set its targets."""
        await self.pause(4)
        for form in self.view.forms("results.set_target", "desk_targets"):
            if form.pressed() in {None, "null"}:
                today = re.search(r"(\d)(?:[.,](\d))?", self.legend(form))
                level = min(int(today[1]) + (2 if int(today[2] or 0) > 5 else 1), 5) if today else 3
                await self.line.do("results.set_target", area=int(form.data["area"]), level=level)
        years = self.view.forms("results.set_target_year", "desk_targets")
        if years and years[0].pressed() in {None, "null"} and str(self.target_year) in years[0].values():
            await self.line.do("results.set_target_year", year=self.target_year)
        while page := self.next_page():
            await self.pause(6)
            await self.show(page)
        await self.pause(4)

    def legend(self, form: Form) -> str:
        """What stands over an area's targets: its level today."""
        panel = self.view.panel("desk_targets").split(f'data-area="{form.data["area"]}"')[-1]
        found = re.search(r"<small>(.*?)</small>", panel)
        return found[1] if found else ""

    def next_page(self) -> int | None:
        """The page after the one on the board; None after the last."""
        moves = self.view.forms("room.move_to", "desk_story")
        buttons = [button for form in moves for button in form.buttons]
        seen = self.view.panel("desk_story").rsplit("aria-current", 1)
        shown = re.findall(r'value="(\d+)"', seen[0])
        pages = sorted({int(button.value) for button in buttons if button.value.isdigit()})
        here = int(shown[-1]) if len(seen) > 1 and shown else 0
        return next((page for page in pages if page > here), None)

    async def show(self, spot: int | None) -> None:
        """Put a question or a page on the board."""
        here = self.view.phase
        await self.ask("room.move_to", to=here, spot=spot)

    async def move_on(self) -> None:
        """Make the next move that the desk offers: on in the agenda, or the end."""
        moves = self.view.forms("room.move_to", "desk_foot")
        ends = self.view.forms("room.set_state", "desk_foot")
        if moves:
            to = int(moves[0].values()[0])
            self.expected = {self.view.phase, to}
            await self.ask("room.move_to", to=to)
            await self.until(lambda: self.view.phase == to, 20)
            self.expected = {to}
            self.hurried_moves -= 1
            if self.hurried_moves <= 0:
                self.pace.unit = self.unit
        elif ends:
            state = ends[0].values()[0]
            await self.ask("room.set_state", state=state)
            await self.line.wait(5)
        else:
            await self.line.wait(5)

    async def ask(self, do: str, **fields: object) -> None:
        """Ask for something that holds for the room as the desk shows it; once more where it had just changed."""
        for _ in range(3):
            self.look()
            if await self.line.do(do, version=self.version(), **fields) is None:
                await self.line.wait(1)
                return
            await self.line.wait(1)

    def version(self) -> int:
        """The room's version as the desk shows it."""
        found = re.search(r'data-version="(\d+)"', self.view.panel("desk_agenda"))
        return int(found[1]) if found else 0
