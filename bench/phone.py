"""A full wall on a cheap phone: from a touch to the next paint, in Chromium with its processor slowed down.

`python -m bench.phone [--notes 300] [--slow 6] [--writing 3.3]`: a room of forty, all together at the wall of a SWOT,
where others go on writing. Interaction to next paint is what the browser itself measures (Event Timing, in steps of
8 ms; what takes less than 16 ms counts as 16).
"""

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.client import Client
from bench.run import percentiles, wait_for

PHONE: Any = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "locale": "sv-SE"}
CHROMIUM = os.environ.get("DIGIBAROMETER_TEST_CHROMIUM") or "/usr/bin/chromium"
LEAST = 16  # milliseconds that the browser reports at all
OBSERVE = """window.seen = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (one.interactionId) seen.push(one.duration);
}).observe({ type: "event", durationThreshold: 16 });
window.frames = []; let last = 0;
const tick = (at) => { if (last) frames.push(at - last); last = at; requestAnimationFrame(tick); };
requestAnimationFrame(tick);"""


def main() -> None:
    """Measure and print."""
    given = argparse.ArgumentParser(description="Measures a full wall on a slow phone.")
    given.add_argument("--notes", type=int, default=300)
    given.add_argument("--slow", type=float, default=6, help="how many times slower than this machine")
    given.add_argument("--writing", type=float, default=3.3, help="notes a second that others write meanwhile")
    given.add_argument("--times", type=int, default=12, help="how often each thing is done")
    given.add_argument("--json", type=Path)
    given.add_argument("--port", type=int, default=8766)
    options = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = measure(options, Path(folder))
    print(f"a wall of {options.notes} notes, {options.slow:g} times slower, others write {options.writing:g} a second")
    for name, value in report.items():
        print(f"  {name:28} {value}")
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n")


def measure(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Make the room and its notes, start the server, and act on a phone."""
    rooms, environment = folder / "rooms.json", {**os.environ, "DIGIBAROMETER_DATA": str(folder)}
    environment |= {"DJANGO_SETTINGS_MODULE": "digibarometer.settings", "ALLOWED_HOSTS": "*"}
    run = [sys.executable, "-m"]
    subprocess.run([*run, "bench.rooms", "1", "40", str(rooms), "swot"], env=environment, check=True)
    subprocess.run([*run, "bench.phone", "--fill", str(rooms), str(options.notes)], env=environment, check=True)
    serve = [*run, "digibarometer", "serve", "--port", str(options.port)]
    with subprocess.Popen(serve, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(options.port)
            given = json.loads(rooms.read_text())
            with others_write(options, given):
                return on_a_phone(options, given)
        finally:
            server.terminate()
            server.wait(30)


def on_a_phone(options: argparse.Namespace, given: dict[str, Any]) -> dict[str, Any]:
    """What one phone does, and how long each thing takes until it is painted."""
    from playwright.sync_api import sync_playwright

    room, address = given["rooms"][0], f"http://127.0.0.1:{options.port}"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(base_url=address, **PHONE)
        context.add_cookies([{"name": "seat", "value": room["people"][0]["seat"], "url": address}])
        page = context.new_page()
        page.add_init_script(OBSERVE)
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": options.slow})
        began = time.perf_counter()
        page.goto(f"/w/{room['workshop']}/")
        page.locator(f".note >> nth={options.notes - 1}").wait_for(state="attached", timeout=60_000)
        shown = round((time.perf_counter() - began) * 1000)
        page.wait_for_timeout(1500)
        took = Acting(page, options.times).all()
        browser.close()
    report: dict[str, Any] = {"shown_after_ms": shown}
    return report | {f"{name}_ms": percentiles([ms / 1000 for ms in each], most=True) for name, each in took.items()}


class Acting:
    """A thumb on the wall."""

    def __init__(self, page: Any, times: int):
        self.page, self.times = page, times
        self.took: dict[str, list[float]] = defaultdict(list)

    def all(self) -> dict[str, list[float]]:
        """Write, open a note's menu, move by menu, turn to another part, drag."""
        for number in range(self.times):
            self.write(f"Skriven på en långsam telefon {number}")
            self.move()
            self.timed("turn_to_a_part", self.page.locator(".wall [data-tab]").nth((number + 1) % 4).tap)
            self.drag()
        return self.took

    def timed(self, name: str, act: Any) -> None:
        """Do it, and take the longest that the browser says until the next paint."""
        self.page.evaluate("seen.length = 0")
        act()
        self.page.wait_for_timeout(700)
        self.took[name].append(max(self.page.evaluate("seen"), default=LEAST))

    def write(self, text: str) -> None:
        """A note by letters, then Enter."""
        field = self.page.locator(".column.shown .write textarea")
        field.tap()
        field.press_sequentially(text[:-1], delay=60)
        self.timed("write_a_letter", lambda: field.press_sequentially(text[-1]))
        self.timed("put_up_a_note", lambda: field.press("Enter"))

    def move(self) -> None:
        """A note to another part, by its menu."""
        face = self.page.locator(".column.shown .note:not(.waits) [data-menu]").first
        face.scroll_into_view_if_needed()
        self.timed("open_the_menu", face.tap)
        to = self.page.locator(".note-menu[open] .moves [name=column]:visible").first
        self.timed("move_by_menu", to.tap)

    def drag(self) -> None:
        """A note to another part's tab, by a finger; what counts is the longest picture on the way."""
        face = self.page.locator(".column.shown .note:not(.waits) [data-menu]").first
        face.scroll_into_view_if_needed()
        start, end = face.bounding_box(), self.page.locator(".wall [data-tab][aria-pressed=false]").last.bounding_box()
        finger = self.page.context.new_cdp_session(self.page)

        def touch(kind: str, *points: tuple[float, float]) -> None:
            told = [{"x": x, "y": y} for x, y in points]
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": told})

        x, y = start["x"] + 40, start["y"] + start["height"] / 2
        touch("touchStart", (x, y))
        self.page.wait_for_timeout(500)
        self.page.evaluate("frames.length = 0")
        for part in range(1, 21):
            touch("touchMove", (x + (end["x"] + 20 - x) * part / 20, y + (end["y"] + 10 - y) * part / 20))
        self.timed("drop_a_note", lambda: touch("touchEnd"))
        self.took["longest_frame_while_dragging"].append(max(self.page.evaluate("frames"), default=0))
        finger.detach()


@contextmanager
def others_write(options: argparse.Namespace, given: dict[str, Any]) -> Iterator[None]:
    """For as long as this lasts, somebody else puts up so many notes a second."""
    over, room = threading.Event(), given["rooms"][0]

    async def write() -> None:
        loop, chance = asyncio.get_running_loop(), random.Random(5)
        path, seat = f"/w/{room['workshop']}/live/phone?lang=sv", f"seat={room['people'][1]['seat']}"
        _, client = await loop.create_connection(
            lambda: Client("other", path, seat, lambda *_: None), "127.0.0.1", options.port
        )
        await client.opened
        number = 0
        while not over.is_set():
            number += 1
            said = {"note": f"other-{number}", "column": chance.choice(room["columns"]), "text": f"En till {number}"}
            wish = {"do": "notes.write", "id": f"o{number}", "number": number, "step": room["step"], **said}
            client.send(json.dumps(wish).encode())
            await asyncio.sleep(1 / options.writing)

    thread = threading.Thread(target=lambda: asyncio.run(write())) if options.writing else None
    if thread:
        thread.start()
    try:
        yield
    finally:
        over.set()
        if thread:
            thread.join(10)


def fill(file: Path, notes: int) -> None:
    """Let there be so many notes on the room's wall."""
    import django

    django.setup()
    from digibarometer.notes.models import Note

    given, chance = json.loads(file.read_text()), random.Random(3)
    room = given["rooms"][0]
    Note.objects.bulk_create(
        Note(
            workshop_id=room["workshop"],
            step_id=room["step"],
            key=f"full-{number}",
            column=room["columns"][number % len(room["columns"])],
            text=chance.choice(given["texts"]),
            author_id=(person := chance.choice(room["people"]))["pk"],
            group_id=person["group"],
        )
        for number in range(notes)
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--fill"]:
        fill(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
