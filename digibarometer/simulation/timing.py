"""How fast simulated people go about things; they share one pace, and the leader may change it on the way."""

import asyncio
import random
from dataclasses import dataclass

FAST, CALM_SECONDS, HURRY = (
    0.3,
    5.0,
    0.12,
)  # seconds that a small thing takes: the whole day in six minutes, or watchable


@dataclass
class Pace:
    """Seconds that a small thing takes: to answer a question, to accept a level."""

    unit: float

    async def pause(self, units: float, chance: random.Random) -> None:
        """Think for about so many units."""
        await asyncio.sleep(units * self.unit * chance.uniform(0.5, 1.5))
