"""The server is killed (-9) while people rate: nothing acknowledged is lost, and all come back."""

import asyncio
import contextlib
import sqlite3

import pytest
import websockets

from tests.faults.a_server import Line, Server, join

PHONES = 12
ENOUGH = 300  # ratings that have been acknowledged when it is killed


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    yield server
    server.stop()


def kept(server):
    """What is in the database: person and question to level."""
    file = next(server.data.glob("*.sqlite3"))
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        rows = database.execute("SELECT participant_id, question_id, level FROM assessment_rating")
        return {(person, question): level for person, question, level in rows}


async def rate_without_end(line, person, questions, said):
    """Rate as fast as answers come, a few on their way at a time; `said` has what was asked and its id, in order."""
    turn = 0

    async def listen():
        while True:
            await line.hear()

    listening = asyncio.create_task(listen())
    with contextlib.suppress(websockets.ConnectionClosed, OSError):
        while True:
            question, level = questions[turn % len(questions)], 1 + turn % 5
            turn += 1
            id = await line.send("assessment.rate", question=question, level=level)
            said.append((id, (person, question), level))
            await asyncio.sleep(0.004)
    listening.cancel()
    with contextlib.suppress(asyncio.CancelledError, websockets.ConnectionClosed):
        await listening


async def come_back(line):
    """As the browser does: try again until there is contact."""
    while True:
        try:
            return await line.open()
        except (OSError, websockets.WebSocketException):
            await asyncio.sleep(0.2)


def test_nothing_acknowledged_is_lost_and_all_are_back(server):
    made = server.make_workshop()
    server.start()
    server.wait()
    seats = [join(server, made["code"]) for _ in range(PHONES)]
    people = [int(cookie.removeprefix("seat=").split(".")[0]) for _, cookie in seats]
    lines = [Line(server, *seat) for seat in seats]
    said = [[] for _ in lines]

    async def until_killed():
        await asyncio.gather(*(line.open() for line in lines))
        rating = [
            asyncio.create_task(rate_without_end(line, person, made["questions"], mine))
            for line, person, mine in zip(lines, people, said, strict=True)
        ]
        while sum(len(line.acknowledged) for line in lines) < ENOUGH:
            done, _ = await asyncio.wait(rating, timeout=0.01)
            assert not done, "somebody has stopped rating"
        server.kill()
        await asyncio.gather(*rating)

    asyncio.run(until_killed())
    sent = sum(map(len, said))
    acknowledged = sum(len(line.acknowledged) for line in lines)
    assert sent > acknowledged, "it was killed in the middle"

    found, uncertain = kept(server), {}
    for line, mine in zip(lines, said, strict=True):
        last = {about: place for place, (id, about, _) in enumerate(mine) if id in line.acknowledged}
        for about, place in last.items():
            # an action that was kept and not acknowledged in time may have replaced it
            may_be = {level for id, that, level in mine[place:] if that == about}
            assert found.get(about) in may_be, "an acknowledged rating is lost"
            uncertain[about] = [one for one in mine if one[1] == about][-1]
    assert uncertain

    async def back():
        returning = [asyncio.create_task(come_back(line)) for line in lines]
        for line in lines:
            line.screens.clear()
        server.start()
        await asyncio.gather(*returning)
        for line in lines:
            assert "my_ratings" in line.screens[-1]
        for line, mine, person in zip(lines, said, people, strict=True):
            waiting = [one for one in mine if one[0] not in line.acknowledged]
            resent = [*waiting[-5:], *waiting[-5:]]  # what the outbox holds, and once more: that is harmless
            ids = [await line.send("assessment.rate", question=about[1], level=level) for _, about, level in resent]
            ids += [await line.send("assessment.rate", question=made["questions"][0], level=2)]
            await line.until(lambda line=line, ids=ids: set(ids) <= line.acknowledged | line.refused.keys())
            assert not line.refused
            assert kept(server)[person, made["questions"][0]] == 2

    asyncio.run(back())
    after = kept(server)
    assert len(after) == len(set(after))
    assert {person for person, _ in after} == set(people)
