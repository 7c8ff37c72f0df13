"""A simulated participant on a phone: reads the screen, and does what it asks."""

import asyncio
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from digibarometer.simulation.activities import Weighing
from digibarometer.simulation.clients import ScreenClient
from digibarometer.simulation.roster import SimulatedParticipant
from digibarometer.simulation.scan import HorizonBehaviour
from digibarometer.simulation.screen_parser import Form, ScreenModel
from digibarometer.simulation.timing import Pace
from digibarometer.simulation.walls import WallBehaviour

REASONS = [
    "Vi har ett exempel från i våras som visar att det fungerar, men inte varje gång.",
    "Det hänger på två personer. Är de borta stannar det.",
    "Rutinen finns, men den är inte känd i hela förvaltningen.",
    "Vi valde det lägre, för ingen kunde ge ett exempel på det högre.",
]
OTHER_VIEW = "En av oss såg ett steg högre: på plan görs det redan så."
IDLE = 20.0  # seconds without anything to do before looking again

Rehearsal = Callable[[str, list[int], random.Random, list[int], dict[int, float]], Iterator[dict[str, Any]]]
Act = dict[str, Any]


def no_notes(role: str, step: int, chance: random.Random) -> Iterator[Act]:
    """Somebody who writes nothing."""
    return iter(())


@dataclass
class Person:
    """Somebody with a role, a line and a mind of their own."""

    member: SimulatedParticipant
    line: ScreenClient
    pace: Pace
    truth: dict[int, float]
    rate: Rehearsal
    chance: random.Random
    writes: Callable[..., Iterator[Act]] = no_notes
    observes: Callable[..., Iterator[Act]] = no_notes

    def __post_init__(self) -> None:
        self.weighing = Weighing(self.chance)
        self.meant: dict[int, Act] = {}  # what this person thinks of each question
        self.said: set[int] = set()  # questions whose rating was acknowledged: it is not drawn back
        self.wall = WallBehaviour(self.member.role, self.member.first_name, self.writes, self.chance)
        self.window = HorizonBehaviour(self.member.role, self.member.first_name, self.observes, self.chance)
        self.written: set[tuple[str, int]] = set()  # what has been written down, or left to others

    async def live(self) -> None:
        """Do one thing after another, each after some thought, until the seat is gone."""
        while not self.line.gone:
            if not (wanted := self.next_act()):
                await self.line.wait(IDLE)
                continue
            await self.pace.pause(self.slowness(wanted), self.chance)
            if self.next_act() == wanted:  # the screen may have changed meanwhile
                why = await self.line.do(**wanted)
                if why is None and wanted["do"] == "assessment.rate":
                    self.said.add(wanted["question"])
                self.wall.did(wanted)
                self.weighing.did(wanted)
                self.window.did(wanted)
                await asyncio.sleep(0)
            if wanted["do"].startswith("assessment.write"):
                self.written.add((wanted["do"], wanted["question"]))

    def slowness(self, wanted: Act) -> float:
        """Units that an act takes. In a group, whoever is first acts for all."""
        return {"assessment.set_group_level": 6.0, "assessment.open_spread": 20.0, "room.ready": 0.7}.get(
            wanted["do"], 1.2
        )

    def next_act(self) -> Act | None:
        """What the screen asks of this person now."""
        view = self.line.view
        mine = self.own_rating(view) or self.group_act(view)
        walls = self.wall.next_act(view) or self.weighing.next_act(view) or self.window.next_act(view)
        return mine or walls or self.done(view) or self.parting(view)

    def own_rating(self, view: ScreenModel) -> Act | None:
        """Rate the first question without an answer."""
        asked = view.forms("assessment.rate", "room_questions")
        levels = [int(value) for value in (asked[0].values() if asked else []) if value.isdigit()]
        new = [form.question for form in asked if form.question not in self.meant]
        if new:
            for act in self.rate(self.member.role, new, self.chance, levels, self.truth):
                self.meant[act["question"]] = act
        answered = {*view.chosen(), *self.said}
        return next((self.meant[form.question] for form in asked if form.question not in answered), None)

    def group_act(self, view: ScreenModel) -> Act | None:
        """Accept what the group's spread suggests, say why at times, and open what has waited long enough."""
        asked = [name for name in view.panels if name.startswith("group_question")]
        forms = [view.forms("assessment.set_group_level", name) for name in asked]
        talks = any(each and each[0].pressed() is None for each in forms)  # else the leader may move on any moment
        for name in asked:
            levels = view.forms("assessment.set_group_level", name)
            if not levels:
                continue
            if len(levels) > 1 and levels[0].pressed() is None:
                return _act(levels[0], level=settled(view.panel(name), levels[0], int(levels[1].values()[0])))
            if opens := view.forms("assessment.open_spread", name):
                return _act(opens[0])
            if talks and levels[0].pressed() and (writes := self.writing(view, name, levels[0].question)):
                return writes
        return None

    def writing(self, view: ScreenModel, name: str, question: int) -> Act | None:
        """One in a group and area writes something down now and then."""
        dice = random.Random(f"{question}{self.member.first_name}")
        for do, field, likely, words in [
            ("assessment.write_reason", "reason", 0.05, dice.choice(REASONS)),
            ("assessment.write_minority", "minority", 0.02, OTHER_VIEW),
        ]:
            is_there = f'name="{field}"' in view.panel(name) and "</textarea>" in view.panel(name)
            empty = "data-save-on-input></textarea></form>" in view.panel(name).split(f'name="{field}"')[-1][:120]
            if is_there and empty and (do, question) not in self.written and dice.random() < likely:
                return {"do": do, "question": question, field: words}
        return None

    def done(self, view: ScreenModel) -> Act | None:
        """Say that one is done."""
        ready = view.forms("room.ready", "my_ready")
        return {"do": "room.ready", "ready": True} if ready and ready[0].values() == ["true"] else None

    def parting(self, view: ScreenModel) -> Act | None:
        """Answer the three questions when the day ends: most are content, some doubt that it leads to anything."""
        for form in view.forms("room.check_out", "my_check_out"):
            if form.pressed() is None:
                weights = {"talked": (1, 5, 18), "learned": (1, 7, 16), "goes_on": (3, 12, 9)}[form.data["question"]]
                dice = random.Random(f"{form.data['question']}{self.member.first_name}")
                answer = dice.choices([1, 2, 3], weights)[0]
                return {"do": form.do, "question": form.data["question"], "answer": answer}
        return None


def settled(panel: str, choices: Form, suggested: int) -> int:
    """The level that the talk ends at: mostly what is suggested. The same for all in the group, for they talked."""
    talk = random.Random(f"{choices.question} {panel.split('</ol>')[0]}")
    level = suggested + talk.choices([-1, 0, 1], [2, 13, 3])[0]
    return level if str(level) in choices.values() else suggested


def _act(form: Form, **more: Any) -> Act:
    return {"do": form.do, "question": form.question, **more}
