"""A line that is not wanted any more is closed by the server, with a code that says why, and is heard no more."""

import asyncio
import re

import httpx
import pytest
from a_server import Line, Server, join, sign_out, until_closed

from digibarometer.live.limits import MAX_LINES_PER_SEAT


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("lines"))
    made = server.make_workshop()
    server.start()
    server.wait()
    yield server, made
    server.stop()


def connections(server):
    return httpx.get(f"{server.address}/health/").json()["connections"]


def take_over(server, made, cookie):
    """The leader makes a link for a lost phone, and it is opened on another device; the new cookie."""
    person = cookie.removeprefix("seat=").partition(".")[0]
    with httpx.Client(base_url=server.address) as desk, httpx.Client(base_url=server.address) as device:
        desk.cookies.set(*made["leader"].split("=", 1))
        press(desk, f"/w/{made['workshop']}/people/{person}/", do="phone")
        page = desk.get(f"/w/{made['workshop']}/people/{person}/").text
        answer = press(device, re.search(r'data-copy="https?://[^/]+(/[^"]+)"', page)[1])
        return f"seat={answer.cookies['seat']}"


def press(browser, address, **said):
    """Send a page's form; the answer."""
    field = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(address).text)[1]
    headers = {"Referer": str(browser.base_url)}
    answer = browser.post(address, data={"csrfmiddlewaretoken": field, **said}, headers=headers)
    assert answer.status_code == 302, answer.text
    return answer


async def test_the_old_device_is_told_and_closed_and_hears_nothing_of_the_new_one(served):
    server, made = served
    path, cookie = await asyncio.to_thread(join, server, made["code"])
    old = Line(server, path, cookie)
    await old.open()
    new = Line(server, path, await asyncio.to_thread(take_over, server, made, cookie))
    await new.open()
    rated = await new.send("assessment.rate", question=made["questions"][0], level=5)
    await new.until(lambda: rated in new.acknowledged)
    heard = await until_closed(old)
    await new.socket.close()
    assert heard[-1] == {"gone": True}
    assert old.socket.close_code == 4401
    assert not [frame for frame in heard if "my_ratings" in str(frame)]


async def test_one_seat_has_so_many_lines_and_the_oldest_makes_room(served):
    server, made = served
    path, cookie = await asyncio.to_thread(join, server, made["code"])
    lines = [Line(server, path, cookie) for _ in range(MAX_LINES_PER_SEAT["p"] + 2)]
    for line in lines:
        await line.open()
    for line in lines[:2]:
        await until_closed(line)
        assert line.socket.close_code == 4429
    done = await lines[-1].send("assessment.rate", question=made["questions"][1], level=2)
    await lines[-1].until(lambda: done in lines[-1].acknowledged)
    for line in lines:
        await line.socket.close()
    async with asyncio.timeout(60):
        while await asyncio.to_thread(connections, server):  # noqa: ASYNC110 nothing tells us
            await asyncio.sleep(0.05)


async def test_a_desk_is_told_and_closed_when_its_leader_signs_out(served):
    server, made = served
    desk = Line(server, f"/w/{made['workshop']}/live/desk", made["leader"])
    await desk.open()
    phone = Line(server, *await asyncio.to_thread(join, server, made["code"]))
    await phone.open()
    await asyncio.to_thread(sign_out, server, made["leader"])
    heard = await until_closed(desk)
    assert heard[-1] == {"gone": True}
    assert desk.socket.close_code == 4401
    rated = await phone.send("assessment.rate", question=made["questions"][0], level=5)
    await phone.until(lambda: rated in phone.acknowledged)
    answer = await asyncio.to_thread(
        httpx.post, f"{server.address}/w/{made['workshop']}/live/desk", json=[], headers={"Cookie": made["leader"]}
    )
    assert answer.status_code == 401
