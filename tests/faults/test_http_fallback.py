"""Where a network blocks WebSockets, the same actions and the same screen go over POST."""

import asyncio
import json

import httpx
import pytest

from tests.faults.a_server import NUMBERS, Line, join


def post(server, seat, actions, seen="", **headers):
    path, cookie = seat
    how = {"Cookie": cookie, "Content-Type": "application/json", **headers}
    content = actions if isinstance(actions, (bytes, str)) else json.dumps(actions)
    return httpx.post(f"{server.address}{path}?lang=sv&seen={seen}", headers=how, content=content, timeout=20)


def rate(question, level, **more):
    number = next(NUMBERS)
    return {"do": "assessment.rate", "id": f"p{number}", "number": number, "question": question, "level": level, **more}


def test_actions_are_acknowledged_and_the_screen_comes_with_them(served):
    server, made = served
    seat = join(server, made["code"])
    wishes = [rate(question, 3) for question in made["questions"]]
    frames = post(server, seat, wishes).json()
    assert "now" in frames[0]["hello"]
    assert {frame["ack"] for frame in frames if "ack" in frame} == {wish["id"] for wish in wishes}
    screen = next(frame for frame in frames if "screen" in frame)
    again = post(server, seat, wishes, seen=screen["mark"]).json()
    assert {frame["ack"] for frame in again if "ack" in frame} == {wish["id"] for wish in wishes}
    assert not [frame for frame in again if "screen" in frame], "it has seen that screen"
    changed = post(server, seat, [rate(made["questions"][0], 5)], seen=screen["mark"]).json()
    assert [frame for frame in changed if "screen" in frame]


def test_one_bad_action_does_not_stop_the_others(served):
    server, made = served
    seat = join(server, made["code"])
    good, off, ill = rate(made["questions"][0], 2), rate(made["questions"][0], 99), rate("x", 1)
    frames = post(server, seat, [off, ill, good]).json()
    refused = {frame["refused"]: frame for frame in frames if "refused" in frame}
    assert set(refused) == {off["id"], ill["id"]}
    assert refused[off["id"]]["why"]
    assert "$.question" in refused[ill["id"]]["where"]
    assert [frame["ack"] for frame in frames if "ack" in frame] == [good["id"]]


DEEP = "[" * 990 + "]" * 990


@pytest.mark.parametrize(
    ("bad", "id"),
    [
        (b'{"do":"assessment.rate","id":"bad","level":"\\ud800"}', "bad"),
        (b'{"do":"assessment.rate","id":"bad","level":"\xff"}', "bad"),
        (b'{"do":"assessment.rate","id":"bad","level":' + DEEP.encode() + b"}", "bad"),
        (b'{"do":"assessment.rate","id":"' + b"b" * 60 + b'"}', "b" * 60),
        (b'{"do":"assessment.rate","id":"bad" "level":3}', "bad"),
        (DEEP.encode(), ""),
        (b"nonsense", ""),
    ],
)
def test_what_no_decoder_takes_is_answered_in_its_place(served, bad, id):
    server, made = served
    seat = join(server, made["code"])
    first, last = rate(made["questions"][0], 2), rate(made["questions"][1], 2)
    body = b"[" + b", ".join([json.dumps(first).encode(), bad, json.dumps(last).encode()]) + b"]"
    answer = post(server, seat, body)
    assert answer.status_code == 200, answer.text
    told = [frame.get("ack", frame.get("refused")) for frame in answer.json() if {"ack", "refused"} & frame.keys()]
    assert told == [first["id"], id, last["id"]]


def test_a_list_in_a_list_without_end_is_no_list(served):
    server, made = served
    answer = post(server, join(server, made["code"]), "[" * 990)
    assert answer.status_code == 400
    assert answer.json()[0]["why"]


def test_an_empty_body_is_an_empty_list(served):
    server, made = served
    frames = post(server, join(server, made["code"]), "").json()
    assert [next(iter(frame)) for frame in frames] == ["hello", "screen"]


def test_an_address_without_a_room_is_not_found(served):
    server, made = served
    assert post(server, (f"/w/{made['workshop']}/live/kitchen", ""), []).status_code == 404


def test_what_is_posted_is_seen_over_the_socket(served):
    server, made = served
    mine = join(server, made["code"])

    async def watch():
        line = Line(server, *mine)
        await line.open()
        await asyncio.to_thread(post, server, mine, [rate(made["questions"][1], 4)])
        await line.until(lambda: "my_ratings" in line.panels)

    asyncio.run(watch())


@pytest.mark.parametrize(
    ("status", "cookie", "body", "headers"),
    [
        (401, "seat=1.wrong", "[]", {}),
        (401, "", "[]", {}),
        (400, None, "{", {}),
        (400, None, '{"do":"assessment.rate"}', {}),
        (403, None, "[]", {"Origin": "https://evil.example"}),
        (403, None, "[]", {"Content-Type": "text/plain"}),
        (413, None, json.dumps([{}] * 501), {}),
        (413, None, " " * 300_000, {}),
    ],
)
def test_what_is_not_taken_is_answered(served, status, cookie, body, headers):
    server, made = served
    path, own = join(server, made["code"])
    answer = post(server, (path, own if cookie is None else cookie), body, **headers)
    assert answer.status_code == status
    assert isinstance(answer.json(), list)


def test_a_get_is_told_how(served):
    server, made = served
    path, cookie = join(server, made["code"])
    assert httpx.get(f"{server.address}{path}", headers={"Cookie": cookie}).status_code == 405


def test_a_seat_that_floods_is_turned_away_and_all_of_it_is_taken_later(served):
    server, made = served
    seat = join(server, made["code"])
    wishes = [rate(made["questions"][0], 1 + n % 5) for n in range(700)]
    first, second = post(server, seat, wishes[:500]).json(), post(server, seat, wishes[500:]).json()
    late = [frame["later"] for frame in (*first, *second) if "later" in frame]
    assert late == [wish["id"] for wish in wishes[-len(late) :]], "what came last waits"
    assert late
    turned_away = post(server, seat, wishes[500:])
    assert turned_away.status_code == 429
    assert "later" in turned_away.json()[0]["why"]
    other = join(server, made["code"])
    assert post(server, other, [rate(made["questions"][0], 2)]).status_code == 200
