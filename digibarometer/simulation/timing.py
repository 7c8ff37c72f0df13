"""How fast simulated people go about things; they share one pace, and the leader may change it on the way."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from digibarometer.simulation.clients import ScreenClient

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


LEFT_ALONE = 300.0  # seconds without a move of anybody's


@dataclass
class LeaderBackoff:
    """What ends the rest: a file that is put there (and is taken away again), or so many seconds of silence."""

    left_alone: float = LEFT_ALONE
    asked: Path | None = None

    async def rest(self, line: ScreenClient, is_over: Callable[[], bool]) -> None:
        """Wait until it is time to lead again, or nothing is left to lead."""
        now = asyncio.get_running_loop().time
        seen, since = "", now()
        while not line.gone and not is_over():
            if self.is_asked() or now() - since > self.left_alone:
                return
            desk = line.view.panel("desk_agenda")  # holds the room's version, which every move raises
            if desk != seen:
                seen, since = desk, now()
            await line.wait(1)

    def is_asked(self) -> bool:
        """Whether somebody has asked the leader back; the question is answered by that."""
        if self.asked is None or not self.asked.exists():
            return False
        self.asked.unlink()
        return True
