"""The health page says to everybody whether all is well and by which version, and how busy it is only on the spot."""

import json

import pytest

from digibarometer import __version__
from digibarometer.live import health

FIGURES = {"ok": True, "wrong": [], "connections": 3, "waiting_actions": 7}


@pytest.fixture
def all_is_well(monkeypatch):
    async def check(engine):
        return 200, FIGURES

    monkeypatch.setattr(health, "check", check)


async def said_to(address, *headers):
    sent = []

    async def send(message):
        sent.append(message)

    await health.answer(None, {"client": (address, 1), "headers": list(headers)}, send)
    return json.loads(sent[1]["body"])


async def test_everybody_is_told_whether_all_is_well_by_which_version_and_no_more(all_is_well):
    assert await said_to("192.0.2.7") == {"ok": True, "wrong": [], "version": __version__}


async def test_who_asks_on_the_machine_itself_is_told_the_figures(all_is_well):
    assert await said_to("127.0.0.1") == FIGURES | {"version": __version__} == await said_to("::1")


async def test_who_comes_through_a_proxy_on_the_machine_is_everybody(all_is_well):
    assert "connections" not in await said_to("127.0.0.1", (b"x-forwarded-for", b"192.0.2.7"))
