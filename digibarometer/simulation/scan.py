"""What simulated people do in a horizon scan: one observation each, and in the group a place for every signal."""

import random
import re
from collections.abc import Callable, Iterator
from typing import Any

from digibarometer.simulation.screen_parser import Form, ScreenModel

Act = dict[str, Any]
WRITES = 0.5  # share of people who write an observation: all that forty people have seen would not be read
CARDS_TO_CHOOSE = 6  # cards that the leader chooses, if nobody has before


class HorizonBehaviour:
    """One person in the horizon scans of a day."""

    def __init__(self, role: str, name: str, writes: Callable[..., Iterator[Act]], chance: random.Random):
        self.role, self.name, self.writes, self.chance = role, name, writes, chance
        self.written: set[int] = set()  # steps where this person has written, or has let it be

    def next_act(self, view: ScreenModel) -> Act | None:
        """What the screen asks of this person now."""
        return self.observe(view) or self.place(view)

    def did(self, act: Act) -> None:
        """It is done, and not done again."""
        if act["do"] == "horizon.write":
            self.written.add(act["step"])

    def observe(self, view: ScreenModel) -> Act | None:
        """Write down something that one has seen."""
        for form in view.forms("horizon.write", "my_signals"):
            step = int(form.data["step"])
            dice = random.Random(f"window{step}{self.name}")
            if step not in self.written and dice.random() < WRITES:
                return next(self.writes(self.role, step, dice), None)
        return None

    def place(self, view: ScreenModel) -> Act | None:
        """Whoever of the group is first says the next thing that nobody has said yet."""
        for form in view.forms("horizon.place", "group_signal"):
            if form.pressed() is None:
                dice = random.Random(f"{form.data['signal']}{form.data['on']}{self.name}")
                level = int(dice.choice(form.values()))
                return {"do": form.do, "signal": int(form.data["signal"]), "on": form.data["on"], "level": level}
        return None


def choosing(view: ScreenModel, chance: random.Random) -> list[Form]:
    """The cards that a leader takes up: some of different kinds, unless cards have been chosen already."""
    forms = view.forms("horizon.choose", "desk_cards")
    if any(form.pressed() for form in forms) or len(forms) < CARDS_TO_CHOOSE:
        return []
    apart = len(forms) // CARDS_TO_CHOOSE
    return [forms[place * apart + chance.randrange(apart)] for place in range(CARDS_TO_CHOOSE)]


def next_spot(view: ScreenModel) -> int | None:
    """The card after the one on the board; None after the last."""
    found = re.search(r'class="button small primary" name="spot" value="(\d+)"', view.panel("desk_signals"))
    return int(found[1]) if found else None
