"""What happens in a run: who comes, what they do, and what goes wrong meanwhile."""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from typing import Any

import msgspec

from bench.seeds.clients import Client, Desk, Phone, of_room
from bench.seeds.runner import Run

ACTIVE = 3.0  # seconds in which people act and things go wrong
GIVES_UP = 60.0  # seconds until somebody who asks a process that was killed meanwhile asks no more
QUIET, MOST_QUIET = 14.0, 90.0  # seconds until everything must be as it should: at least, and at most
DRAWN_WITHIN = 5.0  # seconds after the last acknowledgement


class Scenario:
    """One of the many days of two rooms."""

    def __init__(self, run: Run):
        self.run, self.chance = run, run.source("scenario")
        self.clients: list[Client] = []
        self.tasks: list[asyncio.Task[Any]] = []
        self.wrong: list[str] = []  # what goes wrong
        chance = self.chance
        run.scale.statement = chance.choice((0.0001, 0.0003, 0.001))
        run.scale.commit = chance.choice((0.001, 0.004, 0.015))
        run.scale.bus = chance.choice((0.0005, 0.005, 0.1))
        run.scale.network = chance.choice((0.003, 0.02, 0.15))
        self.processes = chance.choice((1, 2, 2))
        self.is_flood = run.seed % 8 == 7
        self.is_wall = run.seed % 8 == 3
        run.has_bus = self.processes > 1
        known = [name for name in GOES_WRONG if self.processes > 1 or name not in NEEDS_TWO]
        if not self.is_flood and not self.is_wall:
            self.wrong = [name for name in known if chance.random() < 0.22]

    def said(self) -> str:
        """The kind of day in a few words."""
        kind = "a flood" if self.is_flood else "a wall" if self.is_wall else ", ".join(self.wrong) or "fair weather"
        return f"{self.processes} processes, {kind}"

    def acts(self) -> int:
        """How many actions were sent."""
        return sum(len(client.sent) for client in self.clients)

    async def play(self) -> None:
        """From the first process to the last look."""
        run, chance = self.run, self.chance
        self._begin_somewhere()
        for number in range(self.processes):
            run.start("AB"[number])
        for place, room in enumerate(run.rooms):
            if place == 0 or chance.random() < 0.3:
                self.clients += of_room(run, room, chance, chance.randint(2, 5) if place == 0 else 1)
        for client in self.clients:
            await self._comes(client, chance.random() * (ACTIVE if chance.random() < 0.3 else 1.0))
        if self.is_flood:
            self._flood()
        if self.is_wall:
            self._come_and_go()
        for name in self.wrong:
            self.tasks.append(self._task(GOES_WRONG[name](self)))
        for _ in range(chance.randint(0, 4)):
            self._at(chance.random() * ACTIVE, lambda: chance.choice(self.clients).drop())
        watch = self._task(self._watch())
        await asyncio.sleep(ACTIVE)
        await asyncio.gather(*self.tasks)
        await self._quiet()
        watch.cancel()
        run.invariants.at_rest(self.clients)

    def _begin_somewhere(self) -> None:
        with sqlite3.connect(self.run.database) as database:
            for room in self.run.rooms:
                phase = self.chance.choice([*room["phases"].values()][:-1])
                if self.is_wall:
                    phase = room["phases"]["swot_groups"]
                database.execute("UPDATE workshops_workshop SET phase_id = ? WHERE id = ?", (phase, room["workshop"]))
        database.close()

    def _task(self, work: Coroutine[Any, Any, Any]) -> "asyncio.Task[Any]":
        return self.run.loop.create_task(work)

    def _at(self, seconds: float, do: Callable[[], Any]) -> None:
        self.run.call_later(seconds, do)

    async def _comes(self, client: Client, after: float) -> None:
        a_second = self.chance.choice((0.5, 1.0, 3.0)) if client.kind == "phone" else 0.5

        async def come() -> None:
            await asyncio.sleep(after)
            self._task(client.live())
            if client.kind == "phone" or (client.kind != "board" and not self.is_wall):
                await client.do_things(ACTIVE, a_second)

        self._task(come())

    def _flood(self) -> None:
        """A leader who moves six times a second, and eager seats, while others come."""
        self.run.scale.statement, self.run.scale.commit, self.run.scale.network = 0.001, 0.004, 0.01
        for client in self.clients:
            if isinstance(client, Desk) and client.room is self.run.rooms[0]:
                client.is_eager = True
                self._task(client.do_things(ACTIVE, 6.0))
            elif isinstance(client, Phone):
                self._task(client.do_things(ACTIVE, 6.0))
        self._somebody_comes_back(8)

    def _come_and_go(self) -> None:
        """Some write on their groups' walls while others come, and nothing makes the screens be drawn whole later.

        More come than can be drawn in a second: it is about what they miss, and not about how long they wait.
        """
        self.run.is_disturbed = True
        statement = self.run.scale.statement = self.chance.choice((0.003, 0.005, 0.008))
        self.run.scale.commit, self.run.scale.network = 0.001, 0.003
        for client in self.clients:
            if isinstance(client, Phone):
                self._task(client.do_things(ACTIVE, 0.01 / statement))  # as often as can be kept
        self._somebody_comes_back(20 + 20 * self.processes)

    def _somebody_comes_back(self, times: int) -> None:
        for _ in range(times):
            self._at(1 + self.chance.random() * (ACTIVE - 1), lambda: self.chance.choice(self.clients).drop())

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(0.5)
            self.run.invariants.look_at_queues()

    async def _quiet(self) -> None:
        """Nothing goes wrong any more, nobody acts, and all that runs comes to its end."""
        run = self.run
        run.faults.is_quiet = True
        run.note("scenario", "all is quiet")
        began = run.loop.time()
        while True:
            await asyncio.sleep(QUIET)
            waits = any(client.outbox or not client.is_up for client in self.clients if not client.is_over and
                        not client.is_gone)  # fmt: skip
            answered = max((at for client in self.clients for at in client.acked.values()), default=0.0)
            is_settled = not waits and run.loop.time() - answered > DRAWN_WITHIN
            if is_settled or run.loop.time() - began > MOST_QUIET:
                return

    # What goes wrong ───────────────────────────────────────────────────────────

    async def a_process_is_killed(self) -> None:
        """And comes back, or not where there is another."""
        await asyncio.sleep(0.5 + self.chance.random() * (ACTIVE - 1))
        process = self.run.any_process(self.chance)
        if process is None:
            return
        self.run.is_disturbed = True
        self.run.kill(process)
        await asyncio.sleep(0.5 + self.chance.random() * 2)
        if self.processes == 1 or self.chance.random() < 0.6:
            self.run.start(process.name.split(".")[0])

    async def a_process_is_restarted(self) -> None:
        """As systemd does for a new version."""
        await asyncio.sleep(0.5 + self.chance.random() * (ACTIVE - 1))
        process = self.run.any_process(self.chance)
        if process is None:
            return
        self.run.is_disturbed = True
        await self.run.stop(process)
        await asyncio.sleep(self.chance.random())
        self.run.start(process.name.split(".")[0])

    async def the_writers_connection_dies(self) -> None:
        """Now and then, in the middle of a batch."""
        self.run.faults.dying["ledger"] = 0.01

    async def the_readers_connection_dies(self) -> None:
        """Once in a while."""
        self.run.faults.dying["reader"] = 0.003

    async def commits_fail(self) -> None:
        """Half of them were done."""
        self.run.faults.commit_fails = 0.08

    async def the_disk_is_full(self) -> None:
        """For a while."""
        await asyncio.sleep(self.chance.random() * ACTIVE / 2)
        self.run.is_disturbed = True
        self.run.faults.disk_is_full = True
        await asyncio.sleep(1 + self.chance.random() * 2)
        self.run.faults.disk_is_full = False

    async def the_database_is_gone(self) -> None:
        """Restarted, or failed over to another."""
        await asyncio.sleep(self.chance.random() * ACTIVE / 2)
        self.run.is_disturbed = True
        self.run.faults.database_is_down = True
        await asyncio.sleep(0.5 + self.chance.random() * 2)
        self.run.faults.database_is_down = False

    async def another_program_writes(self) -> None:
        """It has the write lock for a while: a backup, a shell."""
        await asyncio.sleep(self.chance.random() * ACTIVE / 2)
        while self.run.lock_holder is not None:  # noqa: ASYNC110 as SQLite itself asks again and again
            await asyncio.sleep(0.001)
        self.run.is_disturbed = True
        self.run.lock_holder = "another program"
        await asyncio.sleep(self.chance.choice((1.0, 4.0, 25.0)))
        self.run.lock_holder = None

    async def the_bus_is_cut(self) -> None:
        """For a moment or for seconds; what is under way is lost."""
        await asyncio.sleep(self.chance.random() * ACTIVE)
        self.run.is_disturbed = True
        self.run.redis.is_down = True
        self.run.redis.cut()
        await asyncio.sleep(self.chance.choice((0.01, 1.5, 4.0)))
        self.run.redis.is_down = False

    async def something_foreign_is_on_the_bus(self) -> None:
        """Another program's message, and that of a version with a panel that this one does not know."""
        await asyncio.sleep(0.3 + self.chance.random() * ACTIVE / 2)
        panel = ["f00d", True, [[self.run.rooms[0]["workshop"], "notes/room_of_tomorrow", ["room", 1], []]], None]
        message = self.chance.choice((b"hello from another program", msgspec.msgpack.encode(panel), b"\x91\x01", b""))
        for channel in list(self.run.redis.channels):
            self.run.note("bus", f"foreign {message!r}"[:80])
            self.run.redis.publish(channel, message)

    async def somebody_takes_a_seat_over(self) -> None:
        """To another device, while the old one is still there."""
        await asyncio.sleep(0.5 + self.chance.random() * ACTIVE / 2)
        old = self.chance.choice([one for one in self.clients if type(one) is Phone and one.epoch == 1])
        process = self.run.any_process(self.chance)
        if process is None:
            return

        def take_over() -> dict[str, Any]:
            from digibarometer.accounts.models import User
            from digibarometer.workshops import seat_transfer
            from digibarometer.workshops.models import Participant

            person = Participant.objects.get(pk=old.person["pk"])
            transfer = seat_transfer.start_transfer(person, User.objects.get(pk=old.room["leader"]))
            return {**old.person, "seat": seat_transfer.claim_seat(transfer)}

        try:
            person = await asyncio.wait_for(self.run.request(process, take_over), GIVES_UP)
        except Exception as error:
            self.run.note("scenario", f"take over: {error!r}"[:120])
            return
        new = Phone(self.run, old.room, person, epoch=2)
        self.clients.append(new)
        await self._comes(new, 0.1)

    async def people_join(self) -> None:
        """By the code, while the room is at work."""
        for _ in range(self.chance.randint(1, 3)):
            await asyncio.sleep(self.chance.random() * ACTIVE / 3)
            room, process = self.chance.choice(self.run.rooms), self.run.any_process(self.chance)
            if process is None:
                continue

            def join(room: dict[str, Any] = room) -> dict[str, Any]:
                from digibarometer.workshops import attendance
                from digibarometer.workshops.models import Workshop
                from digibarometer.workshops.seats import seat_cookie

                made = attendance.join(Workshop.objects.get(pk=room["workshop"]), "official")
                return {"pk": made.pk, "seat": seat_cookie(made), "group": None}

            try:
                person = await asyncio.wait_for(self.run.request(process, join), GIVES_UP)
            except Exception as error:
                self.run.note("scenario", f"join: {error!r}"[:120])
                continue
            new = Phone(self.run, room, person)
            self.clients.append(new)
            await self._comes(new, 0.1)


Wrong = Callable[[Scenario], Coroutine[Any, Any, None]]
GOES_WRONG: dict[str, Wrong] = {
    method.__name__: method
    for method in (
        Scenario.a_process_is_killed,
        Scenario.a_process_is_restarted,
        Scenario.the_writers_connection_dies,
        Scenario.the_readers_connection_dies,
        Scenario.commits_fail,
        Scenario.the_disk_is_full,
        Scenario.the_database_is_gone,
        Scenario.another_program_writes,
        Scenario.the_bus_is_cut,
        Scenario.something_foreign_is_on_the_bus,
        Scenario.somebody_takes_a_seat_over,
        Scenario.people_join,
    )
}
NEEDS_TWO = {"the_bus_is_cut", "something_foreign_is_on_the_bus"}
