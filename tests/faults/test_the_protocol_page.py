"""The example in docs/protocol.md is run against a real server, word for word."""

import asyncio
import json
import re

import websockets

from tests.faults.a_server import ROOT, Server, join

PAGE = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")


def test_the_example_happens_as_it_is_written(tmp_path):
    server = Server(tmp_path)
    made = server.make_workshop()
    server.start()
    try:
        server.wait()
        example = re.search(r"```example\n(.*?)```", PAGE, re.S)[1]
        names = {"CODE": made["code"], "QUESTION": made["questions"][0], "WORKSHOP": made["workshop"]}
        for name, value in names.items():
            example = example.replace(name, str(value))
        asyncio.run(play(server, made, example.splitlines()))
    finally:
        server.stop()


async def play(server, made, lines):
    said = dict(word.split("=") for word in lines[1].split()[2:])
    assert lines[0] == f"GET /j/{made['code']}/"
    path, cookie = join(server, made["code"], **said)
    assert lines[2] == f"302 {path.removesuffix('live/phone')}"
    address = f"ws://127.0.0.1:{server.port}{lines[3].removeprefix('OPEN ')}"
    assert path in address
    async with asyncio.timeout(30), websockets.connect(address, additional_headers={"Cookie": cookie}) as line:
        for step in lines[4:]:
            if step.startswith("> "):
                await line.send(step[2:])
            else:
                await expect(line, step[2:])


async def expect(line, wanted):
    """Listen, past panels that change meanwhile, until a frame of that kind comes; it is as it is written."""
    whole = json.loads(wanted) if wanted.startswith("{") else None
    kind = next(iter(whole)) if whole else wanted
    while True:
        frame = json.loads(await line.recv())
        if kind in frame or (whole and {"ack", "refused"} & frame.keys()):
            assert whole in (None, frame)
            return
