"""Rooms full of people who act all the time, keep what is not answered, and come back by themselves."""

import asyncio
import json
import random
import re
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import httpx

from bench.client import Client
from bench.faults.machines import Server
from bench.faults.screens import difference, shown

ANSWER = re.compile(rb'^\{"(ack|refused)":"([^"]*)"')
LATER = re.compile(rb'^\{"later":"([^"]*)"')
LATER_SECONDS = 3  # docs/protocol.md
NOTES_EACH = 4  # then people write in those that they have: a wall has an end


class Line(Client):
    """A connection that tells when it is lost."""

    __slots__ = ("lost",)

    def __init__(self, *given: Any):
        super().__init__(*given)
        self.lost: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if not self.lost.done():
            self.lost.set_result(None)


class Screen:
    """A phone, desk or board: its outbox, what it was told, and what it shows."""

    def __init__(self, server: Server, kind: str, path: str, cookie: str):
        self.server, self.kind, self.path, self.cookie = server, kind, path, cookie
        self.line: Client | None = None  # from its hello on, when what waits is sent
        self.outbox: dict[str, bytes] = {}
        self.frames: list[bytes] = []
        self.screen_at = self.heard_at = 0.0
        self.acknowledged = self.behind = 0
        self.refused: list[bytes] = []
        self.newest: dict[int | None, int] = {}

    async def live(self) -> None:
        """Be connected, and come back when the line is lost."""
        loop, pause = asyncio.get_running_loop(), 0.3
        while True:
            line = Line(None, self.path, self.cookie, self.hear)
            try:
                await loop.create_connection(lambda line=line: line, "127.0.0.1", self.server.port)
                async with asyncio.timeout(30):
                    await line.opened
                pause = 0.3
                await line.lost
            except (OSError, TimeoutError):
                if hasattr(line, "transport"):
                    line.transport.close()
            self.line, self.screen_at = None, 0.0
            await asyncio.sleep(pause * (0.5 + random.random()))
            pause = min(pause * 1.5, 2)

    def hear(self, client: Client, text: bytes, at: float) -> None:
        """Take one frame."""
        if answer := ANSWER.match(text):
            if wish := self.outbox.pop(answer[2].decode(), None):
                self.acknowledged += answer[1] == b"ack"
                if answer[1] == b"ack" and self._is_newest(json.loads(wish)):
                    self.frames.append(b'{"ack":%s}' % wish)
            if answer[1] == b"refused":
                self.refused.append(text)
        elif later := LATER.match(text):
            asyncio.get_running_loop().call_later(LATER_SECONDS, self._send_again, later[1].decode())
        elif text.startswith(b'{"screen"'):
            self.frames, self.screen_at, self.heard_at = [text], self.screen_at or time.monotonic(), time.monotonic()
        elif text.startswith(b'{"panel"'):
            self.frames.append(text)
            self.heard_at = time.monotonic()
        elif text.startswith(b'{"behind":true'):
            self.behind += 1
        elif text.startswith(b'{"hello"'):
            self.line = client
            for wish in self.outbox.values():
                client.send(wish)

    def _is_newest(self, wish: dict[str, Any]) -> bool:
        """Whether nothing newer of the same question has been acknowledged: what was answered later comes after it."""
        about = wish.get("question")
        self.newest[about] = max(self.newest.get(about, 0), wish["number"])
        return self.newest[about] == wish["number"]

    def _send_again(self, id: str) -> None:
        if self.line and (wish := self.outbox.get(id)):
            self.line.send(wish)

    def act(self, wish: dict[str, Any]) -> None:
        """Put an action in the outbox, and send it where there is a line."""
        text = self.outbox[wish["id"]] = json.dumps(wish).encode()
        if self.line:
            self.line.send(text)


class Crowd:
    """Everybody in every room, and what they have said."""

    def __init__(self, given: list[dict[str, Any]], servers: list[Server], rate: float):
        self.servers, self.rate, self.number = servers, rate, int(time.time() * 1000)
        self.ratings: dict[tuple[int, int], int] = {}
        self.notes: dict[str, str] = {}
        self.people: list[tuple[Screen, dict[str, Any], dict[str, Any]]] = []
        self.screens: list[Screen] = []
        for made in given:
            for room in made["rooms"]:
                live = f"/w/{room['workshop']}/live"
                self._add("desk", f"{live}/desk?lang=sv", f"sessionid={made['session']}")
                self._add("board", f"{live}/board?lang=sv&key={room['board']}", "")
                for person in room["people"]:
                    screen = self._add("phone", f"{live}/phone?lang=sv", f"seat={person['seat']}")
                    self.people.append((screen, room, person))
        self.tasks = [asyncio.create_task(screen.live()) for screen in self.screens]
        self.acting: asyncio.Task[None] | None = None

    def _add(self, kind: str, path: str, cookie: str) -> Screen:
        self.screens.append(Screen(self.servers[len(self.screens) % len(self.servers)], kind, path, cookie))
        return self.screens[-1]

    def go_on(self) -> None:
        """Let people act from now on."""
        self.acting = asyncio.create_task(self._act())

    async def _act(self) -> None:
        began, done = time.monotonic(), 0
        while True:
            await asyncio.sleep(0.01)
            while done < (time.monotonic() - began) * self.rate:
                done += 1
                self._one()

    def _one(self) -> None:
        screen, room, person = random.choice(self.people)
        self.number += 1
        common = {"id": f"f{self.number}", "number": self.number}
        if room["questions"]:
            question, level = random.choice(room["questions"]), random.randint(1, 5)
            self.ratings[person["pk"], question] = level
            screen.act({"do": "assessment.rate", **common, "question": question, "level": level})
        else:
            turn = random.randrange(NOTES_EACH)
            key, text = f"n{person['pk']}-{turn}", f"What {person['pk']} thinks, for the {self.number}th time"
            self.notes[key] = text
            column = room["columns"][turn % len(room["columns"])]
            wish = {"do": "notes.write", **common, "step": room["step"], "note": key, "text": text}
            screen.act({**wish, "column": column})

    async def stop(self) -> None:
        """Let nobody act any more."""
        if self.acting and not self.acting.done():
            self.acting.cancel()
            with suppress(asyncio.CancelledError):
                await self.acting

    async def at_rest(self, seconds: float = 60) -> None:
        """Until all is answered and no screen has been told anything for a while; gives up after so long."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            await asyncio.sleep(0.1)
            quiet = time.monotonic() - max(screen.heard_at for screen in self.screens) > 1.2
            if quiet and all(screen.screen_at and not screen.outbox for screen in self.screens):
                return

    async def back(self, seconds: float = 120) -> float:
        """Until every screen is shown again; when the last one was (time.monotonic)."""
        until = time.monotonic() + seconds
        while not all(screen.screen_at for screen in self.screens) and time.monotonic() < until:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        return max(screen.screen_at or time.monotonic() for screen in self.screens)

    async def differ(self) -> dict[str, int]:
        """How many screens differ from a fresh load, by kind and by the first panel that does."""
        found: dict[str, int] = {}
        async with httpx.AsyncClient(limits=httpx.Limits(max_connections=20), timeout=60) as client:
            gate = asyncio.Semaphore(20)

            async def one(screen: Screen) -> None:
                address = f"http://127.0.0.1:{screen.server.port}{screen.path}"
                how = {"Cookie": screen.cookie, "Content-Type": "application/json"}
                try:
                    async with gate:
                        try:
                            answer = await client.post(address, headers=how, content="[]")
                        except httpx.ReadError:  # the server has just closed a connection that nobody used
                            answer = await client.post(address, headers=how, content="[]")
                    fresh = next(frame for frame in answer.json() if "screen" in frame)
                except (httpx.HTTPError, ValueError, StopIteration, TypeError) as error:
                    why = f"no fresh load: {type(error).__name__}"
                    found[why] = found.get(why, 0) + 1
                    return
                where = (
                    difference(shown(screen.frames), shown([json.dumps(fresh).encode()])) if screen.frames else "all"
                )
                if where:
                    found[f"{screen.kind} {where}"] = found.get(f"{screen.kind} {where}", 0) + 1

            await asyncio.gather(*(one(screen) for screen in self.screens))
        return found

    def lost_and_doubled(self, database: str) -> tuple[int, int]:
        """What was acknowledged and is not in the database as it was last wished, and notes that are there twice."""
        rated, written = _rows(database)
        waits = {json.loads(wish)["id"] for screen in self.screens for wish in screen.outbox.values()}
        if waits:
            return -len(waits), 0  # cannot be judged: not all is answered
        lost = sum(rated.get(key) != level for key, level in self.ratings.items())
        texts = dict(written)
        lost += sum(texts.get(key) != text for key, text in self.notes.items())
        return lost, len(written) - len(self.notes)

    def count(self) -> dict[str, int]:
        """What people have been told so far."""
        return {
            "acknowledged": sum(screen.acknowledged for screen in self.screens),
            "refused": sum(len(screen.refused) for screen in self.screens),
            "unanswered": sum(len(screen.outbox) for screen in self.screens),
            "told behind": sum(screen.behind > 0 for screen in self.screens),
        }

    async def leave(self) -> None:
        """Close every line."""
        await self.stop()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        for screen in self.screens:
            if screen.line:
                screen.line.transport.close()


def _rows(database: str) -> tuple[dict[tuple[int, int], int], list[tuple[str, str]]]:
    ratings = "SELECT participant_id, question_id, level FROM assessment_rating"
    notes = "SELECT key, text FROM notes_note WHERE removed_at IS NULL"
    if database.startswith("postgresql"):
        import psycopg

        with psycopg.connect(database) as there:
            rated, written = there.execute(ratings).fetchall(), there.execute(notes).fetchall()
    else:
        with closing(sqlite3.connect(f"file:{Path(database)}?mode=ro", uri=True)) as kept:
            rated, written = kept.execute(ratings).fetchall(), kept.execute(notes).fetchall()
    return {(person, question): level for person, question, level in rated}, written
