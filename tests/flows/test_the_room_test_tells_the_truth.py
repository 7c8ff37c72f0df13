"""Testa rummet, in a real browser on plain http: it says what gets through, and only that."""

import re

import pytest
from playwright.sync_api import expect

from tests.a_browser import a_chromium
from tests.flows.devices import DESK, is_accessible, sign_in

pytestmark = pytest.mark.browser

A_NAME = "digibarometer.test"  # plain http at a name: no secure context, unlike localhost


@pytest.fixture(scope="module")
def chromium():
    """A Chromium that finds the server by a name."""
    with a_chromium(f"--host-resolver-rules=MAP {A_NAME} 127.0.0.1") as chromium:
        yield chromium


@pytest.fixture
def page(server, browser):
    """Eva's laptop in the room, on plain http."""
    context = browser.new_context(base_url=f"http://{A_NAME}:{server.port}", locale="sv-SE", **DESK)
    page = context.new_page()
    sign_in(page)
    return page


def check(page, name):
    """The line of one check, once it has been tried."""
    line = page.locator(f"[data-check={name}]")
    expect(line).to_have_attribute("data-state", re.compile("ok|bad"))
    return line


def test_all_is_well_on_an_open_network_but_for_passkeys(page):
    page.goto("/test-room/")
    expect(check(page, "all")).to_have_text("Rummet fungerar.")
    expect(check(page, "websocket")).to_have_attribute("data-state", "ok")
    expect(check(page, "post")).to_have_attribute("data-state", "ok")
    expect(check(page, "page")).to_have_attribute("data-state", "bad")
    is_accessible(page, "the room's test")


def test_blocked_websockets_are_told_and_the_slower_way_found(page):
    page.route_web_socket(re.compile(".*"), lambda socket: socket.close())
    page.goto("/test-room/")
    expect(check(page, "websocket")).to_contain_text("stängd")
    expect(check(page, "websocket")).to_have_attribute("data-state", "bad")
    expect(check(page, "post")).to_have_attribute("data-state", "ok")
    expect(check(page, "all")).to_have_text("Rummet fungerar.")


def test_a_network_that_lets_nothing_through_is_told(page):
    page.route_web_socket(re.compile(".*"), lambda socket: socket.close())
    page.route("**/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.goto("/test-room/")
    expect(check(page, "post")).to_have_attribute("data-state", "bad")
    expect(check(page, "all")).to_contain_text("Rummet fungerar inte")
