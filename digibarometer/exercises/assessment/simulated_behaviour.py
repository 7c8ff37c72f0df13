"""How a believable person acts in the self-assessment. Actions are named by their wire words, as a phone does."""

import random
from collections.abc import Iterator
from typing import Any

LEANING = {"politician": 0.5, "manager": 0.35, "official": -0.15}  # levels above or below what the question is like
DONT_KNOW = {"politician": 0.14, "manager": 0.06, "official": 0.05}  # share of "vet ej"


def simulated_actions(
    role: str, questions: list[int], chance: random.Random, levels: list[int], truth: dict[int, float]
) -> Iterator[dict[str, Any]]:
    """One rating after another: `truth` is about where each question lies in this municipality (a level)."""
    leaning = LEANING[role] + chance.gauss(0, 0.45)
    for question in questions:
        if chance.random() < DONT_KNOW[role]:
            level = None
        else:
            at = truth.get(question, 2.6) + leaning + chance.gauss(0, 0.65)
            level = min(max(round(at), min(levels)), max(levels))
        yield {"do": "assessment.rate", "question": question, "level": level}
