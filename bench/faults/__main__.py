"""Kills and other faults, counted.

    python -m bench.faults kills --on sqlite --rounds 100 --state kills.jsonl
    python -m bench.faults row postgres_fast locked_30 --state rows.jsonl
    python -m bench.faults report --state kills.jsonl

Each round and each row is a line in the state file, so that a run may be broken off and taken up again.
"""

import argparse
import asyncio
import contextlib
import json
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any

from bench.faults import rows
from bench.faults.kills import round_of_kills
from bench.faults.stage import stage

MOST_ROUNDS = 25  # in one stage: then everything begins anew
KILL_COLUMNS = (
    "on", "rounds", "kills", "acknowledged", "lost", "doubled", "refused", "screens that differ",
    "start median / worst", "back median / worst",
)  # fmt: skip
ROW_COLUMNS = (
    "fault", "acknowledged", "lost", "doubled", "refused", "unanswered", "screens that differ", "told behind", "back",
    "health said",
)  # fmt: skip


def main() -> None:
    """Break, and count."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("what", choices=("kills", "row", "report"))
    given.add_argument("names", nargs="*", help=f"rows: {', '.join(rows.ROWS)}")
    given.add_argument("--state", type=Path, required=True)
    given.add_argument("--on", choices=("sqlite", "postgres"), default="sqlite")
    given.add_argument("--rounds", type=int, default=10)
    given.add_argument("--rooms", type=int, default=5)
    given.add_argument("--rate", type=float, default=100, help="ratings and notes a second, in all")
    given.add_argument("--until", help="the clock time at which no round begins any more, such as 21:30")
    given.add_argument("--pause-file", type=Path, help="while this file is there no round begins")
    options = given.parse_args()
    if options.what != "report":
        with contextlib.suppress(asyncio.CancelledError):
            asyncio.run(until_told(kills(options) if options.what == "kills" else all_rows(options)))
    print(report(options.state))


async def until_told(work: Coroutine[Any, Any, None]) -> None:
    """Do it; where this program is told to end, what it has started is stopped first."""
    working = asyncio.ensure_future(work)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, working.cancel)
    await working


def keep(state: Path, said: dict[str, Any]) -> None:
    """Add a line to the state file, and print it."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    line = json.dumps({"at": time.strftime("%H:%M:%S"), "commit": commit.stdout.strip(), **said})
    with state.open("a") as file:
        file.write(line + "\n")
    print(line, flush=True)


async def is_late(options: argparse.Namespace) -> bool:
    """Whether it is time to stop; waits while the pause file is there."""
    while not (late := bool(options.until and time.strftime("%H:%M") >= options.until)):
        if not options.pause_file or not options.pause_file.exists():
            break
        await asyncio.sleep(1)  # people's lines are answered meanwhile
    return late


async def kills(options: argparse.Namespace) -> None:
    """So many rounds."""
    done = 0
    while done < options.rounds and not await is_late(options):
        async with stage(options.on, options.rooms, options.rate) as on:
            for _ in range(min(MOST_ROUNDS, options.rounds - done)):
                if await is_late(options):
                    break
                said = await round_of_kills(on)
                done += 1
                keep(options.state, {"what": "kills", "on": options.on, "rooms": options.rooms, **said})


async def all_rows(options: argparse.Namespace) -> None:
    """The faults that are named, or all."""
    for name in options.names or rows.ROWS:
        if await is_late(options):
            return
        await row(name, options)


async def row(name: str, options: argparse.Namespace) -> None:
    """One fault while people act."""
    fault, on = rows.ROWS[name]
    with _where(name) as (folder, before):
        async with stage(on, options.rooms, options.rate, folder, before) as staged:
            staged.crowd.go_on()
            await asyncio.sleep(2)
            worst: Counter[int] = Counter()
            asking = asyncio.create_task(_ask(staged.servers[0], worst))
            await fault(staged)
            await staged.crowd.stop()
            up = await staged.up(well=True)
            staged.crowd.go_on()
            await asyncio.sleep(2)
            judged = await staged.judged(up)
            asking.cancel()
            judged["why"] = sorted({json.loads(text)["why"] for one in staged.crowd.screens for text in one.refused})[
                :3
            ]
            keep(options.state, {"what": name, "on": on, "rooms": options.rooms, "health": dict(worst), **judged})


async def _ask(server: Any, said: Counter[int]) -> None:
    while True:
        said[await asyncio.to_thread(server.health)] += 1
        await asyncio.sleep(0.5)


@contextlib.contextmanager
def _where(name: str) -> Iterator[tuple[Path | None, tuple[str, ...]]]:
    """The data folder and what stands before the server's command, where a row needs others than usual."""
    if name not in ("disk_full", "clock"):
        yield None, ()
        return
    with tempfile.TemporaryDirectory(prefix="bench-faults-disk-") as given:
        folder = Path(given) / "disk"
        if name == "disk_full":
            rows.small_disk(folder)
            try:
                yield folder, ()
            finally:
                rows.gone(folder)
        else:
            (folder / "0").mkdir(parents=True)
            (folder / "0" / "clock").write_text("+0\n")
            file = f"FAKETIME_TIMESTAMP_FILE={folder / '0' / 'clock'}"
            about = ("FAKETIME_NO_CACHE=1", "FAKETIME_DONT_FAKE_MONOTONIC=1")
            library = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
            yield folder, ("env", f"LD_PRELOAD={library}", file, *about)


def report(state: Path) -> str:
    """The state file as tables."""
    lines = [json.loads(line) for line in state.read_text().splitlines()]
    text = ["| " + " | ".join(KILL_COLUMNS) + " |", "| --- " * len(KILL_COLUMNS) + "|"]
    for on in sorted({(line["on"], line["rooms"], line["commit"]) for line in lines if line["what"] == "kills"}):
        some = [line for line in lines if (line["on"], line["rooms"], line["commit"]) == on and line["what"] == "kills"]
        total = {
            name: sum(line[name] for line in some) for name in ("kills", "acknowledged", "lost", "doubled", "refused")
        }
        differ = sum(line["differ"] for line in some)
        times = [sorted(line[name] for line in some) for name in ("start", "back")]
        spread = " | ".join(f"{each[len(each) // 2]} / {each[-1]} s" for each in times)
        text.append(
            f"| {on[0]}, {on[1]} rooms, {on[2]} | {len(some)} | {' | '.join(map(str, total.values()))} | {differ}"
            f" in {sum(line['differ'] > 0 for line in some)} rounds | {spread} |"
        )
    text += ["", "| " + " | ".join(ROW_COLUMNS) + " |", "| --- " * len(ROW_COLUMNS) + "|"]
    for line in lines:
        if line["what"] != "kills":
            names = ("acknowledged", "lost", "doubled", "refused", "unanswered")
            which, behind = line["which"] or "", line["told behind"]
            text.append(
                f"| {line['what']} ({line['commit']}) | {' | '.join(str(line[name]) for name in names)} |"
                f" {line['differ']} {which} | {behind} | {line['back']} s | {line['health']} |"
            )
    return "\n".join(text)


if __name__ == "__main__":
    main()
