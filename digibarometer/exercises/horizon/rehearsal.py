"""How a believable person acts here. Actions are named by their wire words, as a phone does."""

import random
from collections.abc import Iterator
from typing import Any

from digibarometer.questions.cards import shipped_cards


def person(role: str, step: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    """One observation: something that a card of the library could have said, with what happens in its words."""
    card = chance.choice(shipped_cards())
    key = f"{chance.getrandbits(96):024x}"
    text = card.meaning["sv"][:280]
    yield {"do": "horizon.write", "step": step, "signal": key, "title": card.title["sv"], "text": text}
