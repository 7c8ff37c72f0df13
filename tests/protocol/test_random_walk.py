"""After any walk over all that can be done, by many seats at once, every screen that was kept as docs/protocol.md says
is what a fresh load shows: one's own panels included.
"""

import asyncio
import json
import os
import random

import pytest

from tests import prepared
from tests.faults.a_server import Server
from tests.protocol.protocol_client import Client
from tests.protocol.protocol_page import ACTIONS

FIRST, *MORE = (int(seed) for seed in os.environ.get("WALK_SEEDS", "1,2").split(","))
SEEDS = [FIRST, *(pytest.param(seed, marks=pytest.mark.slow) for seed in MORE)]
ROUNDS = int(os.environ.get("WALK_ROUNDS", "7"))
STEPS = 8  # wishes between two looks
NOT_WALKED = {"room.set_state"}  # an ended workshop ends the walk
PATIENCE = 30  # seconds for what was done last to be on all screens


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("walk"))
    prepared.copy_to(server.data, prepared.with_what_ships())
    server.environment |= prepared.SETTINGS
    made = json.loads(server.run("-m", "tests.protocol.cast_in_a_folder").splitlines()[-1])
    server.start()
    server.wait()
    yield server, made
    server.stop()


def client(server, made, name):
    kind, cookie = made["seats"][name]
    key = f"&key={made['board']}" if kind == "board" else ""
    return Client(f"ws://127.0.0.1:{server.port}", kind, made["workshop"], cookie, key)


def test_every_action_of_the_page_is_walked(served):
    assert set(served[1]["wishes"]) == set(ACTIONS)


@pytest.mark.parametrize("seed", SEEDS)
async def test_every_screen_is_what_a_fresh_load_shows(served, seed):
    server, made = served
    walk = Walk(server, made, random.Random(seed))
    async with asyncio.timeout(300):
        await walk.begin()
        await walk.look("as they came in")
        for _ in range(ROUNDS):
            where = await walk.go()
            for _ in range(STEPS):
                await walk.step(where)
            await walk.look(where)
        for one in walk.clients.values():
            await one.close()
    assert walk.kept > 2 * ROUNDS, "the walk shows little"


def test_the_log_of_all_this_names_nobody(served):
    """No secret, text, address or e-mail of those who took part; after the walks above."""
    server, made = served
    secrets = {cookie.split("=", 1)[1] for _, cookie in made["seats"].values() if cookie} | {made["board"]}
    said = {value for *_, one, other in made["wishes"].values() for value in (*one.values(), *other.values())
            if isinstance(value, str) and " " in value}  # fmt: skip
    log = (server.data / "server.log").read_text(encoding="utf-8")
    lines = [line for line in log.splitlines() if '"says": "serving on' not in line]
    assert lines
    assert said
    for what in {*secrets, *said, "127.0.0.1", "@", "Anna", "Cilla"}:
        assert not [line for line in lines if what in line]


class Walk:
    """Many seats, and one after the other does something by chance."""

    def __init__(self, server, made, chance):
        self.server, self.made, self.chance = server, made, chance
        self.clients = {name: client(server, made, name) for name in made["seats"]}
        self.done, self.kept = [], 0

    async def begin(self):
        for one in self.clients.values():
            await one.open()

    async def go(self):
        """The leader moves the room."""
        where = self.chance.choice(sorted(self.made["phases"]))
        await self.do("eva", "room.move_to", {"to": self.made["phases"][where]})
        return where

    async def step(self, where):
        """Mostly what this place is for, by the one whom it is for; sometimes anything by anyone, or a line is lost."""
        if self.chance.random() < 0.06:
            one = self.clients[self.chance.choice(sorted(self.clients))]
            await one.close()
            await one.open()
            return
        wishes = self.made["wishes"]
        fit = [do for do, (_, at, *_) in wishes.items() if at.replace("_vote", "_plenary") == where]
        pool = fit if fit and self.chance.random() < 0.7 else sorted(wishes)
        do = self.chance.choice([one for one in sorted(pool) if one not in NOT_WALKED])
        who, _, *two = wishes[do]
        if self.chance.random() < 0.4:
            may = [name for name, one in self.clients.items() if one.kind in ACTIONS[do].who and name != "frans"]
            who = self.chance.choice(sorted(may))
        fields = dict(self.chance.choice(two))
        if isinstance(fields.get("level"), int) and self.chance.random() < 0.5:
            fields["level"] = self.chance.choice([1, 2, 3, 4, None])
        await self.do(who, do, fields)

    async def do(self, who, do, fields):
        one = self.clients[who]
        if "version" in ACTIONS[do].fields:
            await self.look("before a move")  # a leader's move is for the room that the leader sees
        answer = await one.answered(await one.act(do, **fields))
        self.done.append((who, do, fields, answer))
        self.kept += "ack" in answer

    async def look(self, where):
        """Until all screens show what a fresh load does; if they never do, which panels of whom."""
        for name, one in self.clients.items():
            different = None
            try:
                async with asyncio.timeout(PATIENCE):
                    while different := await self.differing(one, name):  # noqa: ASYNC110 a fresh load tells
                        await asyncio.sleep(0.1)
            except TimeoutError:
                tail = "\n".join(map(str, self.done[-12:]))
                raise AssertionError(f"{name}, {where}: {sorted(different)} are not as a fresh load\n{tail}") from None

    async def differing(self, one, name):
        fresh = client(self.server, self.made, name)
        await fresh.open()
        await fresh.close()
        mine, theirs = one.screen.panels(), fresh.screen.panels()
        assert not one.gone
        return {id for id in mine.keys() | theirs.keys() if mine.get(id) != theirs.get(id)}
