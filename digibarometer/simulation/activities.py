"""How simulated people weigh activities, and what their leader writes in the plan."""

import random
import re
from typing import Any

from digibarometer.exercises.activities.simulated_behaviour import example, weight
from digibarometer.i18n import SOURCE_LANGUAGE
from digibarometer.simulation.screen_parser import ScreenModel

Act = dict[str, Any]
CHOSEN = 5  # activities that the room chooses


class Weighing:
    """What one person thinks that activities give and take."""

    def __init__(self, chance: random.Random):
        self.chance = chance
        self.weighed: set[tuple[str, str]] = set()

    def did(self, act: Act) -> None:
        """It has been said, and is not said again."""
        if act["do"] == "activities.weigh":
            self.weighed.add((act["activity"], act["on"]))

    def next_act(self, view: ScreenModel) -> Act | None:
        """What the next activity gives or takes."""
        panel = view.panel("room_weighing")
        for form in view.forms("activities.weigh", "room_weighing"):
            activity, side = form.data["activity"], form.data["on"]
            if (activity, side) not in self.weighed:
                name = re.search(rf'id="room_weighing-name-{activity}">\d+\. (.*?)</h2>', panel)
                level = weight(name[1] if name else "", side, self.chance)
                return {"do": form.do, "activity": activity, "on": side, "level": level}
        return None


def merging(view: ScreenModel) -> list[Act]:
    """Proposals that say the very same are laid under the first of them."""
    first: dict[str, str] = {}
    acts = []
    for key, lies_in, text in view.notes("room"):
        into = first.setdefault(text, key)
        step = lies_in.split("-")[1]
        if into != key and lies_in.endswith("-proposals"):
            acts.append({"do": "notes.merge", "step": int(step), "note": key, "into": into})
    return acts


def fields_of(view: ScreenModel, activity: str) -> list[Act]:
    """What the leader writes of an activity that the room has chosen: owner and first step, as the example says."""
    name = re.search(r"<h2[^>]*>\d+\. (.*?)</h2>", view.panel(f"desk_activity-{activity}"))
    known = example(name[1]) if name else None
    if known is None:
        return []
    told = {"owner": known.owner[SOURCE_LANGUAGE], "first_step": known.first_step[SOURCE_LANGUAGE]}
    return [{"do": "activities.write", "activity": activity, "what": what, "text": text} for what, text in told.items()]
