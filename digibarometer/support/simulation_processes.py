"""The processes that simulated people live in: one for each rehearsal, few at once, and last in the queue for the core.

A process of their own, because a rehearsal must not take turns with the live rooms in the server's loop. They know no
more than people do: a cookie each, and the room's socket. When the server stops, or is killed, they go home within a
second (`simulation/__main__.py`).
"""

import json
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import msgspec
from django.conf import settings

from digibarometer.simulation.roster import roster
from digibarometer.simulation.runner import SimulationConfig

log = logging.getLogger(__name__)
MAX_SIMULATIONS = 3  # at once in one server process
NICENESS = 15  # of 19: whatever else wants the core comes first
_started: dict[int, subprocess.Popen[bytes]] = {}
_turn = threading.Lock()


class TooManySimulations(Exception):
    """As many companies as this server may hold have been started."""


def start_simulation(workshop: int, code: str, people: int, unit: float, address: str, cookies: list[str]) -> None:
    """Send so many people to the room, each with the cookie of their seat. Raises TooManySimulations."""
    with _turn:
        _forget_the_gone()
        if workshop in _started:
            return
        if len(_started) >= MAX_SIMULATIONS:
            raise TooManySimulations
        seats = _keep_seats(workshop, code, people, cookies)
        plan = SimulationConfig(address=address, code=code, people=people, unit=unit, seats=str(seats))
        command = ["nice", "-n", str(NICENESS), sys.executable, "-m", "digibarometer.simulation"]
        company = subprocess.Popen(command, stdin=subprocess.PIPE, env=_environment())
        assert company.stdin is not None
        company.stdin.write(msgspec.json.encode(plan) + b"\n")
        company.stdin.close()
        _started[workshop] = company
    log.info("%s simulated people go to workshop %s", people, workshop)


def is_running(workshop: int) -> bool:
    """Whether the rehearsal's people are at it, in this process."""
    with _turn:
        _forget_the_gone()
        return workshop in _started


def stop_simulation(workshop: int) -> None:
    """Send the rehearsal's people home, and forget their seats."""
    with _turn:
        company = _started.pop(workshop, None)
    if company is not None:
        company.terminate()
        company.wait()
    _seats(workshop).unlink(missing_ok=True)


def _forget_the_gone() -> None:
    for workshop in [one for one, company in _started.items() if company.poll() is not None]:
        del _started[workshop]


def _environment() -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "digibarometer.settings"}


def _seats(workshop: int) -> Path:
    return Path(settings.DATA) / f"rehearsal-{workshop}.json"


def _keep_seats(workshop: int, code: str, people: int, cookies: list[str]) -> Path:
    """Write down who has which seat, for nobody else to read."""
    page = f"/w/{workshop}/"
    names = [f"{code} {member.first_name} {member.role}" for member in roster(people)]
    kept = {name: [page, cookie] for name, cookie in zip(names, cookies, strict=True)}
    path = _seats(workshop)
    path.touch(mode=0o600)
    path.write_text(json.dumps(kept), encoding="utf-8")
    return path
