"""A company of simulated people who come to a room and take part, with or without a leader of their own."""

import asyncio
import json
import logging
import random
import sys
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError, URLError

from digibarometer.i18n import SOURCE_LANGUAGE
from digibarometer.simulation.clients import HttpClient, ScreenClient
from digibarometer.simulation.leader import Leader
from digibarometer.simulation.participant import Person
from digibarometer.simulation.roster import SimulatedParticipant, roster
from digibarometer.simulation.timing import CALM_SECONDS, LEFT_ALONE, LeaderBackoff, Pace

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SimulationConfig:
    """Who comes where, and how fast they go about it."""

    address: str
    code: str
    people: int = 24
    unit: float = CALM_SECONDS
    hurried_moves: int = 0  # moves that are made in no time first, so that the room is in the middle of things
    hurried_unit: float = CALM_SECONDS
    truth: dict[int, float] = field(default_factory=dict)  # about where each question lies here
    leader: tuple[str, str] | None = None  # e-mail and password
    workshop: int | None = None  # the desk that the leader sits down at
    seats: str = ""  # where people's seats are kept, so that they come back to them
    left_alone: float = LEFT_ALONE  # seconds until the leader comes back to a desk that a visitor has left
    asked_back: str = ""  # a file that asks the leader back at once


def main(room: str, people: int, address: str) -> None:
    """Come in by the room's code and take part until the workshop ends, or Ctrl-C. Exits with 1 where it cannot."""
    code = "".join(character for character in room if character.isdigit())
    print(f"{people} people come to {address}/j/{code}/. Ctrl-C sends them home.")
    said = ""
    try:
        run(SimulationConfig(address, code, people, unit=2.0))
    except* HTTPError as wrong:  # what exits in here would leave in a group, and be printed as a fault
        said = f"The room does not let anyone in ({wrong.exceptions[0]}). Is the code right, and not over?"
    except* URLError as wrong:
        said = f"Nobody answers at {address} ({wrong.exceptions[0]})."
    except* KeyboardInterrupt:
        print("They have gone home.")
    sys.exit(said or None)


async def run_simulation(plan: SimulationConfig, seed: int = 1) -> None:
    """Take part until the workshop is over."""
    pace = Pace(plan.hurried_unit if plan.hurried_moves > 0 else plan.unit)
    members = roster(plan.people)
    async with asyncio.TaskGroup() as all_of_us:
        tasks = []
        lines: list[ScreenClient] = []
        for place, member in enumerate(members):
            chance = random.Random(seed * 1000 + place)
            line, is_new = await asyncio.to_thread(_come_in, plan, member)
            if is_new:
                await pace.pause(0.3, chance)
            person = Person(member, line, pace, plan.truth, chance)
            lines.append(line)
            tasks += [all_of_us.create_task(line.stay_connected()), all_of_us.create_task(person.live())]
        log.info("%s people have come", len(members))
        if plan.leader:
            desk = await asyncio.to_thread(_sit_down, plan)
            tasks.append(all_of_us.create_task(desk.stay_connected()))
            resting = LeaderBackoff(plan.left_alone, Path(plan.asked_back) if plan.asked_back else None)
            chance = random.Random(seed)
            leader = Leader(desk, pace, len(members), chance, plan.hurried_moves, plan.unit, resting=resting)
            await leader.lead()
            log.info("the workshop is over")
        else:
            await asyncio.gather(*(_until_over(line) for line in lines))
        for task in tasks:
            task.cancel()
    log.info("refused: %s", sum(len(line.refused) for line in lines))


async def _until_over(line: ScreenClient) -> None:
    while not line.gone and "room_over" not in line.view.panels:
        await line.wait(5)


def _come_in(plan: SimulationConfig, member: SimulatedParticipant) -> tuple[ScreenClient, bool]:
    """A person's line, and whether its seat is new: made by the join page, and not the one of before."""
    kept = json.loads(Path(plan.seats).read_text()) if plan.seats and Path(plan.seats).exists() else {}
    name = f"{plan.code} {member.first_name} {member.role}"
    is_new = name not in kept
    if is_new:
        browser = HttpClient(plan.address)
        fields = {"role": member.role, "first_name": member.first_name, "unit": member.unit}
        page = browser.post(f"/j/{plan.code}/", fields)
        kept[name] = [page, browser.cookies(page)]
        if plan.seats:
            Path(plan.seats).write_text(json.dumps(kept))
    page, cookies = kept[name]
    return ScreenClient(f"{_socket_address(plan)}{page}live/phone?lang={SOURCE_LANGUAGE}", cookies), is_new


def _sit_down(plan: SimulationConfig) -> ScreenClient:
    """The leader's line: signs in, and sits down at the desk."""
    email, password = plan.leader or ("", "")
    browser = HttpClient(plan.address)
    browser.post("/accounts/login/", {"login": email, "password": password})
    page = f"/w/{plan.workshop}/"
    return ScreenClient(f"{_socket_address(plan)}{page}live/desk?lang={SOURCE_LANGUAGE}", browser.cookies(page))


def _socket_address(plan: SimulationConfig) -> str:
    return plan.address.rstrip("/").replace("http", "ws", 1)


def run(plan: SimulationConfig, seed: int = 1) -> None:
    """Play the plan in this process."""
    asyncio.run(run_simulation(plan, seed))
