"""How a believable person acts in a SWOT. Actions are named by their wire words, as a phone does."""

import random
from collections.abc import Iterator
from typing import Any

from digibarometer.questions.swot_prompts import ExampleNote, prompts


def simulated_actions(role: str, step: int, chance: random.Random, most: int = 6) -> Iterator[dict[str, Any]]:
    """One note after another, in a voice of the role; some say nearly what others say, as in a real room."""
    voice = chance.choice([voice.key for voice in prompts().voices if voice.role == role])
    mine: list[tuple[str, ExampleNote]] = [
        (quadrant.key, note)
        for quadrant in prompts().quadrants
        for note in quadrant.example_notes
        if note.voice == voice
    ]
    for column, note in chance.sample(mine, min(chance.randint(3, most), len(mine))):
        key = f"{chance.getrandbits(96):024x}"
        yield {"do": "notes.write", "step": step, "note": key, "column": column, "text": note.text}
