"""What a real server lets in and how much: other sites' pages, large frames, floods; and what its pages may load."""

import asyncio
import json
import re
import time

import httpx
import pytest
import websockets

from digibarometer.live.codec import MAX_FRAME_BYTES
from digibarometer.live.limits import ACTIONS_AT_ONCE as BURST
from digibarometer.live.limits import ACTIONS_PER_SECOND as RATE
from tests.faults.a_server import Line, join


@pytest.fixture
def seat(served):
    server, made = served
    return join(server, made["code"])


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_another_sites_page_is_told_nothing(served, seat, origin):
    path, cookie = seat
    assert await closed_with(served[0], path, additional_headers={"Cookie": cookie}, origin=origin) == 4403


@pytest.mark.parametrize("path", ["/w/1/live/kitchen", "/w/one/live/phone", "/nothing"])
async def test_an_address_without_a_room_says_so(served, seat, path):
    assert await closed_with(served[0], path, additional_headers={"Cookie": seat[1]}) == 4404


async def closed_with(server, path, **how):
    """The code that a line is closed with, without a word on it."""
    async with websockets.connect(f"ws://127.0.0.1:{server.port}{path}", **how) as line:
        with pytest.raises(websockets.ConnectionClosed):
            await line.recv()
    return line.close_code


async def test_our_own_page_gets_one(served, seat):
    path, cookie = seat
    server = served[0]
    headers = {"Cookie": cookie}
    async with websockets.connect(
        f"ws://127.0.0.1:{server.port}{path}", additional_headers=headers, origin=server.address
    ) as line:
        assert "hello" in await line.recv()


async def test_a_frame_that_is_too_large_is_answered_and_the_line_goes_on(served, seat):
    server, made = served
    line = Line(server, *seat)
    await line.open()
    await line.socket.send('{"id":"x","text":"' + "x" * MAX_FRAME_BYTES + '"}')
    await line.until(lambda: "x" in line.refused)
    assert str(MAX_FRAME_BYTES) in line.refused["x"]["where"]
    id = await line.send("assessment.rate", question=made["questions"][0], level=3)
    await line.until(lambda: id in line.acknowledged)


BAD = {"nul": "a\0b", "half a letter": "a\ud83d", "too much": "x" * MAX_FRAME_BYTES}


@pytest.mark.parametrize("binary", [False, True])
@pytest.mark.parametrize("bad", BAD)
async def test_what_cannot_be_kept_is_refused_by_its_name(served, seat, bad, binary):
    server, made = served
    line = Line(server, *seat)
    await line.open()
    wish = {"do": "assessment.write_reason", "id": "mine", "number": 1, "question": made["questions"][0]}
    frame = json.dumps({**wish, "reason": BAD[bad]})
    await line.socket.send(frame.encode() if binary else frame)
    await line.until(lambda: line.refused)
    assert list(line.refused) == ["mine"]
    assert "Ladda om" not in line.refused["mine"]["why"], "that would help nobody"


async def test_the_longest_text_fits_however_it_is_escaped(served):
    server, made = served
    line = Line(server, f"/w/{made['workshop']}/live/desk", made["leader"])
    await line.open()
    step = int(re.search(r'name="step" value="(\d+)"|data-step="(\d+)"', line.screens[-1])[0].split('"')[-2])
    id = await line.send("room.leader_note", step=step, text="\N{PARTY POPPER}" * 2000)
    await line.until(lambda: id in line.acknowledged or id in line.refused)
    assert id in line.acknowledged


async def test_who_sends_faster_than_anyone_can_act_waits_and_loses_nothing(served, seat):
    server, made = served
    flood, calm = Line(server, *seat), Line(server, *await asyncio.to_thread(join, server, made["code"]))
    await flood.open()
    await calm.open()
    more = 4 * int(RATE)
    began = time.monotonic()
    sent = [
        await flood.send("assessment.rate", question=made["questions"][0], level=1 + turn % 5)
        for turn in range(int(BURST) + more)
    ]
    all_kept = asyncio.create_task(flood.until(lambda: set(sent) <= flood.acknowledged))
    id = await calm.send("assessment.rate", question=made["questions"][0], level=3)
    await calm.until(lambda: id in calm.acknowledged)
    assert not all_kept.done(), "somebody calm is served before the flood is over"
    await all_kept
    assert time.monotonic() - began > 0.9 * more / RATE, "the flood was let through"
    assert not flood.refused


def policy_of(answer):
    return dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/privacy/", "/no-such-page/", "phone", "join"])
def test_every_page_may_load_only_what_is_ours(served, seat, path):
    server, made = served
    path = {"phone": seat[0].removesuffix("live/phone"), "join": f"/j/{made['code']}/"}.get(path, path)
    answer = httpx.get(f"{server.address}{path}", headers={"Cookie": seat[1]})
    policy = policy_of(answer)
    assert policy["default-src"] == "'none'" and policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert not re.search(r"unsafe|\*|https?:", " ".join(policy.values()))
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert not re.search(r"<script(?![^>]*(\bsrc=|application/json))|\son\w+=|\sstyle=|<style", answer.text), (
        "inline script or style"
    )


def test_a_form_without_its_token_is_refused(served):
    server, made = served
    with httpx.Client(base_url=server.address) as browser:
        for path in ("/", f"/j/{made['code']}/", "/accounts/login/", "/language/setlang/"):
            browser.get("/")
            assert browser.post(path, data={"code": "1", "role": "official"}).status_code == 403, path


def test_cookies_of_seats_are_out_of_scripts_reach_and_of_other_sites(served):
    server, made = served
    with httpx.Client(base_url=server.address) as browser:
        form = browser.get(f"/j/{made['code']}/")
        field = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text)[1]
        answer = browser.post(
            f"/j/{made['code']}/", data={"role": "official", "csrfmiddlewaretoken": field, "first_name": "", "unit": ""}
        )
    said = answer.headers.get_list("set-cookie")
    mine = [cookie for cookie in said if cookie.startswith(("seat=", "came_as="))]
    assert len(mine) == 2
    for cookie in mine:
        assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and re.search(r"[Pp]ath=/(w|j)/\d+/", cookie), cookie
