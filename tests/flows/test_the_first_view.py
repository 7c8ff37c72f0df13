"""What a phone fetches before somebody can take part: little, from us alone, on a narrow screen, and nothing jumps."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.flows.devices import DESK, begin, go_to, is_saved, make_workshop, open_desk, screen, sign_in

pytestmark = pytest.mark.browser

MOST = 60_000  # bytes over the wire, all told: the join page, the room's first screen, what comes by WebSocket
JUMP = 0.02  # of the layout, summed: a tenth of what counts as good
NARROW = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True, "device_scale_factor": 3}

SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifts.push(
    [one.value, ...one.sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.nodeName)]);
}).observe({ type: "layout-shift", buffered: true });
"""


class Wire:
    """What goes over the wire to one page, as the browser's own network log counts it."""

    def __init__(self, page):
        self.addresses, self.fetched, self.frames, self.screens = {}, {}, 0, 0
        self.log = page.context.new_cdp_session(page)
        self.log.send("Network.enable")
        self.log.send("Network.setCacheDisabled", {"cacheDisabled": False})
        self.log.on("Network.requestWillBeSent", self._asked)
        self.log.on("Network.loadingFinished", self._came)
        self.log.on("Network.webSocketCreated", lambda told: self.addresses.update({told["requestId"]: told["url"]}))
        self.log.on("Network.webSocketFrameReceived", self._frame)

    def _asked(self, told):
        if moved := told.get("redirectResponse"):
            self.fetched[moved["url"], "moved"] = moved["encodedDataLength"]
        self.addresses[told["requestId"]] = told["request"]["url"]

    def _came(self, told):
        self.fetched[self.addresses[told["requestId"]], told["requestId"]] = told["encodedDataLength"]

    def _frame(self, told):
        frame = told["response"]["payloadData"]
        self.frames += len(frame.encode())  # before compression: at most this
        self.screens += '"screen":' in frame

    @property
    def bytes(self):
        """All that came, headers too."""
        return sum(self.fetched.values()) + self.frames

    @property
    def hosts(self):
        """Whom the phone asked for anything."""
        return {urlsplit(url).netloc for url in self.addresses.values()}

    @property
    def table(self):
        """Each thing that came and its bytes, the largest first, for who has to make it smaller."""
        rows = sorted(((size, urlsplit(url).path) for (url, _), size in self.fetched.items()), reverse=True)
        return "\n".join(f"{size:7} {path}" for size, path in [*rows, (self.frames, "by WebSocket")])


def nothing_jumped(page):
    assert page.evaluate("PerformanceObserver.supportedEntryTypes.includes('layout-shift')")
    shifts = page.evaluate("window.shifts")
    assert sum(shift[0] for shift in shifts) < JUMP, shifts


def fits(page):
    """Nothing sticks out at the side."""
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1], page.url


def test_the_first_view_on_a_phone_is_small_and_calm(server, browser):
    desk = screen(browser, server, **DESK)
    sign_in(desk)
    code = open_desk(desk, make_workshop(desk))
    begin(desk)
    page = screen(browser, server, **NARROW)
    page.add_init_script(SHIFTS)
    wire = Wire(page)

    page.goto(f"/j/{code}/")  # as the QR code says
    page.wait_for_load_state("networkidle")
    nothing_jumped(page)
    fits(page)
    page.locator("input[name=role][value=official]").check()
    page.get_by_role("button", name="Gå in").click()
    is_saved(page)
    page.wait_for_load_state("networkidle")
    nothing_jumped(page)
    fits(page)
    assert len(wire.fetched) >= 5, "the log heard nothing"
    assert wire.bytes < MOST, f"\n{wire.table}"
    assert wire.hosts == {urlsplit(server.address).netloc}

    go_to(desk, "Självskattning: ledning och styrning")
    expect(page.locator("[data-page]:visible")).to_be_visible()
    assert wire.screens == 1, "the screen that the page brought came once more, before the one that was asked for"
    fits(page)
    page.locator("[data-page]:visible button[value='3']").click()
    is_saved(page)
    nothing_jumped(page)
    assert wire.hosts == {urlsplit(server.address).netloc}
