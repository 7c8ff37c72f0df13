"""A company in a process of its own: reads its plan from standard input, and goes home when its starter is gone."""

import os
import sys
import threading
import time
from urllib.error import URLError

import django
import msgspec


def main() -> None:
    """Play the plan."""
    threading.Thread(target=_watch, args=[os.getppid()], daemon=True).start()
    django.setup()
    from digibarometer.simulation.runner import SimulationConfig, run

    plan = msgspec.json.decode(sys.stdin.buffer.readline(), type=SimulationConfig)
    gone_home = ""
    try:
        run(plan, seed=int(time.time()))
    except* (URLError, KeyboardInterrupt):  # what exits in here would leave in a group, and be printed as a fault
        gone_home = f"The simulated people have gone home from {plan.address}."
    sys.exit(gone_home or None)


def _watch(starter: int) -> None:
    while os.getppid() == starter:
        time.sleep(1)
    os._exit(0)


if __name__ == "__main__":
    main()
