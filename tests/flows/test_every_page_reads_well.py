"""Every page that there is: light and dark, in the reader's own colours, on the smallest phone and at 400 % zoom.

The pages are those of the URL map, in a workshop where something has happened: a new page is read without being named
here. Each is opened by the first who may: the leader, who looks after the installation, a participant, anyone.
"""

import json
import os

import pytest
from a_server import ROOT, Server
from devices import DESK, is_accessible, make_ready, run_inside, screen
from playwright.sync_api import sync_playwright
from reading import UNFOLD, fits, tells_what_is_chosen

pytestmark = pytest.mark.browser

DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
WHO = ("eva", "superuser", "anna", "anonymous")
LIVE = {"screens:phone", "screens:table", "screens:desk", "screens:board"}  # in all their states: the test of screens
KNOWN = f"""
import sys; sys.path[:0] = ["{ROOT}/tests", "{ROOT}/tests/laws"]
import django; django.setup()
import json
from pages import client_of, paths
from people import Room
room = Room()
cookies = {{who: {{key: one.value for key, one in client_of(room, who).cookies.items()}} for who in {WHO}}}
print(json.dumps([sorted(paths(room)), cookies]))
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A page for each who may look, and every address by its name."""
    server = Server(tmp_path_factory.mktemp("town"))
    make_ready(server)
    known, cookies = json.loads(run_inside(server, KNOWN).splitlines()[-1])
    server.start()
    server.wait()
    path = os.environ.get("DIGIBAROMETER_TEST_CHROMIUM") or "/usr/bin/chromium"
    try:
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
            pages = {who: screen(browser, server, **DESK) for who in WHO}
            for who, page in pages.items():
                mine = [{"name": name, "value": value, "url": server.address} for name, value in cookies[who].items()]
                page.context.add_cookies(mine)
            yield pages, known
            browser.close()
    finally:
        server.stop()


def opened(pages, path):
    """The page of the first who may open it, there now; None where it is not a page but a file, or only for posting."""
    for who in WHO:
        answer = pages[who].request.get(path, max_redirects=0)
        if answer.status == 200:
            if not answer.headers["content-type"].startswith("text/html"):
                return None
            pages[who].goto(path)
            return pages[who]
    return None


def test_every_page_reads_well(town):
    pages, known = town
    read, wrong = [], []
    for name, path in known:
        if name in LIVE or (page := opened(pages, path)) is None:
            continue
        page.evaluate(UNFOLD)
        try:
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                page.evaluate(DRAWN)
                is_accessible(page, f"{name}, {scheme}")
            tells_what_is_chosen(page, name)
            fits(page, name, DESK["viewport"])
        except AssertionError as error:
            wrong.append(str(error))
        read.append(name)
    assert not wrong, "\n".join(wrong)
    print(*read)
    assert len(read) > 50, read
