"""How a believable person acts here. Actions are named by their wire words, as a phone does."""

import random
from collections.abc import Iterator
from typing import Any

from tests.fifth_exercise.rules import NUMBERS

LEANING = {"politician": 4.0, "manager": 3.5, "official": 3.0}  # fingers, about which people of a role show


def simulated_actions(role: str, step: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    """One hand."""
    fingers = min(max(round(chance.gauss(LEANING[role], 1.0)), NUMBERS[0]), NUMBERS[-1])
    yield {"do": "fist.show", "step": step, "fingers": fingers}
