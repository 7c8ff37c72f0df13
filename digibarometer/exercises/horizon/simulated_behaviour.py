"""How a believable person acts here. Actions are named by their wire words, as a phone does."""

import random
from collections.abc import Iterator
from typing import Any

from digibarometer.questions.horizon_cards import shipped_observations


def simulated_actions(role: str, step: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    """One observation of their own, as someone of their role would make it."""
    seen = chance.choice(shipped_observations(role))
    key = f"{chance.getrandbits(96):024x}"
    yield {"do": "horizon.write", "step": step, "signal": key, "title": seen.title, "text": seen.text}
