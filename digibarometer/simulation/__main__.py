"""A company in a process of its own: reads its plan from standard input, and goes home when its starter is gone."""

import os
import sys
import threading
import time

import django
import msgspec


def main() -> None:
    """Play the plan."""
    threading.Thread(target=_watch, args=[os.getppid()], daemon=True).start()
    django.setup()
    from digibarometer.simulation.company import Plan, run

    run(msgspec.json.decode(sys.stdin.buffer.readline(), type=Plan), seed=int(time.time()))


def _watch(starter: int) -> None:
    while os.getppid() == starter:
        time.sleep(1)
    os._exit(0)


if __name__ == "__main__":
    main()
