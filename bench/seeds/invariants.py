"""What must always hold, and what must hold once all is quiet."""

import re
import sqlite3
from typing import TYPE_CHECKING, Any

from bench.seeds.network import Line, in_process
from bench.seeds.process import Process

if TYPE_CHECKING:
    from bench.seeds.clients import Client
    from bench.seeds.runner import Run

SECRET_WORDS = re.compile(r"§p(\d+)e(\d+)§")
FAILED = ("Det gick inte att spara. Försök igen om en stund.", "That could not be saved. Try again in a while.")
MOST_WAITING = 400  # actions and drawings of one process; a run has some twenty screens
CLOSES = 2.0  # seconds after `gone`
GREETED = 1.0  # seconds until hello, where nothing breaks


class Invariants:
    """Collects what was broken, in the order that it was found."""

    def __init__(self, run: "Run", database: str):
        self.run, self.broken = run, list[tuple[str, str]]()
        self.committed = sqlite3.connect(f"file:{database}?mode=ro", uri=True)

    def breaks(self, law: str, what: str) -> None:
        """Note that a law was broken, each once for each subject."""
        if (law, what) not in self.broken:
            self.broken.append((law, what))
            self.run.note("BROKEN", f"{law}: {what}")

    # Along the way ─────────────────────────────────────────────────────────────

    def on_frame(self, line: Line, text: str) -> None:
        """The server sends a frame."""
        client, now = line.client, self.run.loop.time()
        line.sent.append((now, text[:200]))
        if line.gone_at is not None:
            self.breaks("nothing after gone", f"{client.name} was sent {text[:60]}")
        if text.startswith('{"gone"'):
            line.gone_at = now
        if text.startswith('{"ack"'):
            self._must_be_kept(client, client.sent[text.split('"')[3]])
        if "§" in text:
            for person, epoch in SECRET_WORDS.findall(text):
                self._may_read(client, int(person), int(epoch))

    def _may_read(self, client: "Client", person: int, epoch: int) -> None:
        if client.kind == "table":
            return  # whoever has been handed it reads their own there
        mine = client.kind == "phone" and client.person["pk"] == person  # type: ignore[attr-defined]
        if not mine:
            self.breaks("nobody reads another's", f"{client.name} was sent words of p{person}")
        elif epoch > client.epoch:  # type: ignore[attr-defined]
            self.breaks("nobody reads another's", f"{client.name} was sent words of the device that took over")

    def _must_be_kept(self, client: "Client", action: dict[str, Any]) -> None:
        """Acknowledged means kept: what another connection sees of the database knows it."""
        seat = {"desk": "l%"}.get(client.kind, client.name.split("e")[0])
        rows = self.committed.execute(
            "SELECT stamp FROM live_latestaction WHERE workshop = ? AND seat LIKE ?"
            " AND (about = ? OR about LIKE ? || ':%')",
            (client.workshop, seat, action["do"], action["do"]),
        ).fetchall()
        if not any(stamp & ((1 << 44) - 1) >= action["number"] for (stamp,) in rows):
            self.breaks("acknowledged means kept", f"{client.name} {action['do']} {action['id']}")

    def on_refused(self, client: "Client", frame: dict[str, Any]) -> None:
        """A client is told that something is not kept."""
        if frame["why"] in FAILED:
            self.breaks("refused only what people can change", f"{client.name} {client.sent[frame['refused']]['do']}")

    def out_of_patience(self, client: "Client", line: Line) -> None:
        """A line that nothing was wrong with was not greeted."""
        if not self.run.faults.happened and not self.run.is_disturbed:
            self.breaks("greeted in time", f"{client.name} waited {self.run.loop.time() - line.opened_at:.1f} s")

    def look_at_queues(self) -> None:
        """Nothing grows without end."""
        for process in self.run.alive():
            engine = process.engine
            health = engine.health()
            waiting = health["waiting_actions"], health["waiting_panels"]
            if max(waiting) > MOST_WAITING:
                self.breaks("queues are bounded", f"{process.name} has {waiting[0]} actions, {waiting[1]} drawings")

    # Once all is quiet ─────────────────────────────────────────────────────────

    def at_rest(self, clients: "list[Client]") -> None:
        """Everything that must be so in the end."""
        self._greetings(clients)
        for client in clients:
            if client.is_over or client.is_gone:
                continue
            if not client.is_up or (client.line and not client.line.is_open):
                self.breaks("everyone comes back", f"{client.name} has no line")
            elif client.outbox:
                self.breaks("everything is answered", f"{client.name} waits for {len(client.outbox)}")
            for id in client.acked:
                self._must_be_kept(client, client.sent[id])
            self._effects(client)
        self._screens([client for client in clients if client.is_up and not client.is_over and not client.is_gone])
        self._presence(clients)

    def _greetings(self, clients: "list[Client]") -> None:
        for client in clients:
            for line in client.lines:
                is_fair = not (self.run.is_disturbed or self.run.faults.happened)
                if line.reached_at and line.hello_at and is_fair:
                    took = line.hello_at - line.reached_at  # the network's time is not the server's
                    if took > GREETED:
                        self.breaks("greeted in time", f"{client.name} waited {took:.1f} s")
                if line.gone_at is not None and line.is_open and self.run.loop.time() - line.gone_at > CLOSES:
                    self.breaks("gone closes", f"{client.name}'s line is still open")

    def _effects(self, client: "Client") -> None:
        """The newest wish that the database knows of is what stands in its tables."""
        if client.kind != "phone":
            return
        person, by_stamp = client.person["pk"], {}  # type: ignore[attr-defined]
        for action in client.sent.values():
            by_stamp[client.epoch << 44 | action["number"]] = action  # type: ignore[attr-defined]
        latest = self.committed.execute(
            "SELECT stamp FROM live_latestaction WHERE workshop = ? AND seat = ?", (client.workshop, f"p{person}")
        )
        for (stamp,) in latest.fetchall():
            action = by_stamp.get(stamp)
            if action is None:
                continue
            if action["do"] == "assessment.rate":
                asked = "SELECT level FROM assessment_rating WHERE participant_id = ? AND question_id = ?"
                self._stands(client, action, asked, (person, action["question"]), action["level"])
            elif action["do"] == "room.ready":
                asked = "SELECT is_ready FROM workshops_phaseready WHERE participant_id = ? AND phase_id = ?"
                self._stands(client, action, asked, (person, action["phase"]), action["ready"])
            elif action["do"] == "assessment.write_own_reason":
                asked = "SELECT reason FROM assessment_ownreason WHERE participant_id = ? AND question_id = ?"
                self._stands(client, action, asked, (person, action["question"]), action["reason"])

    def _stands(self, client: "Client", action: dict[str, Any], asked: str, about: tuple[Any, ...], said: Any) -> None:
        row = self.committed.execute(asked, about).fetchone()
        if row is None or row[0] != said:
            self.breaks("acknowledged means kept", f"{client.name} {action['do']} {action['id']} left {row}")

    def _screens(self, clients: "list[Client]") -> None:
        """Every screen is what a fresh load is."""
        from digibarometer.workshops import snapshot

        snapshot.drop_snapshots(None)
        drawers: dict[Process | None, Any] = {}
        for client in clients:
            process = client.line.process if client.line else next(iter(self.run.alive()), None)
            if process is None or not process.is_alive:
                continue
            fresh = in_process(self.run.beside(process), self._fresh, client, process, drawers)
            if fresh is None:
                self.breaks("everyone comes back", f"{client.name} has no seat")
            elif not client.later and client.screen == fresh:
                continue
            else:
                self._compare(client, fresh)

    def _fresh(self, client: "Client", process: Process, drawers: dict[Process | None, Any]) -> str | None:
        from digibarometer.live.rendering import PanelRenderer
        from digibarometer.workshops import seats

        seat = seats.find_seat(client.kind, client.workshop, client.cookies, client.query)
        if seat is None:
            return None
        only_here = process if client.kind == "desk" else None  # what a desk says of lost contact is its own process's
        if only_here not in drawers:
            drawers[only_here] = PanelRenderer(self.run.registry)
        html: str = drawers[only_here].screen(seat, "en" if "lang=en" in client.query else "sv")[0]
        return html

    def _compare(self, client: "Client", fresh: str) -> None:
        from bench.seeds.page import Page

        has, wants = client.page().panels(), Page(fresh).panels()
        for id in dict.fromkeys([*wants, *has]):
            if has.get(id) != wants.get(id):
                own = "one's own panels are fresh" if id.startswith("my_") else "screens are fresh"
                self.breaks(own, f"{client.name} {id}")
                self.run.differences.append((client.name, id, has.get(id), wants.get(id)))

    def _presence(self, clients: "list[Client]") -> None:
        """Each process knows who is connected, wherever they are."""
        for workshop in {client.workshop for client in clients}:
            there = {
                self._key(client)
                for client in clients
                if client.workshop == workshop and client.line and client.line.is_open and client.is_up
            }
            for process in self.run.alive():
                if (known := process.engine.connected_seats(workshop)) != there:
                    wrong = sorted(known - there), sorted(there - known)
                    self.breaks("presence is true", f"{process.name}: ghosts {wrong[0]}, missing {wrong[1]}")

    def _key(self, client: "Client") -> str:
        match client.kind:
            case "desk":
                return f"l{client.room['leader']}"
            case "board":
                return "b"
        return client.name.split("e")[0]

    def close(self) -> None:
        """Let go of the database."""
        self.committed.close()
