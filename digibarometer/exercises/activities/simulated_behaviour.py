"""How believable people propose, weigh and choose activities. Actions are named by their wire words."""

import random
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from digibarometer.i18n import SOURCE_LANGUAGE
from digibarometer.questions.swot_prompts import ExampleActivity, prompts
from digibarometer.workshops.rules import BoardSpot
from digibarometer.workshops.simulated_people import (
    Act,
    Character,
    Lead,
    NoteWriter,
    ScreenModel,
    SimulatedDesk,
)

PROPOSALS = "proposals"  # the part of the wall where people write what they would do
MOST_PROPOSALS = 2  # of one person
CHOSEN = 5  # activities that the room chooses
PATIENCE = 120.0  # units to wait for those who have not weighed all


class Proposer(NoteWriter):
    """Writes a proposal or two, and says what each activity gives and takes."""

    columns = (PROPOSALS,)

    def __init__(self, character: Character) -> None:
        super().__init__(character)
        self.weighed: set[tuple[str, str]] = set()

    def notes(self, step: int) -> Iterator[Act]:
        """People of a role think of the same things, as in a real room."""
        chance = self.character.chance
        mine = [each for each in prompts().example_activities if each.owner_role == self.character.role]
        for activity in chance.sample(mine, min(chance.randint(1, MOST_PROPOSALS), len(mine))):
            key, text = f"{chance.getrandbits(96):024x}", activity.title[SOURCE_LANGUAGE]
            yield {"do": "notes.write", "step": step, "note": key, "column": PROPOSALS, "text": text}

    def next_act(self, screen: ScreenModel) -> Act | None:
        """Write, or say what the next activity gives or takes."""
        return super().next_act(screen) or self.weigh(screen)

    def weigh(self, screen: ScreenModel) -> Act | None:
        """What the next activity gives or takes."""
        panel = screen.panel("room_weighing")
        for form in screen.forms("activities.weigh", "room_weighing"):
            activity, side = form.data["activity"], form.data["on"]
            if (activity, side) not in self.weighed:
                name = re.search(rf'id="room_weighing-name-{activity}">\d+\. (.*?)</h2>', panel)
                level = weight(name[1] if name else "", side, self.character.chance)
                return {"do": form.do, "activity": activity, "on": side, "level": level}
        return None

    def did(self, act: Act, is_refused: bool) -> None:
        """It has been said, and is not said again."""
        super().did(act, is_refused)
        if act["do"] == "activities.weigh":
            self.weighed.add((act["activity"], act["on"]))


def weight(name: str, side: str, chance: random.Random) -> int:
    """What a person thinks that an activity gives or takes: about what its example says."""
    known = example(name)
    about = (known.effect if side == "effect" else known.effort) if known else 3
    return min(max(round(about + chance.gauss(0, 0.8)), 1), 5)


def example(name: str) -> ExampleActivity | None:
    """The example that an activity is, if it is one."""
    return next((each for each in prompts().example_activities if each.title[SOURCE_LANGUAGE] == name), None)


async def merge_proposals(desk: SimulatedDesk) -> None:
    """Lay proposals that say the very same under the first of them, before the vote."""
    first: dict[str, str] = {}
    for key, lies_in, text in desk.view.notes("room"):
        into = first.setdefault(text, key)
        if into != key and lies_in.endswith(f"-{PROPOSALS}"):
            await desk.do("notes.merge", step=int(lies_in.split("-")[1]), note=key, into=into)
            await desk.pause(1)


async def wait_for_weights(desk: SimulatedDesk) -> None:
    """Wait until all have weighed."""
    await desk.pause(2)
    await desk.until_done("desk_weighing", PATIENCE)


async def lead_plan(desk: SimulatedDesk) -> None:
    """Let the room choose, most dots first; each activity gets an owner, a first step and a date."""
    await desk.pause(5)
    for form in desk.view.forms("activities.choose", "desk_activity")[:CHOSEN]:
        activity = form.data["activity"]
        await desk.do("activities.choose", activity=activity, chosen=True)
        await desk.pause(1)
        for what, text in fields_of(desk.view, activity).items():
            await desk.do("activities.write", activity=activity, what=what, text=text)
            await desk.pause(1)
        day = date.today() + timedelta(days=desk.chance.choice([30, 60, 90, 120, 180]))
        await desk.do("activities.set_due", activity=activity, on=day.isoformat())
    await desk.pause(3)
    await desk.show(BoardSpot.PLAN)
    await desk.pause(4)


def fields_of(view: ScreenModel, activity: str) -> dict[str, str]:
    """What the leader writes of an activity that the room has chosen: owner and first step, as the example says."""
    name = re.search(r"<h2[^>]*>\d+\. (.*?)</h2>", view.panel(f"desk_activity-{activity}"))
    known = example(name[1]) if name else None
    return {"owner": known.owner[SOURCE_LANGUAGE], "first_step": known.first_step[SOURCE_LANGUAGE]} if known else {}


LEADS: Mapping[str, Lead] = {
    "desk_poll": merge_proposals,
    "desk_weighing": wait_for_weights,
    "desk_matrix": lead_plan,
}
