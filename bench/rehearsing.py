"""What rehearsals cost the rooms that are live: `python -m bench.rehearsing [--rehearsals 0 1 3 10] [--seconds 60]`.

Each row is a server of its own with 50 live rooms, where everyone rates, and so many rehearsals of 40 simulated people
with a leader of their own. They are started as the practice page starts them, as niced as there, and on the server's
own core: the worst there is. The page lets no more than support.companies.MOST go on at once; this does not ask it.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

from bench.run import Load, measure
from digibarometer.simulation.roster import roster

NICENESS = 15  # support.companies.NICENESS
EMAIL, PASSWORD = "eva@localhost.invalid", "a-long-password-for-a-bench"  # bench.rooms
FIRST = 25  # seconds until simulated people have come and are at it
COLUMNS = ("rehearsals", "ack p50 / p99", "group p95 / p99", "desk and board p95 / p99", "moves p99", "server", "niced")


class Beside(Load):
    """The last rooms are rehearsals; the others are measured."""

    def __init__(self, options: argparse.Namespace, given: dict[str, Any], server: psutil.Process):
        live = options.rooms - options.rehearsals
        self.rehearsed = given["rooms"][live:]
        self.folder = tempfile.TemporaryDirectory()
        super().__init__(options, {**given, "rooms": given["rooms"][:live]}, server)

    async def run(self) -> dict[str, Any]:
        """The same, while companies are at their rehearsals; and the share of a core that they took."""
        companies = [self.send_in(room) for room in self.rehearsed]
        try:
            await asyncio.sleep(FIRST if companies else 0)
            seen, before, began = [psutil.Process(one.pid) for one in companies], 0.0, time.perf_counter()
            before = sum(sum(one.cpu_times()[:2]) for one in seen)
            report = await super().run()
            gone = sum(one.poll() is not None for one in companies)
            spent = sum(sum(one.cpu_times()[:2]) for one in seen if one.is_running()) - before
            return {**report, "companies_gone": gone, "niced_share": round(spent / (time.perf_counter() - began), 2)}
        finally:
            for one in companies:
                one.terminate()
                one.wait()
            self.folder.cleanup()

    def send_in(self, room: dict[str, Any]) -> "subprocess.Popen[bytes]":
        """A company for a room, as support.companies sends one in; with a leader, as nobody leads here."""
        plan = {
            "address": f"http://127.0.0.1:{self.options.port}",
            "code": room["code"],
            "people": self.options.people,
            "unit": self.options.unit,
            "leader": [EMAIL, PASSWORD],
            "workshop": room["workshop"],
            "seats": str(self.keep_seats(room)),  # as in practice: nobody comes through the join page
        }
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "digibarometer.settings"}
        command = ["nice", "-n", str(NICENESS), sys.executable, "-m", "digibarometer.simulation"]
        company = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
        assert company.stdin is not None
        os.sched_setaffinity(company.pid, {0})  # the server's core
        company.stdin.write(json.dumps(plan).encode() + b"\n")
        company.stdin.close()
        return company

    def keep_seats(self, room: dict[str, Any]) -> Path:
        """Who of the cast has which seat, as support.companies writes it down."""
        file, page = Path(self.folder.name) / f"{room['workshop']}.json", f"/w/{room['workshop']}/"
        names = [f"{room['code']} {member.first_name} {member.role}" for member in roster(self.options.people)]
        seats = [[page, f"seat={person['seat']}"] for person in room["people"]]
        file.write_text(json.dumps(dict(zip(names, seats, strict=True))))
        return file


def row(rehearsals: int, report: dict[str, Any]) -> str:
    """A line of the table."""
    ack, delivery = report["ack_ms"], report["delivery_ms"]
    cells = [
        str(rehearsals),
        f"{ack['p50']} / {ack['p99']} ms",
        *(f"{delivery[kind]['p95']} / {delivery[kind]['p99']} ms" for kind in ("group", "desk_board")),
        f"{delivery['moves']['p99']} ms",
        f"{report['server']['cpu_share']:.0%}",
        f"{report['niced_share']:.0%}",
    ]
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Measure each number of rehearsals, and print a table."""
    given = argparse.ArgumentParser(description="Measures what rehearsals cost the live rooms.")
    given.add_argument("--rehearsals", type=int, nargs="+", default=[0, 1, 3, 10])
    given.add_argument("--rooms", type=int, default=50)
    given.add_argument("--people", type=int, default=40)
    given.add_argument("--seconds", type=int, default=60)
    given.add_argument("--unit", type=float, default=2.5, help="seconds a small thing takes; 1: as fast as it can be")
    given.add_argument("--port", type=int, default=8766)
    options = given.parse_args()
    print("| " + " | ".join(COLUMNS) + " |\n|" + " --- |" * len(COLUMNS), flush=True)
    rest = {"every": 20.0, "moves": 240.0, "joining": False, "pictures": False, "plenary": False, "groups": False}
    for number in options.rehearsals:
        one = {**vars(options), **rest, "rehearsals": number, "rooms": options.rooms + number}
        with tempfile.TemporaryDirectory() as folder:
            report = measure(argparse.Namespace(**one), Path(folder), Beside)
        print(row(number, report), flush=True)
        if report["actions"]["lost"] or report["companies_gone"]:
            sys.exit(f"lost: {report['actions']['lost']}, companies that went home: {report['companies_gone']}")


if __name__ == "__main__":
    main()
