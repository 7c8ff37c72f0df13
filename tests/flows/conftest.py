"""A real server and a real browser, once for the tests of a file; each test makes a workshop of its own."""

import pytest

from tests.a_browser import a_chromium
from tests.faults.a_server import Server
from tests.flows.devices import make_ready


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """`digibarometer serve` on a database of the file's own, with Eva's account."""
    server = Server(tmp_path_factory.mktemp("served"))
    make_ready(server)
    server.start()
    server.wait()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def chromium():
    """Debian's Chromium, without a window."""
    with a_chromium() as chromium:
        yield chromium


@pytest.fixture
def browser(chromium):
    """The same Chromium for each test, without the devices of the test before."""
    yield chromium
    for context in chromium.contexts:
        context.close()
