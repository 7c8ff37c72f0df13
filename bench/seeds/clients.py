"""Screens as docs/protocol.md tells them to be: they keep what is not answered, and come back by themselves."""

import asyncio
import contextlib
import json
import random
import re
from typing import TYPE_CHECKING, Any

from bench.seeds import clock
from bench.seeds.network import Line, in_process, scope_of
from bench.seeds.page import Page
from bench.seeds.process import Process

if TYPE_CHECKING:
    from bench.seeds.runner import Run

PATIENCE, SILENCE = 6.0, 10.0  # seconds, as in ui/src/live/connection.ts
COLUMNS = ("strengths", "weaknesses", "opportunities", "threats")

OWN_RATING = "my rating of "

Act = tuple[str, dict[str, Any]]


class Client:
    """A screen and whoever is before it."""

    def __init__(self, run: "Run", room: dict[str, Any], kind: str, name: str, cookies: dict[str, str], key: str = ""):
        self.run, self.room, self.kind, self.name, self.cookies = run, room, kind, name, cookies
        self.chance = run.source(name)
        self.workshop: int = room["workshop"]
        self.query = f"lang={'en' if self.chance.random() < 0.2 else 'sv'}" + (f"&key={key}" if key else "")
        self.screen, self.mark = "", ""
        self.later: list[tuple[str, str]] = []  # panels since the screen
        self.outbox: dict[str, dict[str, Any]] = {}
        self.sent: dict[str, dict[str, Any]] = {}  # every action, by its id
        self.acked: dict[str, float] = {}
        self.refused: dict[str, str] = {}
        self.line: Line | None = None
        self.is_up = self.is_gone = self.is_over = False
        self.number = self.failures = 0
        self.newest: dict[Any, int] = {}
        self.owed = 0.0
        self.lines: list[Line] = []
        self.changed = asyncio.Event()

    # The line ──────────────────────────────────────────────────────────────────

    async def live(self) -> None:
        """Come, and come back, until it is over."""
        if self.chance.random() < 0.5:  # else a client that is no browser, and has no page
            await self._load()
        while not self.is_over and not self.is_gone:
            process = self.run.any_process(self.chance)
            if process is not None:
                await self._connected(process)
            if self.is_over or self.is_gone:
                return
            self.failures += 1
            most = 5.0 if self.failures > 20 else 2.5
            wait = min(most, 0.3 * 1.5 ** (self.failures - 1)) * (0.5 + self.chance.random() / 2)
            await asyncio.sleep(wait)

    async def _load(self) -> None:
        """The page, as the server draws it before there is a line. What fails is tried again, as people do."""
        while not self.is_over:
            process = self.run.any_process(self.chance)
            if process is not None:
                try:
                    self.screen, self.mark = await self.run.request(process, self._drawn)
                    self.is_gone = not self.mark  # the page says that nobody sits there
                    return
                except Exception as error:
                    self.run.note(self.name, f"page: {error!r}"[:120])
            await asyncio.sleep(1 + self.chance.random())

    def _drawn(self) -> tuple[str, str]:
        from digibarometer.live import api
        from digibarometer.workshops import seats

        seat = seats.find_seat(self.kind, self.workshop, self.cookies, self.query)
        if seat is None:
            return "", ""
        return api.render_screen(seat, "en" if "lang=en" in self.query else "sv")

    async def _connected(self, process: Process) -> None:
        line = self.line = Line(self.run, process, self)
        self.lines.append(line)
        line.is_slow = self.chance.random() < 0.1
        seen = f"&seen={self.mark}" if self.mark else ""
        line.open(self.run.serve, self.kind, self.workshop, self.cookies, self.query + seen)
        until = self.run.loop.time() + PATIENCE
        while line.is_open and self.line is line:
            now = self.run.loop.time()
            if not self.is_up and now >= until:
                self.run.invariants.out_of_patience(self, line)
                break
            if self.owed and now - self.owed > SILENCE:
                break
            self.changed.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.changed.wait(), until - now if not self.is_up else 2.0)
        self.is_up, self.owed = False, 0.0
        if line.is_open:
            line.cut(self.chance.random() * 3)

    def drop(self) -> None:
        """The line breaks."""
        if self.line and self.line.is_open:
            self.run.note(self.name, "line drops")
            self.line.cut(self.chance.choice((0.0, 0.2, 5.0)))
            self.changed.set()

    def leave(self) -> None:
        """The screen is closed for good."""
        self.is_over = True
        self.drop()
        self.changed.set()

    def take(self, line: Line, frame: dict[str, Any] | None) -> None:
        if line is not self.line:
            return
        self.changed.set()
        if frame is None:
            return
        self.run.note(self.name, f"< {json.dumps(frame)[:60]}")
        self.owed = 0.0
        if "hello" in frame:
            self.is_up, self.failures = True, 0
            for action in self.outbox.values():
                self._send(action)
        if "screen" in frame:
            self.screen, self.mark, self.later = frame["screen"], frame["mark"], []
        if "panel" in frame:
            self.later.append((frame["panel"], frame["html"]))
            self.mark = ""
        if frame.get("ack"):
            self.acked[frame["ack"]] = self.run.loop.time()
            self._show_own_rating(self.sent[frame["ack"]])
            self.outbox.pop(frame["ack"], None)
        if frame.get("later") in self.outbox:
            self.run.call_later(2.0, lambda: self._once_more(frame["later"]))
        if frame.get("refused"):
            self.refused[frame["refused"]] = frame["why"]
            self.outbox.pop(frame["refused"], None)
            self.run.invariants.on_refused(self, frame)
        if frame.get("gone"):
            self.is_gone = True
            self.outbox.clear()

    # What it does ──────────────────────────────────────────────────────────────

    def act(self, do: str, is_kept: bool = True, **fields: Any) -> None:
        """Want something to be so; kept until it is answered, unless it must never wait."""
        if self.is_gone or not (self.is_up or is_kept):
            return
        self.number = max(self.number + 1, int(clock.unix_time() * 1000))
        id = f"{self.name}-{len(self.sent)}"
        action = {"do": do, "id": id, "number": self.number, **fields}
        self.sent[id] = action
        if is_kept:
            self.outbox[id] = action
        if self.is_up:
            self._send(action)

    def _send(self, action: dict[str, Any]) -> None:
        self.run.note(self.name, f"> {json.dumps(action)[:90]}")
        assert self.line is not None
        self.line.send(action)
        self.owed = self.owed or self.run.loop.time()

    def _show_own_rating(self, action: dict[str, Any]) -> None:
        """What the acknowledgement of a rating says of one's own panel, unless a newer one has been acknowledged."""
        key = (action["do"], action.get("question"))
        if action["do"] != "assessment.rate" or self.newest.get(key, -1) > action["number"]:
            return
        self.newest[key] = action["number"]
        level = "null" if action["level"] is None else str(action["level"])
        self.later.append((OWN_RATING + str(action["question"]), level))
        self.mark = ""

    def _once_more(self, id: str) -> None:
        if self.is_up and id in self.outbox:
            self._send(self.outbox[id])

    def shown(self, pattern: str) -> str:
        """The last thing that stands on the screen like this, in raw HTML; empty where nothing does."""
        for _, html in [*reversed(self.later), ("", self.screen)]:
            if found := re.search(pattern, html):
                return found[1]
        return ""

    def page(self) -> Page:
        """What is before the person now."""
        page = Page(self.screen)
        for panel, html in self.later:
            if panel.startswith(OWN_RATING):
                page.set_rating(panel.removeprefix(OWN_RATING), html)
            else:
                page.take(panel, html)
        return page

    async def do_things(self, until: float, a_second: float) -> None:
        """Act at moments of its own, about so often."""
        while self.run.loop.time() < until and not self.is_over and not self.is_gone:
            await asyncio.sleep(self.chance.expovariate(a_second))
            if self.run.loop.time() >= until:  # nobody acts any more once all is to be quiet
                return
            for do, fields in self.next_acts():
                self.act(do, **fields)

    def next_acts(self) -> list[Act]:
        """What it does next; often nothing."""
        return []


class Phone(Client):
    """A participant."""

    def __init__(self, run: "Run", room: dict[str, Any], person: dict[str, Any], epoch: int = 1):
        cookies = {"seat": person["seat"]}
        super().__init__(run, room, "phone", f"p{person['pk']}e{epoch}", cookies)
        self.person, self.epoch, self.notes = person, epoch, 0

    @property
    def secret_words(self) -> str:
        """Words that nobody else may ever be sent."""
        return f"§p{self.person['pk']}e{self.epoch}§"

    def next_acts(self) -> list[Act]:
        """Rate, say why, write notes and move them, be ready: sometimes several things at once."""
        return [self._one() for _ in range(self.chance.choice((1, 1, 1, 2, 5)))]

    def _one(self) -> Act:
        phase, question = self.shown(r'data-phase="(\d+)"'), self.chance.choice(self.room["questions"])
        fields: dict[str, Any] = {"phase": int(phase)} if phase else {}
        what, step = self.chance.random(), self.room["swot"]
        if what < 0.25:
            return "assessment.rate", {**fields, "question": question, "level": self.chance.choice((None, 1, 3, 5))}
        if what < 0.35:
            reason = f"{self.secret_words} {len(self.sent)}"
            return "assessment.write_own_reason", {**fields, "question": question, "reason": reason}
        if what < 0.45 and phase:
            return "room.ready", {**fields, "ready": self.chance.random() < 0.6}
        if what < 0.55:
            level = self.chance.choice((None, 2, 4))
            return "assessment.set_group_level", {**fields, "question": question, "level": level}
        self.notes += what < 0.8 or not self.notes
        note = f"n{self.person['pk']}-{self.epoch}-{self.chance.randint(1, self.notes) if what >= 0.8 else self.notes}"
        if what < 0.92:
            text = f"Kartan {self.name} {len(self.sent)}"
            column = self.chance.choice(COLUMNS)
            return "notes.write", {**fields, "step": step, "note": note, "text": text, "column": column}
        if what < 0.96:
            return "notes.move", {**fields, "step": step, "note": note, "column": self.chance.choice(COLUMNS)}
        return "notes.take_away", {**fields, "step": step, "note": note, "away": self.chance.random() < 0.7}


class Poller(Phone):
    """A participant behind a network that blocks WebSockets: asks over HTTP every two seconds."""

    async def live(self) -> None:
        """Ask until it is over."""
        while not self.is_over and not self.is_gone:
            process = self.run.any_process(self.chance)
            if process is not None:
                await self._round(process)
            await asyncio.sleep(2)

    async def _round(self, process: Process) -> None:
        from digibarometer.live import http_polling

        body = json.dumps(list(self.outbox.values())).encode()
        seen = f"&seen={self.mark}" if self.mark else ""
        scope = scope_of(self.kind, self.workshop, self.cookies, self.query + seen, type="http", method="POST")
        answer: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            await asyncio.sleep(self.run.duration(self.run.scale.network))
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            answer.append(message)

        asked = http_polling.serve(process.engine, self.kind, self.workshop, scope, receive, send)
        task = in_process(process, self.run.loop.create_task, asked)
        done, _ = await asyncio.wait({task}, timeout=30)
        if not done or task.cancelled() or task.exception():
            self.run.note(self.name, "poll fails")
            return
        await asyncio.sleep(self.run.duration(self.run.scale.network))
        if process.is_alive and answer and answer[0]["status"] in (200, 401):
            self.is_up = True
            for frame in json.loads(answer[1]["body"]):
                frame.pop("hello", None)
                self.take(self.line, frame)  # type: ignore[arg-type]

    def _send(self, action: dict[str, Any]) -> None:
        """It goes with the next round."""


class Desk(Client):
    """A leader, who moves the room about."""

    is_eager = False

    def next_acts(self) -> list[Act]:
        """Move the room most often; else name a group, move somebody, lock the wall, say something."""
        what, version = self.chance.random(), self.shown(r'data-version="(\d+)"')
        if self.is_eager or what < 0.4:
            to = self.chance.choice(list(self.room["phases"].values()))
            fields = {"version": int(version), "to": to, "is_kept": False} if version else {}
            return [("room.move_to", fields)] if version and self.is_up else []
        if what < 0.6:
            person, group = self.chance.choice(self.room["people"]), self.chance.choice(self.room["groups"])
            return [("room.place", {"participant": person["pk"], "group": group["pk"]})]
        if what < 0.7:
            name = f"Grupp {len(self.sent)}"
            return [("room.name_group", {"group": self.chance.choice(self.room["groups"])["pk"], "name": name})]
        if what < 0.8:
            return [("room.leader_note", {"step": self.room["swot"], "text": f"Minns {len(self.sent)}"})]
        if what < 0.9:
            return [("notes.lock", {"step": self.room["swot"], "locked": self.chance.random() < 0.3})]
        return [("hosting.tell", {"text": f"Snart {len(self.sent)}", "group": None, "where": "both"})]


class Table(Client):
    """A group's shared screen, handed round."""

    def next_acts(self) -> list[Act]:
        """Hand it over, or raise the group's hand."""
        if self.chance.random() < 0.5:
            seated = [person["pk"] for person in self.room["people"] if person["group"] == self.room["groups"][0]["pk"]]
            return [("room.hand_over", {"to": self.chance.choice([None, *seated])})]
        return [("hosting.raise_hand", {"what": self.chance.choice(("help", "done", ""))})]


def of_room(run: "Run", room: dict[str, Any], chance: random.Random, phones: int) -> list[Client]:
    """The screens of a room: its leader's, some people's phones, perhaps the projector and a table."""
    people, polls = room["people"][1:][:phones], chance.random() < 0.15
    made: list[Client] = [(Poller if polls and n == 0 else Phone)(run, room, person) for n, person in enumerate(people)]
    session, group = {"sessionid": room["session"]}, room["groups"][0]
    made.append(Desk(run, room, "desk", f"desk{room['workshop']}", session))
    if chance.random() < 0.4:
        made.append(Client(run, room, "board", f"board{room['workshop']}", {}, room["board"]))
    if chance.random() < 0.3:
        made.append(Table(run, room, "table", f"t{group['pk']}", {"table": f"{group['pk']}.{group['secret']}"}))
    return made
