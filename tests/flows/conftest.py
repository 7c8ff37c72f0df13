"""A real server and a real browser."""

import os

import pytest
from a_server import Server
from devices import make_ready
from playwright.sync_api import sync_playwright


@pytest.fixture
def server(tmp_path):
    """`digibarometer serve` on a database of its own, with Eva's account."""
    server = Server(tmp_path)
    make_ready(server)
    server.start()
    server.wait()
    yield server
    server.stop()


@pytest.fixture
def browser():
    """Debian's Chromium, without a window."""
    path = os.environ.get("DIGIBAROMETER_TEST_CHROMIUM") or "/usr/bin/chromium"
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()
