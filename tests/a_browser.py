"""The Chromium that the tests drive."""

import os
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

USUAL = "/usr/bin/chromium-headless-shell"  # without bin/test, which looks for others too


@contextmanager
def a_chromium(*options):
    """A Chromium of one's own, without a window."""
    path = os.environ.get("DIGIBAROMETER_TEST_CHROMIUM") or USUAL
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox", *options])
        yield browser
        browser.close()
