"""How believable people act in a horizon scan: one observation each, and in the group a place for every signal."""

import random
import re
from collections.abc import Mapping

from digibarometer.questions.horizon_cards import shipped_observations
from digibarometer.workshops.simulated_people import (
    Act,
    Character,
    Form,
    Lead,
    ScreenModel,
    SimulatedDesk,
    SimulatedPerson,
)

WRITES = 0.5  # share of people who write an observation: all that forty people have seen would not be read
CARDS_TO_CHOOSE = 6  # cards that the leader chooses, if nobody has before


class Observer(SimulatedPerson):
    """One person in the horizon scans of a day."""

    def __init__(self, character: Character) -> None:
        super().__init__(character)
        self.written: set[int] = set()  # steps where this person has written, or has let it be

    def next_act(self, screen: ScreenModel) -> Act | None:
        """What the screen asks of this person now."""
        return self.observe(screen) or self.place(screen)

    def did(self, act: Act, is_refused: bool) -> None:
        """It is done, and not done again."""
        if act["do"] == "horizon.write":
            self.written.add(act["step"])

    def observe(self, screen: ScreenModel) -> Act | None:
        """Write down something that one has seen, as someone of their role would."""
        for form in screen.forms("horizon.write", "my_signals"):
            step = int(form.data["step"])
            dice = random.Random(f"window{step}{self.character.first_name}")
            if step not in self.written and dice.random() < WRITES:
                seen = dice.choice(shipped_observations(self.character.role))
                key = f"{dice.getrandbits(96):024x}"
                return {"do": form.do, "step": step, "signal": key, "title": seen.title, "text": seen.text}
        return None

    def place(self, screen: ScreenModel) -> Act | None:
        """Whoever of the group is first says the next thing that nobody has said yet."""
        for form in screen.forms("horizon.place", "group_signal"):
            if form.pressed() is None:
                dice = random.Random(f"{form.data['signal']}{form.data['on']}{self.character.first_name}")
                level = int(dice.choice(form.values()))
                return {"do": form.do, "signal": int(form.data["signal"]), "on": form.data["on"], "level": level}
        return None


async def lead_scan(desk: SimulatedDesk) -> None:
    """Show cards one at a time; let people write and place; all together look at the radar and vote."""
    if desk.view.forms("notes.set_poll", "desk_poll"):
        await desk.pause(8)
        await desk.vote()
        return
    for form in choosing(desk.view, desk.chance):
        await desk.do(form.do, step=int(form.data["step"]), card=int(form.data["card"]), chosen=True)
    while desk.view.panel("desk_cards") and (spot := next_spot(desk.view)):
        await desk.pause(5)
        await desk.show(spot)
    await desk.pause(20)


def choosing(view: ScreenModel, chance: random.Random) -> list[Form]:
    """The cards that a leader takes up: some of different kinds, unless cards have been chosen already."""
    forms = view.forms("horizon.choose", "desk_cards")
    if any(form.pressed() for form in forms) or len(forms) < CARDS_TO_CHOOSE:
        return []
    apart = len(forms) // CARDS_TO_CHOOSE
    return [forms[place * apart + chance.randrange(apart)] for place in range(CARDS_TO_CHOOSE)]


def next_spot(view: ScreenModel) -> int | None:
    """The card after the one on the board; None after the last."""
    found = re.search(r'class="button small primary" name="spot" value="(\d+)"', view.panel("leader_signals"))
    return int(found[1]) if found else None


LEADS: Mapping[str, Lead] = {"leader_signals": lead_scan}
