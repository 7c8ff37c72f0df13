"""What simulated people do with a wall beside writing: hold something to be most important, and vote."""

import random
import re

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
