"""Walls: everyone writes notes, and every note comes to every phone of its room or group, the desk and the board."""

import asyncio
import random
import re
import sqlite3
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.client import Client

NOTE = re.compile(rb"\\u2116(\d+);|\xe2\x84\x96(\d+);")  # each text has a number of its own, "№12;"
ON_BOARD = re.compile(rb'<h1 class=\\"visually-hidden\\">(?:\\n|\s)*(\d+) lapp')  # notes/_board_fields.html
COUNTED = re.compile(rb'<p class=\\"sum num\\">(?:\\n|\s)*<b>(\d+) lapp')  # while groups write: _board_writing.html
Send = Callable[[Client, dict[str, Any], dict[str, Any]], None]


class Walling:
    """People write at a rate in all; when each screen shows each note."""

    def __init__(self, in_groups: bool = False) -> None:
        self.in_groups = in_groups
        self.sizes: dict[int, int] = {}  # people in each group
        self.expected = 0  # times that a note which was kept should come to a phone
        self.late: dict[str, float] = {}
        self.sent: dict[int, float] = {}
        self.shown: dict[Client, set[int]] = defaultdict(set)  # a whole screen brings old notes again
        self.phones: list[float] = []
        self.boards: list[float] = []
        self.order: dict[int, list[float]] = defaultdict(list)  # when the nth note of a room was sent
        self.on_board: dict[int, int] = defaultdict(int)

    async def write(
        self, people: list[tuple[Client, Any, Any]], rate: float, seconds: float, texts: list[str], send: Send
    ) -> None:
        """So many notes a second in all, from people taken by chance: halves of what real people may write."""
        chance, began = random.Random(7), time.perf_counter()
        self.sizes = Counter(person["group"] for _, _, person in people)
        for number in range(int(rate * seconds)):
            if (early := began + number / rate - time.perf_counter()) > 0:
                await asyncio.sleep(early)
            client, room, person = chance.choice(people)
            one, other = (chance.choice(texts).split() for _ in range(2))
            text = f"{' '.join([*one[: len(one) // 2], *other[len(other) // 2 :]])} №{number};"
            said = {"note": f"bench-{number}", "column": chance.choice(room["columns"]), "text": text}
            wish = {"do": "notes.write", "step": room["step"], "of": person["group"], **said}
            self.sent[number] = time.perf_counter()
            send(client, room, wish)

    def kept(self, room: int, sent_at: float, group: int) -> None:
        """A note has been acknowledged: the room's board must count one more, and phones show it."""
        self.expected += self.sizes[group] if self.in_groups else 0
        self.order[room].append(sent_at)

    def heard(self, client: Client, name: tuple[Any, ...], text: bytes, at: float) -> None:
        """A frame has come: to a phone with notes in it, to a board with their number."""
        if name[0] == "group":
            shown = self.shown[client]
            new = {int(one or other) for one, other in NOTE.findall(text)} - shown
            shown |= new
            self.phones.extend(at - self.sent[number] for number in new)
        elif name[0] == "board" and (found := (COUNTED if self.in_groups else ON_BOARD).search(text)):
            room, first, value = name[1], self.on_board[name[1]], int(found[1])
            self.boards.extend(at - sent_at for sent_at in self.order[room][first:value])
            self.on_board[room] = max(first, value)

    def missing(self, people: int) -> int:
        """How many times a note that was acknowledged has not come to a phone that should show it."""
        kept = sum(len(sent) for sent in self.order.values())
        return (self.expected if self.in_groups else kept * people) - len(self.phones)


def lost(database: Path, kept: dict[str, str]) -> int:
    """Acknowledged and not in the database."""
    with sqlite3.connect(database) as connection:
        there = dict(connection.execute("SELECT key, text FROM notes_note WHERE removed_at IS NULL"))
    return sum(there.get(key) != text for key, text in kept.items())
