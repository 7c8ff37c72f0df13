"""A simulated leader at the desk: takes the room through its agenda, and lets go while someone else leads."""

import asyncio
import logging
import random
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from digibarometer.simulation.activities import CHOSEN, fields_of, merging
from digibarometer.simulation.clients import ScreenClient
from digibarometer.simulation.scan import choosing, next_spot
from digibarometer.simulation.screen_parser import Form, ScreenModel
from digibarometer.simulation.timing import LeaderBackoff, Pace
from digibarometer.simulation.walls import gathering
from digibarometer.workshops.rules import BoardSpot

log = logging.getLogger(__name__)
MOTIVATIONS = [
    "Två grupper hade exempel från bygglov som håller hela vägen. På plan görs det ännu olika från gång till gång.",
    "Vi stannade på den lägre nivån: arbetssättet finns, men det är inte känt i hela förvaltningen.",
    "Cheferna såg högre än handläggarna. Efter samtalet enades vi om det som kan visas med ett exempel.",
    "Det fungerar i vardagen men hänger på ett par personer. Därför inte högre än så.",
]
PATIENCE = 60.0  # units to wait for those who are not done; a visitor may be among them
COMING = 25.0  # units to wait for people to come
UNTOUCHED = ("", "2 true")  # what the desk offers to do with the clock before anyone has
DISCUSSED = 2  # questions that there is time to talk about in an area

VOTE = {"dots": 3, "most": 1}


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
        return any(form.values() == ["open"] for form in self.view.forms("room.set_state", "desk_people"))

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

    async def until(self, done: Any, units: float) -> None:
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
        elif view.panel("desk_progress"):
            await self.pause(1)
            await self.until(self.all_done, PATIENCE)
        elif view.panel("desk_talk"):
            await self.plenary()
        elif view.panel("desk_weighing"):
            await self.pause(2)
            await self.until(lambda: self.all_done("desk_weighing"), 2 * PATIENCE)
        elif view.panel("desk_matrix"):
            await self.plan()
        elif any(name.startswith("desk_wall") for name in view.panels):
            await self.wall()
        elif view.panel("desk_signals"):
            await self.scan()
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

    def all_done(self, panel: str = "desk_progress") -> bool:
        """Whether all have answered, or all groups have set their levels."""
        found = re.search(r'big num">(\d+)\D+(\d+)<', self.view.panel(panel))
        return bool(found and found[1] == found[2])

    async def groups(self) -> None:
        """Make groups when there are none."""
        makes = self.view.forms("room.make_groups", "leader_groups")
        if makes and makes[0].buttons[0].is_first:
            await self.ask(lambda: ("room.make_groups", {"groups": None}))
        await self.pause(3)

    async def plenary(self) -> None:
        """Accept what is easy, talk about the rest, and agree on every level."""
        await self.pause(3)
        for easy in self.view.forms("assessment.accept_easy", "desk_talk"):
            area = easy.data.get("area", "null")
            await self.line.do("assessment.accept_easy", area=None if area == "null" else int(area))
            await self.pause(2)
        talked = 0
        for question in [form.question for form in self.view.forms("assessment.set_plenary_level")]:
            form = self.level_form(question)
            level = self.suggested(question)
            if form is None or form.pressed() or level is None:
                continue
            if talked < DISCUSSED:
                talked += 1
                await self.show(question)
                await self.pause(5)
                await self.line.do("assessment.set_plenary_level", question=question, level=level)
                motivation = self.chance.choice(MOTIVATIONS)
                await self.line.do("assessment.write_motivation", question=question, motivation=motivation)
                await self.pause(3)
            else:
                await self.line.do("assessment.set_plenary_level", question=question, level=level)
        if talked:
            await self.show(None)

    async def plan(self) -> None:
        """Let the room choose, most dots first; each activity gets an owner, a first step and a date."""
        await self.pause(5)
        for form in self.view.forms("activities.choose", "desk_activity")[:CHOSEN]:
            activity = form.data["activity"]
            await self.line.do("activities.choose", activity=activity, chosen=True)
            await self.pause(1)
            for act in fields_of(self.view, activity):
                await self.line.do(**act)
                await self.pause(1)
            day = date.today() + timedelta(days=self.chance.choice([30, 60, 90, 120, 180]))
            await self.line.do("activities.set_due", activity=activity, on=day.isoformat())
        await self.pause(3)
        await self.show(BoardSpot.PLAN)
        await self.pause(4)

    def level_form(self, question: int) -> Form | None:
        """Where the room's level of a question is set."""
        forms = self.view.forms("assessment.set_plenary_level")
        return next((form for form in forms if form.question == question), None)

    def suggested(self, question: int) -> int | None:
        """The level that the desk suggests."""
        found = re.search(r'<small class="muted">[^<]*?(\d)', self.view.panel(f"desk_plenary-{question}"))
        return int(found[1]) if found else None

    async def wall(self) -> None:
        """Let people write and sort; all together gather notes into themes, and let everyone vote."""
        if not self.view.forms("notes.set_poll", "desk_poll"):
            await self.pause(25)
            return
        await self.pause(4)
        for act in [*merging(self.view), *gathering(self.view, self.chance)]:
            await self.line.do(**act)
            await self.pause(1)
        await self.vote()

    async def vote(self) -> None:
        """Let everyone vote, once."""
        for is_open in ("true", "false"):
            forms = self.view.forms("notes.set_poll", "desk_poll")
            if forms and forms[0].values() == [is_open]:
                step = int(forms[0].data["step"])
                await self.ask(
                    lambda step=step, is_open=is_open: ("notes.set_poll", {"step": step, **VOTE, "open": is_open})
                )
                await self.pause(12)

    async def scan(self) -> None:
        """Show cards one at a time; let people write and place; all together look at the radar and vote."""
        if self.view.forms("notes.set_poll", "desk_poll"):
            await self.pause(8)
            await self.vote()
            return
        for form in choosing(self.view, self.chance):
            await self.line.do(form.do, step=int(form.data["step"]), card=int(form.data["card"]), chosen=True)
        while self.view.panel("desk_cards") and not self.view.panel("desk_progress") and (spot := next_spot(self.view)):
            await self.pause(5)
            await self.show(spot)
        await self.pause(20)

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
        await self.ask(lambda: ("room.move_to", {"to": here, "spot": spot}))

    async def move_on(self) -> None:
        """Make the next move that the desk offers: on in the agenda, or the end."""
        moves = self.view.forms("room.move_to", "desk_foot")
        ends = self.view.forms("room.set_state", "desk_foot")
        if moves:
            to = int(moves[0].values()[0])
            self.expected = {self.view.phase, to}
            await self.ask(lambda: ("room.move_to", {"to": to}))
            await self.until(lambda: self.view.phase == to, 20)
            self.expected = {to}
            self.hurried_moves -= 1
            if self.hurried_moves <= 0:
                self.pace.unit = self.unit
        elif ends:
            state = ends[0].values()[0]
            await self.ask(lambda: ("room.set_state", {"state": state}))
            await self.line.wait(5)
        else:
            await self.line.wait(5)

    async def ask(self, wanted: Any) -> None:
        """Ask for something that holds for the room as the desk shows it; once more where it had just changed."""
        for _ in range(3):
            self.look()
            do, fields = wanted()
            if await self.line.do(do, version=self.version(), **fields) is None:
                await self.line.wait(1)
                return
            await self.line.wait(1)

    def version(self) -> int:
        """The room's version as the desk shows it."""
        found = re.search(r'data-version="(\d+)"', self.view.panel("desk_agenda"))
        return int(found[1]) if found else 0
