"""Measures checkouts in turns of two seconds: `python bench/in_turns.py BEFORE AFTER [what bench/live takes]`.

A rented machine's speed changes by a fifth within minutes, so figures of two runs after each other say little. Here
each checkout's own `bench/live` runs at the same time as the others', with its server on the same core; but its clock
stands still, and with it all that its people do, while it is another's turn.
"""

import asyncio
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TURN = 2.0  # seconds
PAUSE = 0.25  # at the end of each, for what is on its way
PORT = 8771


def main() -> None:
    """Run them all and print what each says."""
    checkouts = [Path(given).resolve() for given in sys.argv[1:] if (Path(given) / "bench" / "run.py").is_file()]
    options = sys.argv[1 + len(checkouts) :]
    if len(checkouts) < 2:
        sys.exit("Give at least two checkouts of this project, each with its own .venv (bin/prepare).")
    with tempfile.TemporaryDirectory() as ready:
        running = [
            subprocess.Popen(
                [
                    folder / ".venv" / "bin" / "python",
                    __file__,
                    "--turn",
                    str(nth),
                    str(len(checkouts)),
                    ready,
                    *options,
                    "--port",
                    str(PORT + nth),
                ],
                cwd=folder,
            )
            for nth, folder in enumerate(checkouts)
        ]
        try:
            sys.exit(max(process.wait() for process in running))
        finally:
            for process in running:
                process.terminate()


def take_turns(nth: int, of: int, ready: Path) -> None:
    """Run the checkout's own bench by a clock that goes on in its turns only."""
    sys.path.insert(0, str(Path.cwd()))
    from bench import run

    real_clock, real_sleep = time.perf_counter, asyncio.sleep
    begun: list[tuple[float, float]] = []  # when the first turn of all began, and where this clock stood until then

    def clock() -> float:
        """As time.perf_counter, without the others' turns."""
        if not begun:
            return real_clock()
        began, stood = begun[0]
        rounds, into = divmod(max(0.0, time.monotonic() - began) / TURN, of)
        own = min(max(into - nth, 0.0), 1.0) * TURN
        return stood + rounds * (TURN - PAUSE) + min(own, TURN - PAUSE)

    async def sleep(seconds: float, result: None = None) -> None:
        until = clock() + seconds
        while (left := until - clock()) > 0:
            await real_sleep(min(left, 0.02) if begun else left)

    connect = run.Load.connect

    async def connect_then_wait(self: "run.Load") -> object:
        connected = await connect(self)
        stood = real_clock()
        (ready / str(nth)).touch()
        while not all((ready / str(each)).exists() for each in range(of)):
            await real_sleep(0.2)
        began = time.monotonic() // (TURN * of) * TURN * of + 5 * TURN * of  # the same for all
        begun.append((began, stood))
        return connected

    run.Load.connect = connect_then_wait  # type: ignore[assignment]
    time.perf_counter = clock
    asyncio.sleep = sleep  # type: ignore[assignment]
    run.main()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--turn"]:
        _, _, which, count, folder, *rest = sys.argv
        sys.argv = [__file__, *rest]
        take_turns(int(which), int(count), Path(folder))
    else:
        main()
