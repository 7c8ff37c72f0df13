"""Whoever begins a request and does not finish it is not waited for."""

import asyncio

import pytest
import uvicorn
from uvicorn.server import ServerState

from digibarometer.serving import http


class Line(asyncio.Transport):
    """The server's end of a connection, without a network."""

    def __init__(self):
        super().__init__()
        self.closed, self.written = False, b""

    def get_extra_info(self, name, default=None):
        return {"peername": ("192.0.2.1", 5), "sockname": ("192.0.2.2", 80)}.get(name, default)

    def is_closing(self):
        return self.closed

    def close(self):
        self.closed = True

    def write(self, data):
        self.written += data

    def pause_reading(self):
        pass

    def resume_reading(self):
        pass


async def until_answered(line):
    async with asyncio.timeout(10):
        while b"ok" not in line.written:  # noqa: ASYNC110 the line has nobody who listens
            await asyncio.sleep(0)


async def says_ok(scope, receive, send):
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


class Timers:
    """What would happen when its time has come."""

    def __init__(self, monkeypatch, protocol):
        self.pending, loop = {}, protocol.loop

        class Loop:
            def __getattr__(self, name):
                return getattr(loop, name)

            def call_later(_, seconds, do):
                handle = type("Handle", (), {"cancel": lambda it: self.pending.pop(it, None)})()
                self.pending[handle] = (seconds, do)
                return handle

        protocol.loop = Loop()

    def run_out(self):
        for _, do in list(self.pending.values()):
            do()


@pytest.fixture
async def call(monkeypatch):
    protocol = http.Http(uvicorn.Config(says_ok, lifespan="off"), ServerState(), {})
    timers, line = Timers(monkeypatch, protocol), Line()
    protocol.connection_made(line)
    return protocol, timers, line


HEAD = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n"


@pytest.mark.parametrize("said", [b"", b"GET / HT", HEAD[:-2], HEAD, HEAD + b"half"])
async def test_half_a_request_is_closed_when_its_time_is_out(call, said):
    protocol, timers, line = call
    if said:
        protocol.data_received(said)
    assert not line.closed
    timers.run_out()
    assert line.closed


async def test_a_whole_request_may_take_the_server_as_long_as_it_needs(call):
    protocol, timers, line = call
    protocol.data_received(HEAD + b"0123456789")
    timers.run_out()
    assert not line.closed
    await until_answered(line)


async def test_a_second_half_request_on_the_same_line_is_closed_too(call):
    protocol, timers, line = call
    protocol.data_received(HEAD + b"0123456789")
    await until_answered(line)
    timers.pending.clear()
    protocol.data_received(b"GET / HT")
    timers.run_out()
    assert line.closed


async def test_a_slow_line_has_time_for_a_large_file(call):
    protocol, timers, _ = call
    size = 20_000_000
    protocol.data_received(HEAD.replace(b"10\r\n", b"%d\r\n" % size))
    assert max(seconds for seconds, _ in timers.pending.values()) >= size / http.SLOWEST_BYTES_PER_SECOND


async def test_headers_without_end_are_not_listened_to(call):
    protocol, _, line = call
    protocol.data_received(b"GET / HTTP/1.1\r\n" + b"X: " + b"x" * (http.MAX_HEADER_BYTES + 1) + b"\r\n")
    assert line.closed
