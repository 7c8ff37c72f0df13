"""Starts the server, lets the people act, and reports."""

import argparse
import asyncio
import gc
import json
import os
import random
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import defaultdict
from pathlib import Path
from typing import Any

import psutil

from bench import joining, picturing, walling
from bench.client import Client

COUNT = re.compile(rb'id=\\"(group|desk|board)_progress\\".*?<progress max=\\"(\d+)\\" value=\\"(\d+)\\"')
VERSION = re.compile(rb'data-version=\\"(\d+)\\"')
ACK = re.compile(rb'^\{"ack":"([^"]+)"\}$')


def main() -> None:
    """Measure and print."""
    given = argparse.ArgumentParser(description="Measures the live room.")
    given.add_argument("--rooms", type=int, default=1)
    given.add_argument("--people", type=int, default=40)
    given.add_argument("--seconds", type=int, default=60)
    given.add_argument("--every", type=float, default=20, help="seconds between one person's actions")
    given.add_argument("--moves", type=float, default=240, help="seconds between one leader's moves")
    given.add_argument("--joining", action="store_true", help="instead: everyone joins within so many seconds")
    given.add_argument("--beside", type=int, default=0, help="with --joining: people who rate in a room beside")
    given.add_argument("--pictures", action="store_true", help="leaders open today's picture while people rate")
    given.add_argument("--plenary", action="store_true", help="instead: all write on the wall of a SWOT")
    given.add_argument("--groups", action="store_true", help="with --plenary: in the small groups, before all see it")
    given.add_argument("--notes", type=float, help="with --plenary: notes a minute from each person, instead of --rate")
    given.add_argument("--rate", type=float, default=80, help="with --plenary: notes a second, in all rooms together")
    given.add_argument("--json", type=Path)
    given.add_argument("--port", type=int, default=8765)
    options = given.parse_args()
    options.plenary = options.plenary or options.groups
    if options.notes:
        options.rate = options.rooms * options.people * options.notes / 60
    with tempfile.TemporaryDirectory() as folder:
        report = measure(options, Path(folder))
    print(table(options, report))
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n")
    sys.exit(1 if report["actions"]["lost"] else 0)


def measure(options: argparse.Namespace, folder: Path, kind: "type[Load] | None" = None) -> dict[str, Any]:
    """Make the rooms, start the server on one core, act from another."""
    environment = {
        **os.environ,
        "DIGIBAROMETER_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "digibarometer.settings",
        "ALLOWED_HOSTS": "*",
    }
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    rooms = folder / "rooms.json"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "bench.rooms",
            str(options.rooms),
            str(0 if options.joining else options.people),
            str(rooms),
            "swot" if options.plenary else "assessment",
            "groups" if options.groups else "plenary",
            str(options.beside if options.joining else 0),
        ],
        env=environment,
        check=True,
    )
    if options.pictures:
        subprocess.run([sys.executable, "-m", "bench.picturing", str(rooms)], env=environment, check=True)
    command = [sys.executable, "-m", "digibarometer", "serve", "--port", str(options.port)]
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(command, env=environment, stdout=log, stderr=log) as server,
    ):
        try:
            os.sched_setaffinity(server.pid, {0})
            os.sched_setaffinity(0, {1 % (os.cpu_count() or 1)})
            wait_for(options.port)
            load = (kind or Load)(options, json.loads(rooms.read_text()), psutil.Process(server.pid))
            report = asyncio.run(load.joining() if options.joining else load.run())
            at_last = health(options.port, must_be_well=False)
            report["server"]["loop_lag_p99_ms"] = at_last["loop_lag_p99_ms"]
            report["server"]["wrong"] = at_last.get("wrong", [])
        finally:
            server.terminate()
            server.wait(30)
        text = (folder / "log").read_text()
    if '"error"' in text or "Traceback" in text:
        print(text[-3000:], file=sys.stderr)
    told = walling.lost if options.plenary else lost
    report["actions"]["lost"] = told(folder / "digibarometer.sqlite3", report.pop("kept"))
    return report


def wait_for(port: int) -> None:
    """Until the server answers."""
    for _ in range(300):
        try:
            health(port)
            return
        except OSError:
            time.sleep(0.2)
    sys.exit("The server did not start.")


def health(port: int, must_be_well: bool = True) -> dict[str, Any]:
    """The health page's figures, and what it says is wrong. Raises OSError where it does not answer, or is not well."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=20) as answer:
            return dict(json.load(answer))
    except urllib.error.HTTPError as error:
        if must_be_well:
            raise
        return dict(json.load(error))


def lost(database: Path, kept: dict[tuple[int, int], int]) -> int:
    """Acknowledged and not in the database."""
    with sqlite3.connect(database) as connection:
        rows = connection.execute("SELECT participant_id, question_id, level FROM assessment_rating")
        there = {(participant, question): level for participant, question, level in rows}
    return sum(there.get(key) != level for key, level in kept.items())


class Load:
    """Everyone in every room."""

    def __init__(self, options: argparse.Namespace, given: dict[str, Any], server: psutil.Process):
        self.options, self.given, self.server = options, given, server
        self.sent: dict[str, tuple[float, Any]] = {}
        self.acks: list[float] = []
        self.refused = 0
        self.kept: dict[Any, Any] = {}
        self.order: dict[Any, list[float]] = defaultdict(list)  # when the nth answer of a group or room was sent
        self.seen: dict[int, int] = defaultdict(int)  # how many of them a screen has shown
        self.delays: dict[str, list[float]] = {"group": [], "desk_board": [], "moves": []}
        self.versions: dict[int, bytes] = {}
        self.moved: dict[int, float] = {}
        self.deliveries = self.number = 0
        self.measuring = False
        self.telling = picturing.Telling() if options.pictures else None
        self.walling = walling.Walling(options.groups) if options.plenary else None

    async def run(self) -> dict[str, Any]:
        """Connect, act for the time given, wait for what is on its way, and count."""
        before = self.server.memory_info().rss
        began = time.perf_counter()
        people, desks = await self.connect()
        joined = time.perf_counter() - began
        await asyncio.sleep(6)  # the server tidies its memory when nobody has come for a while
        gc.collect()
        gc.freeze()
        cpu, bytes_before = Cpu(self.server), sum(client.bytes_in for client, *_ in people)
        own = time.process_time()
        self.measuring = True
        started = time.perf_counter()
        await asyncio.gather(self.act(people), self.lead(desks) if self.telling is None else self.tell(desks))
        seconds = time.perf_counter() - started
        spent, busy = cpu.spent(), cpu.limited_by(seconds)
        own_share = (time.process_time() - own) / seconds
        await asyncio.sleep(3)
        if self.walling:
            await self.come_late()
        sent = len(self.acks) + len(self.sent) + self.refused
        rss = self.server.memory_info().rss
        connections = len(people) + 2 * len(desks)
        taken = sum(client.bytes_in for client, *_ in people) - bytes_before
        return {
            "connections": connections,
            "seconds": round(seconds, 1),
            "actions": {"sent": sent, "acknowledged": len(self.acks), "refused": self.refused, "lost": 0},
            "per_second": round(sent / seconds, 1),
            "ack_ms": percentiles(self.acks, most=True),
            "delivery_ms": {name: percentiles(delays) for name, delays in self.delays.items()},
            "server": {
                "cpu_us_per_action": round(spent / max(1, len(self.acks)) * 1e6),
                "cpu_us_per_delivery": round(spent / max(1, self.deliveries) * 1e6),
                "cpu_share": round(spent / seconds, 2),
                "rss_mib_before": round(before / 2**20, 1),
                "rss_mib": round(rss / 2**20, 1),
                "kib_per_connection": round((rss - before) / 1024 / connections, 1),
            },
            "phone_bytes_per_minute": round(taken / len(people) / seconds * 60),
            "joined_in_s": round(joined, 1),
            **(self.told() if self.telling else {}),
            **(self.written(people) if self.walling else {}),
            "bench_cpu_share": round(own_share, 2),  # near 1: the delays are the bench's own
            "limited_by": busy,
            "kept": self.kept,
        }

    async def joining(self) -> dict[str, Any]:
        """Everyone comes in through the join page while desks and boards look on, and the first room rates beside."""
        people, desks = await self.connect()
        cpu, before = Cpu(self.server), self.server.memory_info().rss
        beside = asyncio.create_task(self.keep_acting(people))
        coming_to = [room for room in self.given["rooms"] if not room["people"]]
        storm = await joining.storm(self.options.port, coming_to, self.options.people, self.options.seconds)
        spent, busy = cpu.spent(), cpu.limited_by(storm["seconds"])
        beside.cancel()
        await asyncio.sleep(1)  # for what is on its way
        joined = storm["people"] - storm["failed"]
        return {
            "connections": len(people) + 2 * len(desks) + storm["people"],
            "seconds": round(storm["seconds"], 1),
            "joined": joined,
            "failed": storm["failed"],
            "why": storm["why"],
            "told_to_wait": storm["told_to_wait"],
            "from_scan_to_room_ms": percentiles(storm["took"], most=True),
            "beside_ack_ms": percentiles(self.acks, most=True),
            "actions": {"sent": len(self.acks) + len(self.sent), "acknowledged": len(self.acks), "lost": 0},
            "server": {
                "cpu_ms_per_person": round(spent / max(1, joined) * 1000, 1),
                "kib_per_connection": round((self.server.memory_info().rss - before) / 1024 / max(1, joined), 1),
                "open_files": len(self.server.open_files()),
            },
            "limited_by": busy,
            "kept": self.kept,
        }

    async def keep_acting(self, people: list[tuple[Client, Any, Any]]) -> None:
        """The same as `act`, for as long as it is let."""
        while people:
            await self.act(people)

    async def connect(self) -> tuple[list[tuple[Client, Any, Any]], list[tuple[Client, Any]]]:
        """Every phone, desk and board."""
        people, desks, waiting = [], [], asyncio.Semaphore(200)

        async def one(name: Any, path: str, cookie: str) -> Client:
            async with waiting:
                loop = asyncio.get_running_loop()
                hall = f"127.0.{1 + name[1] // 250}.{1 + name[1] % 250}"  # each room's own: an address has a limit
                _, client = await loop.create_connection(
                    lambda: Client(name, path, cookie, self.heard),
                    "127.0.0.1",
                    self.options.port,
                    local_addr=(hall, 0),
                )
                await client.opened
                return client

        async def room(room: dict[str, Any]) -> None:
            pk = room["workshop"]
            desk = await one(("desk", pk), f"/w/{pk}/live/desk?lang=sv", f"sessionid={self.given['session']}")
            desks.append((desk, room))
            await one(("board", pk), f"/w/{pk}/live/board?lang=sv&key={room['board']}", "")
            for person in room["people"]:
                name = ("group", pk, person["group"])
                people.append((await one(name, f"/w/{pk}/live/phone?lang=sv", f"seat={person['seat']}"), room, person))

        await asyncio.gather(*(room(each) for each in self.given["rooms"]))
        return people, desks

    async def act(self, people: list[tuple[Client, Any, Any]]) -> None:
        """Everyone rates the next question about every so many seconds, at moments of their own; or writes notes."""
        if self.walling:
            await self.walling.write(people, self.options.rate, self.options.seconds, self.given["texts"], self.write)
            return
        until = time.perf_counter() + self.options.seconds
        chance = random.Random(7)
        turns = sorted(
            (chance.random() * self.options.every + turn * self.options.every, index, turn)
            for turn in range(int(self.options.seconds / self.options.every) + 1)
            for index in range(len(people))
        )
        began = time.perf_counter()
        for at, index, turn in turns:
            now = time.perf_counter()
            if began + at > until:
                break
            if began + at > now:
                await asyncio.sleep(began + at - now)
            client, room, person = people[index]
            question, level = room["questions"][turn % len(room["questions"])], chance.randint(1, 5)
            self.rate(client, room, person, question, level)

    def rate(self, client: Client, room: dict[str, Any], person: dict[str, Any], question: int, level: int) -> None:
        """One rating."""
        self.number += 1
        id, key, at = f"a{self.number}", (person["pk"], question), time.perf_counter()
        self.sent[id] = (at, (key, level, person["group"], room["workshop"]))
        client.send(
            b'{"do":"assessment.rate","id":"%s","number":%d,"phase":%d,"question":%d,"level":%d}'
            % (id.encode(), self.number, room["phase"], question, level)
        )

    def write(self, client: Client, room: dict[str, Any], wish: dict[str, Any]) -> None:
        """One note."""
        self.number += 1
        id = f"a{self.number}"
        self.sent[id] = (time.perf_counter(), (wish["note"], wish["text"], wish["of"], room["workshop"]))
        del wish["of"]
        client.send(json.dumps({**wish, "id": id, "number": self.number}).encode())

    async def lead(self, desks: list[tuple[Client, Any]]) -> None:
        """Every leader gives the phase another minute now and then, which every screen of the room shows."""
        until, chance, extra = time.perf_counter() + self.options.seconds, random.Random(8), 0
        while (left := until - time.perf_counter()) > 1:
            await asyncio.sleep(min(left, self.options.moves / len(desks) * (0.5 + chance.random())))
            client, room = chance.choice(desks)
            if not (version := self.versions.get(room["workshop"])):
                continue
            extra, self.number = extra % 200 + 1, self.number + 1
            self.moved[room["workshop"]] = time.perf_counter()
            client.send(
                b'{"do":"room.extend","id":"m%d","number":%d,"version":%s,"extra_minutes":%d}'
                % (self.number, self.number, version, extra)
            )

    async def tell(self, desks: list[tuple[Client, Any]]) -> None:
        """Every leader opens today's picture and turns its pages."""

        async def move(desk: Client, room: dict[str, Any], page: int) -> None:
            self.number += 1
            desk.send(
                b'{"do":"room.move_to","id":"m%d","number":%d,"version":%s,"to":%d,"spot":%d}'
                % (self.number, self.number, self.versions[room["workshop"]], room["today"], page)
            )

        assert self.telling
        await self.telling.tell(desks, move, self.options.seconds)

    async def come_late(self) -> None:
        """A phone of the first room comes when all is written: how long it waits for the whole wall, and its bytes."""
        assert self.walling
        room = self.given["rooms"][0]
        came, began = asyncio.Event(), time.perf_counter()

        def heard(client: Client, text: bytes, at: float) -> None:
            if text.startswith(b'{"screen"') and not came.is_set():
                took = round((at - began) * 1000, 1)
                self.walling.late = {"ms": took, "kib": round(len(text) / 1024, 1)}  # type: ignore[union-attr]
                came.set()

        path, seat = f"/w/{room['workshop']}/live/phone?lang=sv", f"seat={room['people'][0]['seat']}"
        await asyncio.get_running_loop().create_connection(
            lambda: Client(("late", 0), path, seat, heard), "127.0.0.1", self.options.port
        )
        await asyncio.wait_for(came.wait(), 20)

    def told(self) -> dict[str, Any]:
        """From a leader's click to the picture on the board."""
        assert self.telling
        opened, turned = self.telling.opened, self.telling.turned
        return {
            "opened": {"clicks": len(opened), "missing": self.telling.missing, **percentiles(opened, most=True)},
            "turned": {"clicks": len(turned), **percentiles(turned, most=True)},
        }

    def written(self, people: list[Any]) -> dict[str, Any]:
        """When notes came to phones and boards, and how many did not."""
        assert self.walling
        wall = self.walling
        if not wall.boards:
            sys.exit("No board showed a number of notes that bench/walling.py can read: nothing was measured on them.")
        taken = sum(client.bytes_in for client, *_ in people)
        return {
            "to_phones_ms": percentiles(wall.phones, most=True),
            "to_boards_ms": percentiles(wall.boards, most=True),
            "not_on_a_phone": wall.missing(self.options.people),
            "not_on_a_board": len(self.acks) - sum(wall.on_board.values()),
            "phone_bytes_per_note": round(taken / max(1, len(wall.phones))),
            "late_phone": wall.late,
        }

    def heard(self, client: Client, text: bytes, at: float) -> None:
        """A frame has come."""
        if (ack := ACK.match(text)) is not None:
            self.acknowledged(ack[1].decode(), at)
            return
        self.deliveries += self.measuring
        name = client.name
        if self.walling and self.measuring:
            self.walling.heard(client, name, text, at)  # type: ignore[arg-type]
        if self.telling and name[0] == "board":  # type: ignore[index]
            self.telling.heard(name[1], text, at)  # type: ignore[index]
        if text.startswith(b'{"screen"'):
            if name[0] == "desk" and (version := VERSION.search(text)):  # type: ignore[index]
                self.versions[name[1]] = version[1]  # type: ignore[index]
            if self.measuring and (moved := self.moved.get(name[1])):  # type: ignore[index]
                self.delays["moves"].append(at - moved)
        elif text.startswith(b'{"refused"') and self.measuring:
            self.refused += b'"refused":"a' in text
        for kind, _, value in COUNT.findall(text):
            if kind.decode() == name[0]:  # type: ignore[index]
                self.shown(client, int(value), at)

    def acknowledged(self, id: str, at: float) -> None:
        """Kept: from now on it must not be lost, and counts as the next answer of its group and room."""
        if id not in self.sent:
            return
        sent_at, (key, level, group, room) = self.sent.pop(id)
        self.acks.append(at - sent_at)
        if self.walling:
            self.walling.kept(room, sent_at, group)
        elif key not in self.kept:
            for whose in (("group", room, group), ("desk", room), ("board", room)):
                self.order[whose].append(sent_at)
        self.kept[key] = level

    def shown(self, client: Client, value: int, at: float) -> None:
        """A screen shows that many answers: those that it had not shown have arrived now."""
        sent = self.order[client.name]
        first = self.seen[id(client)]
        if self.measuring and value > first:
            name = "group" if client.name[0] == "group" else "desk_board"  # type: ignore[index]
            self.delays[name].extend(at - sent_at for sent_at in sent[first:value])
        self.seen[id(client)] = max(first, value)


class Cpu:
    """What the server uses from now on: the whole process, with the threads that have come and gone meanwhile."""

    def __init__(self, server: psutil.Process):
        self.server = server
        self.before, self.threads = self.seconds(), self.by_thread()

    def seconds(self) -> float:
        """Seconds of CPU that the process has used since it started."""
        times = self.server.cpu_times()
        return float(times.user + times.system)

    def spent(self) -> float:
        """Seconds of CPU since this was made."""
        return self.seconds() - self.before

    def by_thread(self) -> dict[int, float]:
        """Seconds of CPU of each thread that is alive: a hint only, as others may have been and gone."""
        return {thread.id: thread.user_time + thread.system_time for thread in self.server.threads()}

    def limited_by(self, seconds: float) -> str:
        """How busy the server's core was, and with which thread: the loop has the process's number."""
        each = {thread: spent - self.threads.get(thread, 0.0) for thread, spent in self.by_thread().items()}
        shares = sorted(((spent / seconds, thread) for thread, spent in each.items()), reverse=True)
        loop = self.server.pid
        named = [f"{'loop' if thread == loop else 'thread'} {share:.0%}" for share, thread in shares if share >= 0.02]
        total = self.spent() / seconds
        named += [f"threads that are gone {gone:.0%}"] if (gone := total - sum(s for s, _ in shares)) >= 0.02 else []
        return f"{'the core' if total > 0.9 else 'nothing'}: {total:.0%} of it used ({', '.join(named)})"


def percentiles(delays: list[float], most: bool = False) -> dict[str, float]:
    """p50, p95, p99 in milliseconds."""
    ordered = sorted(delays) or [0.0]
    found = {f"p{p}": round(ordered[min(len(ordered) - 1, len(ordered) * p // 100)] * 1000, 1) for p in (50, 95, 99)}
    return found | ({"max": round(ordered[-1] * 1000, 1)} if most else {})


def table(options: argparse.Namespace, report: dict[str, Any]) -> str:
    """The report as a person reads it."""
    doing = f"one action each about every {options.every:g} s"
    if options.joining:
        doing = f"all join within {options.seconds} s"
    elif options.plenary:
        whose = "the walls of small groups" if options.groups else "walls that everyone sees"
        doing = f"{options.rate:.3g} notes a second in all, on {whose}"
    lines = [f"{options.rooms} rooms × {options.people} people, {doing}"]
    lines += [f"  {name:22} {value}" for name, value in report.items()]
    return "\n".join(lines)
