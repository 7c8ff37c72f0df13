"""How a believable person acts here. Actions are named by their wire words, as a phone does."""

import random
from collections.abc import Iterator
from typing import Any

from digibarometer.i18n import SOURCE_LANGUAGE
from digibarometer.questions.swot_prompts import ExampleActivity, prompts


def simulated_actions(role: str, step: int, chance: random.Random, most: int = 2) -> Iterator[dict[str, Any]]:
    """A proposal or two; people of a role think of the same things, as in a real room."""
    mine = [each for each in prompts().example_activities if each.owner_role == role]
    for activity in chance.sample(mine, min(chance.randint(1, most), len(mine))):
        key = f"{chance.getrandbits(96):024x}"
        yield {
            "do": "notes.write",
            "step": step,
            "note": key,
            "column": "proposals",
            "text": activity.title[SOURCE_LANGUAGE],
        }


def weight(name: str, side: str, chance: random.Random) -> int:
    """What a person thinks that an activity gives or takes: about what its example says."""
    known = example(name)
    about = (known.effect if side == "effect" else known.effort) if known else 3
    return min(max(round(about + chance.gauss(0, 0.8)), 1), 5)


def example(name: str) -> ExampleActivity | None:
    """The example that an activity is, if it is one."""
    return next((each for each in prompts().example_activities if each.title[SOURCE_LANGUAGE] == name), None)
