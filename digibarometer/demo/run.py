"""The demo: Exempelby with two finished rounds, and a workshop that is going on right now."""

import logging
import os
import secrets
import socket
import subprocess
import sys
import threading
import time
from typing import Any

import msgspec
import segno
from django.conf import settings
from django.db import connections
from django.utils import timezone

from digibarometer.accounts.models import User
from digibarometer.demo import seed_municipality, state_file
from digibarometer.demo.seed_municipality import EVA, PEOPLE, ROUNDS, SIMULATED
from digibarometer.questions.agenda_templates.schema import ASSESSMENT
from digibarometer.running import backup, private_logging, serve
from digibarometer.simulation.runner import SimulationConfig
from digibarometer.simulation.timing import CALM_SECONDS, FAST, HURRY, LEFT_ALONE
from digibarometer.workshops.models import PhaseKind, State, Workshop
from digibarometer.workshops.snapshot import load_snapshot

log = logging.getLogger(__name__)
AT_HOME = "exempelby-demo"  # the accounts' password where nobody else can reach the demo
STARTED = "DIGIBAROMETER_DEMO_STARTED"
NEXT_AFTER = 60  # seconds from the end of one workshop to the next


def main(port: int, lan: bool, fast: bool) -> None:
    """Set everything up and serve until stopped, while simulated people hold a workshop."""
    if not os.environ.get(STARTED):
        start_anew(port, lan)
    private_logging.configure_private_logging()
    with backup.data_lock(alone=True):
        serve.prepare()
        password = secrets.token_urlsafe(9) if lan else AT_HOME
        leader = secrets.token_urlsafe(16)
        create_example_municipality(
            {email: leader if email == SIMULATED else password for email in seed_municipality.ACCOUNTS}
        )
        state_file.save_state(password=password, is_lan=lan, is_fast=fast)
        connections.close_all()
        print_addresses(password, lan)
        threading.Thread(target=run_participants, args=[port, fast, leader], daemon=True).start()
        serve.run("0.0.0.0" if lan else "127.0.0.1", port)


def start_anew(port: int, lan: bool) -> None:
    """Start this program once more with the demo's environment: the settings have been read already."""
    host = address_here() if lan else "localhost"
    kept_out = {"DATABASE_URL", "BUS_URL", "EMAIL_URL", "ALLOWED_HOSTS", "OPEN_SIGNUP"}  # those are a real server's
    environment = {name: value for name, value in os.environ.items() if name not in kept_out}
    environment |= {"DIGIBAROMETER_DEMO": "1", "BASE_URL": f"http://{host}:{port}", STARTED: "1"}
    os.execve(sys.executable, [sys.executable, "-m", "digibarometer", *sys.argv[1:]], environment)


def address_here() -> str:
    """This machine's address on the local network; nothing is sent to find it out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        try:
            out.connect(("192.0.2.1", 9))
        except OSError:
            return "localhost"
        return str(out.getsockname()[0])


def create_example_municipality(passwords: dict[str, str]) -> None:
    """Exempelby with its accounts and rounds, and a workshop for today; what is there already is left as it is."""
    users = seed_municipality.accounts(passwords)
    kept = state_file.load_state()
    if "rounds" not in kept:
        print("Exempelby is being built …", flush=True)
        rounds = {year: seed_municipality.finished_round(year, turn, users[EVA]).pk for turn, year in enumerate(ROUNDS)}
        state_file.save_state(rounds=rounds)
    if not Workshop.objects.filter(pk=kept.get("workshop", 0)).exclude(state__in=[State.ENDED, State.CLOSED]).exists():
        begin_another()


def begin_another() -> None:
    """A new workshop for today, that nobody has come to yet."""
    users = User.objects.filter(email__in=[EVA, SIMULATED]).order_by("pk")
    state_file.save_state(workshop=seed_municipality.new_workshop(list(users), timezone.localdate()).pk)


def print_addresses(password: str, lan: bool) -> None:
    """Say in the terminal where everything is."""
    here = settings.BASE_URL
    workshop = Workshop.objects.get(pk=state_file.load_state()["workshop"])
    print(f"\n  Digibarometern, demo: {here}/demo/")
    print(f"  Join with a phone:    {here}/j/{workshop.code}/  (code {workshop.code})")
    print(f"  The board:            {here}/w/{workshop.pk}/board/?key={workshop.board_secret}")
    print(f"  Lead it yourself:     {here}/w/{workshop.pk}/desk/  as {EVA}, password {password}")
    print("  Ctrl-C stops it; next time it goes on where it was.\n", flush=True)
    if lan:
        segno.make(f"{here}/j/{workshop.code}/").terminal(compact=True)


def run_participants(port: int, fast: bool, leader: str) -> None:
    """Let simulated people hold the workshop, in a process of their own; and, in the calm demo, the next one too."""
    wait_for(port)
    while True:
        plan = msgspec.json.encode(plan_for(port, fast, leader))
        connections.close_all()
        subprocess.run([sys.executable, "-m", "digibarometer.simulation"], input=plan + b"\n", check=False)
        if fast:
            workshop = Workshop.objects.get(pk=state_file.load_state()["workshop"])
            its = f"/r/{workshop.result_secret}/" if workshop.result_secret else f"/w/{workshop.pk}/result/"
            print(f"  The workshop is over. Its result: {settings.BASE_URL}{its}", flush=True)
            return
        time.sleep(NEXT_AFTER)
        workshop = Workshop.objects.get(pk=state_file.load_state()["workshop"])
        if workshop.is_over:
            begin_another()


def wait_for(port: int) -> None:
    """Wait until the server answers."""
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return


def plan_for(port: int, fast: bool, leader: str) -> SimulationConfig:
    """Who comes to the workshop that is going on, and how fast they go about it."""
    snapshot = load_snapshot(state_file.load_state()["workshop"])
    return SimulationConfig(
        address=f"http://127.0.0.1:{port}",
        code=snapshot.workshop.code or "",
        people=PEOPLE,
        unit=FAST if fast else CALM_SECONDS,
        hurried_moves=0 if fast else moves_before_the_middle(snapshot),
        hurried_unit=HURRY,
        truth=seed_municipality.truth(snapshot, len(ROUNDS)),
        leader=(SIMULATED, leader),
        workshop=snapshot.pk,
        seats=str(settings.DATA / "demo-seats.json"),
        left_alone=60 if fast else LEFT_ALONE,
        asked_back=str(state_file.ASKED_BACK),
    )


def moves_before_the_middle(here: Any) -> int:
    """Moves until the small groups talk about the second area; none when the room has come further."""
    of_areas = [step.pk for step in here.steps_of(ASSESSMENT) if step.area_id]
    goal = next(
        (
            place
            for place, phase in enumerate(here.phases)
            if phase.step_id == of_areas[1] and phase.kind == PhaseKind.GROUPS
        ),
        0,
    )
    return max(goal - (here.phases.index(here.phase) if here.phase else -1), 0)
