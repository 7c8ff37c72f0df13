"""Two server processes on one PostgreSQL and one Valkey or Redis, with the people of one room split between them."""

import asyncio
import os
import secrets
from urllib.parse import urlsplit, urlunsplit

import httpx
import psycopg
import pytest
import websockets

from tests import prepared
from tests.faults.a_server import Line, Server, join, press, sign_out, until_closed

pytestmark = pytest.mark.postgres


@pytest.fixture
def database():
    """A database of our own, on the server that bin/test started."""
    given, name = urlsplit(os.environ["TEST_DATABASE_URL"]), f"two_{secrets.token_hex(4)}"
    with psycopg.connect(os.environ["TEST_DATABASE_URL"], autocommit=True) as there:
        there.execute(f"CREATE DATABASE {name} TEMPLATE {prepared.on_postgres(os.environ['TEST_DATABASE_URL'])}")
        yield urlunsplit(given._replace(path=f"/{name}"))
        there.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def servers(database, tmp_path):
    shared = {"DATABASE_URL": database, "BUS_URL": os.environ["TEST_BUS_URL"], "SECRET_KEY": "k" * 50}
    made = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        made.append(Server(tmp_path / name, **shared))
    yield made
    for server in made:
        server.stop()


@pytest.fixture
def room(servers):
    """A workshop that both processes serve."""
    made = servers[0].make_workshop()
    for server in servers:
        server.start()
    for server in servers:
        server.wait()
    return made


def test_one_room_in_two_processes(servers, room):
    one, other = servers
    asyncio.run(play(one, other, room))


def test_both_are_upgraded_one_after_the_other_with_people_in_the_room(servers, room):
    one, other = servers
    asyncio.run(upgrade(one, other, room))


async def play(one, other, made):
    # who comes in by one process is at home in the other too
    seats = [await asyncio.to_thread(join, (one, other)[turn % 2], made["code"]) for turn in range(6)]
    phones = [Line((other, one)[turn % 2], *seat) for turn, seat in enumerate(seats)]
    desk = Line(one, f"/w/{made['workshop']}/live/desk", made["leader"])
    board = Line(other, f"/w/{made['workshop']}/live/board?key={made['board']}", "")
    await asyncio.gather(*(line.open() for line in (*phones, desk, board)))

    # ratings on both are counted on the desk of one and the board of the other
    for phone in phones:
        ids = {await phone.send("assessment.rate", question=question, level=3) for question in made["questions"]}
        await phone.until(lambda phone=phone, ids=ids: ids <= phone.acknowledged)
    for line, panel in ((desk, "desk_progress"), (board, "board_progress")):
        await line.until(lambda line=line, panel=panel: panel in line.panels and "6" in line.panels[panel])

    # the leader moves the room on one process; every phone on both gets its new screen
    before = {phone: len(phone.screens) for phone in phones}
    version = await asyncio.to_thread(version_of, one, made)
    move = await desk.send("room.move_to", version=version, to=made["phases"]["groups"])
    await desk.until(lambda: move in desk.acknowledged | desk.refused.keys())
    assert not desk.refused
    for phone in phones:
        await phone.until(lambda phone=phone: len(phone.screens) > before[phone], 5)
        assert "group_question" in phone.screens[-1]

    # an old move is refused, wherever it is sent
    elsewhere = Line(other, f"/w/{made['workshop']}/live/desk", made["leader"])
    await elsewhere.open()
    late = await elsewhere.send("room.move_to", version=version, to=made["phases"]["alone"])
    await elsewhere.until(lambda: late in elsewhere.refused)

    # the same seat acts on both: the higher number counts, whichever process hears it last
    path, cookie = seats[0]
    twin = Line(one, path, cookie)
    await twin.open()
    question = made["questions"][0]
    new = await phones[0].send("assessment.rate", question=question, level=5, number=1 << 42)
    await phones[0].until(lambda: new in phones[0].acknowledged)
    old = await twin.send("assessment.rate", question=question, level=1, number=(1 << 42) - 1)
    await twin.until(lambda: old in twin.acknowledged)
    assert await asyncio.to_thread(level_of, one, question, int(cookie.removeprefix("seat=").split(".")[0])) == 5


async def upgrade(one, other, made):
    seats = [await asyncio.to_thread(join, one, made["code"]) for _ in range(4)]
    desk_seat = (f"/w/{made['workshop']}/live/desk", made["leader"])
    phones = [Line((one, other)[turn % 2], *seat) for turn, seat in enumerate(seats)]
    desk = Line(other, *desk_seat)
    await asyncio.gather(*(line.open() for line in (*phones, desk)))
    await everyone_rates(phones, made["questions"][0], 2)

    # the first goes: its phones come back by the other, where the work goes on
    await asyncio.to_thread(one.stop)
    for place in (0, 2):
        await until_closed(phones[place])
        phones[place] = Line(other, *seats[place])
        await phones[place].open()
    await everyone_rates(phones, made["questions"][1], 3)

    # the first is back with its new version and somebody comes to it: what is done on either is seen on both
    one.start()
    await asyncio.to_thread(one.wait)
    phones[0] = Line(one, *seats[0])
    await phones[0].open()
    await everyone_rates(phones, made["questions"][2], 4)

    # and then the other goes
    await asyncio.to_thread(other.stop)
    await until_closed(desk)
    desk = Line(one, *desk_seat)
    for place in (1, 2, 3):
        phones[place] = Line(one, *seats[place])
    await asyncio.gather(*(line.open() for line in (*phones[1:], desk)))
    for question in made["questions"][3:]:
        await everyone_rates(phones, question, 5)
    await desk.until(lambda: "4" in desk.panels.get("desk_progress", ""))

    people = [int(cookie.removeprefix("seat=").split(".")[0]) for _, cookie in seats]
    for question, level in zip(made["questions"], (2, 3, 4, 5, 5), strict=True):
        assert [level_of(one, question, person) for person in people] == [level] * 4


async def everyone_rates(phones, question, level):
    for phone in phones:
        kept = await phone.send("assessment.rate", question=question, level=level)
        await phone.until(lambda phone=phone, kept=kept: kept in phone.acknowledged)


def level_of(server, question, person):
    with psycopg.connect(server.environment["DATABASE_URL"]) as there:
        asked = "SELECT level FROM assessment_rating WHERE question_id = %s AND participant_id = %s"
        return there.execute(asked, [question, person]).fetchone()[0]


def version_of(server, made):
    with psycopg.connect(server.environment["DATABASE_URL"]) as there:
        asked = "SELECT version FROM workshops_workshop WHERE id = %s"
        return there.execute(asked, [made["workshop"]]).fetchone()[0]


@pytest.mark.slow
def test_signing_out_on_one_process_closes_the_desk_on_the_other(servers):
    one, other = servers
    made = one.make_workshop()
    for server in servers:
        server.start()
    for server in servers:
        server.wait()
    asyncio.run(sign_out_elsewhere(one, other, made))


async def sign_out_elsewhere(one, other, made):
    path = f"/w/{made['workshop']}/live"
    desk, board = Line(one, f"{path}/desk", made["leader"]), Line(one, f"{path}/board", made["leader"])
    projector = Line(other, f"{path}/board?key={made['board']}", "")
    await asyncio.gather(*(line.open() for line in (desk, board, projector)))
    await asyncio.to_thread(sign_out, other, made["leader"])
    for line in (desk, board):
        assert {"gone": True} in await until_closed(line)
        assert line.socket.close_code == 4401
    again = Line(other, f"{path}/desk", made["leader"])
    again.socket = await websockets.connect(again.url, additional_headers={"Cookie": again.cookie})
    assert await until_closed(again) == [{"gone": True}]
    await projector.until(lambda: len(projector.screens) > 1)  # its link is nobody's session


@pytest.mark.slow
def test_a_new_link_on_one_process_turns_the_projector_out_on_the_other(servers, room):
    one, other = servers
    asyncio.run(new_link_elsewhere(one, other, room))


async def new_link_elsewhere(one, other, made):
    projector = Line(other, f"/w/{made['workshop']}/live/board?key={made['board']}", "")
    await projector.open()
    with httpx.Client(base_url=one.address, timeout=60) as leader:
        leader.cookies.set(*made["leader"].split("=", 1))
        await asyncio.to_thread(press, leader, f"/w/{made['workshop']}/links/", "board/renew/")
    assert (await until_closed(projector))[-1] == {"gone": True}
    assert projector.socket.close_code == 4401
