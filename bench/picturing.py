"""From the leader's click to the picture on the projector, its release included, while ratings still arrive."""

import asyncio
import json
import random
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from bench.client import Client

STORY = b'id=\\"board_story\\"'
STILL = 12  # seconds in which a board must have shown it
PAGES = 4  # turned in each room

Send = Callable[[Client, dict[str, Any], int], Awaitable[None]]


class Telling:
    """Leaders open today's picture, one room after the other, and turn its pages."""

    def __init__(self) -> None:
        self.opened: list[float] = []
        self.turned: list[float] = []
        self.missing = 0
        self.clicked: dict[int, float] = {}
        self.shown: dict[int, asyncio.Event] = {}
        self.took: dict[int, float] = {}

    def heard(self, workshop: int, text: bytes, at: float) -> None:
        """A frame has come to a board."""
        if workshop in self.clicked and STORY in text:
            self.took[workshop] = at - self.clicked.pop(workshop)
            self.shown[workshop].set()

    async def tell(self, desks: list[tuple[Client, Any]], move: Send, seconds: float) -> None:
        """Open the picture in every room within the time given; the first opening writes all releases."""
        gap = seconds / max(1, len(desks)) / (PAGES + 1)
        for desk, room in desks:
            for page in range(1, PAGES + 2):
                began = time.perf_counter()
                await self.click(desk, room, page, move)
                await asyncio.sleep(max(0.0, gap - (time.perf_counter() - began)))

    async def click(self, desk: Client, room: dict[str, Any], page: int, move: Send) -> None:
        """One click, and until the board shows it."""
        workshop = room["workshop"]
        self.shown[workshop] = asyncio.Event()
        self.clicked[workshop] = time.perf_counter()
        await move(desk, room, page)
        try:
            await asyncio.wait_for(self.shown[workshop].wait(), STILL)
        except TimeoutError:
            self.missing += 1
            self.clicked.pop(workshop, None)
            return
        (self.opened if page == 1 else self.turned).append(self.took[workshop])


def everyone_has_rated(file: Path) -> None:
    """Every question of every room, but for the last few answers, which still arrive; groups and rooms have levels."""
    from digibarometer.exercises.assessment.models import GroupRating, PlenaryRating, Rating
    from digibarometer.results.models import Target
    from digibarometer.workshops.snapshot import load_snapshot

    given, chance = json.loads(file.read_text()), random.Random(11)
    for room in given["rooms"]:
        snapshot = load_snapshot(room["workshop"])
        questions = snapshot.questions
        Rating.objects.bulk_create(
            Rating(
                workshop=snapshot.workshop,
                participant_id=person["pk"],
                question=question,
                group_id=person["group"],
                level=chance.choice((1, 2, 2, 3, 3, 3, 4, 4, 5, None)),
            )
            for person in room["people"]
            for question in questions
        )
        GroupRating.objects.bulk_create(
            GroupRating(workshop=snapshot.workshop, group=group, question=question, level=chance.randint(1, 4))
            for group in snapshot.groups.values()
            for question in questions
        )
        PlenaryRating.objects.bulk_create(
            PlenaryRating(workshop=snapshot.workshop, question=question, level=chance.randint(1, 4))
            for question in questions
        )
        Target.objects.bulk_create(Target(workshop=snapshot.workshop, area=area, level=4) for area in snapshot.areas)
        today = next(step for step in snapshot.steps if step.kind == "today")
        room["today"] = snapshot.phases_of(today)[0].pk
    file.write_text(json.dumps(given))


if __name__ == "__main__":
    import django

    django.setup()
    everyone_has_rated(Path(sys.argv[1]))
