"""What simulated people do with a wall: write, hold something to be most important, gather, and vote."""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from digibarometer.exercises.activities.simulated_behaviour import simulated_actions as proposals
from digibarometer.i18n import localized
from digibarometer.questions.swot_prompts import prompts
from digibarometer.simulation.screen_parser import ScreenModel

Act = dict[str, Any]
PROPOSALS = "proposals"  # the part of a wall where people write what they would do
LIFTS = 0.4  # share of people who hold one note to be among the most important


class WallBehaviour:
    """One person at the walls of a day."""

    def __init__(self, role: str, name: str, writes: Callable[..., Iterator[Act]], chance: random.Random):
        self.role, self.name, self.writes, self.chance = role, name, writes, chance
        self.meant: dict[int, list[Act]] = {}  # notes that are thought of and not written yet, by step
        self.done: set[tuple[Any, ...]] = set()

    def next_act(self, view: ScreenModel) -> Act | None:
        """What the wall before this person asks for now."""
        return self.note(view) or self.lift(view) or self.vote(view)

    def did(self, act: Act) -> None:
        """It is done, and not done again."""
        self.done.add(_key(act))

    def note(self, view: ScreenModel) -> Act | None:
        """Write the next note, while everyone writes alone."""
        forms = view.forms("notes.write") if any(name.startswith("my_wall") for name in view.panels) else []
        if not forms:
            return None
        step = int(forms[0].data["step"])
        if step not in self.meant:
            writes = proposals if forms[0].data.get("column") == PROPOSALS else self.writes
            self.meant[step] = list(writes(self.role, step, self.chance))
        return next((act for act in self.meant[step] if _key(act) not in self.done), None)

    def lift(self, view: ScreenModel) -> Act | None:
        """Some in a group point at what matters most to them."""
        wall = next((name for name in view.panels if name.startswith("group_wall")), None)
        notes = view.notes("group")
        if wall is None or not notes:
            return None
        dice = random.Random(f"{wall}{self.name}")
        if dice.random() > LIFTS:
            return None
        act = {
            "do": "notes.lift",
            "step": int(wall.split("-")[1]),
            "note": dice.choice(sorted(notes))[0],
            "lifted": True,
        }
        return None if any(did[:2] == ("notes.lift", act["step"]) for did in self.done) else act

    def vote(self, view: ScreenModel) -> Act | None:
        """Put one's dots on this and that."""
        forms = view.forms("notes.vote", "room_ballot")
        dots = re.search(r'data-dots="(\d+)"', "".join(view.panels.values()))
        if not forms or not dots:
            return None
        dice = random.Random(f"{forms[0].data['step']}{self.name}")
        for form in dice.sample(forms, min(int(dots[1]), len(forms))):
            data = form.data
            act = {"do": form.do, "step": int(data["step"]), "poll": data["poll"], "on": data["on"]}
            act |= {"which": int(data["which"]), "dots": 1}
            if _key(act) not in self.done:
                return act
        return None


def themes() -> dict[str, str]:
    """What notes about each area are called together."""
    return {theme.area: localized(theme.name) for theme in prompts().example_themes}


def _key(act: Act) -> tuple[Any, ...]:
    return (act["do"], act.get("step"), act.get("note"), act.get("on"), act.get("which"))


def gathering(view: ScreenModel, chance: random.Random) -> list[Act]:
    """What a leader gathers into themes: notes of a part of the wall that are about the same area."""
    areas = {note.text: note.area for quadrant in prompts().quadrants for note in quadrant.example_notes}
    heaps, names = defaultdict(list), themes()
    for key, lies_in, text in view.notes("room"):
        found = re.fullmatch(r"room-(\d+)-([a-z]+)", lies_in)
        if found and areas.get(text) in names:
            heaps[int(found[1]), found[2], areas[text]].append(key)
    return [
        {
            "do": "notes.gather",
            "step": step,
            "theme": f"{chance.getrandbits(96):024x}",
            "column": column,
            "name": names[area],
            "notes": keys,
        }
        for (step, column, area), keys in heaps.items()
        if len(keys) > 1
    ]
