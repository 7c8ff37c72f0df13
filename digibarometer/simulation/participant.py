"""A simulated participant on a phone: reads the screen, and does what it asks."""

import asyncio
import random
import re
from dataclasses import dataclass

from digibarometer.exercises.base import exercises
from digibarometer.simulation.clients import ScreenClient
from digibarometer.simulation.roster import SimulatedParticipant
from digibarometer.simulation.timing import Pace
from digibarometer.workshops.simulated_people import Act, Character, ScreenModel, SimulatedPerson

LIFTS = 0.4  # share of people who hold one note to be among the most important


class GroupAtWall(SimulatedPerson):
    """One person at the walls of a day, whatever they are about."""

    def __init__(self, character: Character) -> None:
        super().__init__(character)
        self.lifted: set[int] = set()  # steps
        self.voted: set[tuple[str, ...]] = set()

    def next_act(self, screen: ScreenModel) -> Act | None:
        """What the wall before this person asks for now."""
        return self.lift(screen) or self.vote(screen)

    def did(self, act: Act, is_refused: bool) -> None:
        """It is done, and not done again."""
        if act["do"] == "notes.lift":
            self.lifted.add(act["step"])
        if act["do"] == "notes.vote":
            self.voted.add((act["poll"], act["on"]))

    def lift(self, screen: ScreenModel) -> Act | None:
        """Some in a group point at what matters most to them."""
        wall = next((name for name in screen.panels if name.startswith("group_wall")), None)
        notes = screen.notes("group")
        if wall is None or not notes:
            return None
        dice, step = random.Random(f"{wall}{self.character.first_name}"), int(wall.split("-")[1])
        if dice.random() > LIFTS or step in self.lifted:
            return None
        return {"do": "notes.lift", "step": step, "note": dice.choice(sorted(notes))[0], "lifted": True}

    def vote(self, screen: ScreenModel) -> Act | None:
        """Put one's dots on this and that."""
        forms = screen.forms("notes.vote", "room_ballot")
        dots = re.search(r'data-dots="(\d+)"', "".join(screen.panels.values()))
        if not forms or not dots:
            return None
        dice = random.Random(f"{forms[0].data['step']}{self.character.first_name}")
        for form in dice.sample(forms, min(int(dots[1]), len(forms))):
            data = form.data
            if (data["poll"], data["on"]) not in self.voted:
                act = {"do": form.do, "step": int(data["step"]), "poll": data["poll"], "on": data["on"]}
                return {**act, "which": int(data["which"]), "dots": 1}
        return None


IDLE = 20.0  # seconds without anything to do before looking again
USUAL_UNITS = 1.2  # of thought that an act takes


class InTheRoom(SimulatedPerson):
    """What every step asks for: saying that one is done, and answering the three questions when the day ends."""

    units = {"room.ready": 0.7}

    def next_act(self, screen: ScreenModel) -> Act | None:
        """What the screen asks of this person now."""
        return self.done(screen) or self.parting(screen)

    def done(self, screen: ScreenModel) -> Act | None:
        """Say that one is done."""
        ready = screen.forms("room.ready", "my_ready")
        return {"do": "room.ready", "ready": True} if ready and ready[0].values() == ["true"] else None

    def parting(self, screen: ScreenModel) -> Act | None:
        """Most are content, some doubt that it leads to anything."""
        for form in screen.forms("room.check_out", "my_check_out"):
            if form.pressed() is None:
                weights = {"talked": (1, 5, 18), "learned": (1, 7, 16), "goes_on": (3, 12, 9)}[form.data["question"]]
                dice = random.Random(f"{form.data['question']}{self.character.first_name}")
                answer = dice.choices([1, 2, 3], weights)[0]
                return {"do": form.do, "question": form.data["question"], "answer": answer}
        return None


@dataclass
class Person:
    """Somebody with a role, a line and a mind of their own: one for each exercise, for walls, and for the room."""

    member: SimulatedParticipant
    line: ScreenClient
    pace: Pace
    truth: dict[int, float]
    chance: random.Random

    def __post_init__(self) -> None:
        who = Character(self.member.role, self.member.first_name, self.chance, self.truth)
        own = [exercise.simulated_person for exercise in exercises()]
        self.minds = [mind(who) for mind in (*own, GroupAtWall, InTheRoom)]
        self.units = {do: units for mind in self.minds for do, units in mind.units.items()}

    async def live(self) -> None:
        """Do one thing after another, each after some thought, until the seat is gone."""
        while not self.line.gone:
            if not (wanted := self.next_act()):
                await self.line.wait(IDLE)
                continue
            await self.pace.pause(self.units.get(wanted["do"], USUAL_UNITS), self.chance)
            if self.next_act() == wanted:  # the screen may have changed meanwhile
                why = await self.line.do(**wanted)
                for mind in self.minds:
                    mind.did(wanted, why is not None)
                await asyncio.sleep(0)

    def next_act(self) -> Act | None:
        """What the screen asks of this person now."""
        return next((act for mind in self.minds if (act := mind.next_act(self.line.view))), None)
