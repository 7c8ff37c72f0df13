"""A line that is not wanted any more is closed by the server, with a code that says why, and is heard no more."""

import asyncio
import re

import httpx
import websockets

from digibarometer.live.limits import MAX_LINES_PER_SEAT
from tests.faults.a_server import Line, join, press, sign_out, until_closed


def connections(server):
    return httpx.get(f"{server.address}/health/").json()["connections"]


def take_over(server, made, cookie):
    """The leader makes a link for a lost phone, and it is opened on another device; the new cookie."""
    person = cookie.removeprefix("seat=").partition(".")[0]
    with httpx.Client(base_url=server.address) as desk, httpx.Client(base_url=server.address) as device:
        desk.cookies.set(*made["leader"].split("=", 1))
        press(desk, f"/w/{made['workshop']}/people/{person}/", "phone/move/")
        page = desk.get(f"/w/{made['workshop']}/people/{person}/").text
        answer = press(device, re.search(r'data-copy="https?://[^/]+(/[^"]+)"', page)[1])
        return f"seat={answer.cookies['seat']}"


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


def leads(server, made):
    """The browser of who leads."""
    browser = httpx.Client(base_url=server.address, timeout=60)
    browser.cookies.set(*made["leader"].split("=", 1))
    return browser


def board_at(server, made, secret):
    return Line(server, f"/w/{made['workshop']}/live/board?key={secret}", "")


def secret_of_board(browser, made):
    """The secret in the projector's link, as it stands on the page with the links."""
    return re.search(r'/board/\?key=([^"&]+)', browser.get(f"/w/{made['workshop']}/links/").text)[1]


def answers_on(progress):
    """How many have answered everything, as the projector's panel shows."""
    return progress.count('class="on"')


async def test_a_projector_with_the_old_link_is_told_and_closed_and_the_new_link_opens_it(served):
    server, made = served
    with leads(server, made) as leader:
        old_secret = secret_of_board(leader, made)
        old = board_at(server, made, old_secret)
        await old.open()
        phone = Line(server, *await asyncio.to_thread(join, server, made["code"]))
        await phone.open()
        await old.until(lambda: "board_progress" in old.panels)
        before = answers_on(old.panels["board_progress"])
        await asyncio.to_thread(press, leader, f"/w/{made['workshop']}/links/", "board/renew/")
        rated = {await phone.send("assessment.rate", question=question, level=4) for question in made["questions"]}
        await phone.until(lambda: rated <= phone.acknowledged)
        heard = await until_closed(old)
        assert heard[-1] == {"gone": True}
        assert old.socket.close_code == 4401
        seen = {answers_on(frame["html"]) for frame in heard if frame.get("panel") == "board_progress"}
        assert seen <= {before}, "it sees nobody rate any more"
        again = board_at(server, made, old_secret)
        again.socket = await websockets.connect(again.url)
        assert (await until_closed(again))[-1] == {"gone": True}
        over_http = await asyncio.to_thread(httpx.post, again.url.replace("ws:", "http:"), json=[])
        assert over_http.status_code == 401
        new = board_at(server, made, secret_of_board(leader, made))
        await new.open()
        rated = await phone.send("assessment.rate", question=made["questions"][3], level=4)
        await phone.until(lambda: rated in phone.acknowledged)
        await new.until(lambda: "board_progress" in new.panels)
        assert answers_on(new.panels["board_progress"]) > before, "whoever has the new link does see it"
        for line in (phone, new):
            await line.socket.close()


async def test_a_tables_screen_with_the_old_link_is_told_and_closed(served):
    server, made = served
    with leads(server, made) as leader:
        page = leader.get(f"/w/{made['workshop']}/links/").text
        group, secret = re.search(rf"/w/{made['workshop']}/table/(\d+)/([^/\"]+)/", page).groups()
        table = Line(server, f"/w/{made['workshop']}/live/table", f"table={group}.{secret}")
        await table.open()
        await asyncio.to_thread(press, leader, f"/w/{made['workshop']}/links/", f"tables/{group}/renew/")
        assert (await until_closed(table))[-1] == {"gone": True}
        assert table.socket.close_code == 4401


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
