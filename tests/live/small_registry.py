"""A house with one room and panels that a test writes itself, for what the live engine promises whatever is in it."""

import asyncio
import threading
from collections import OrderedDict
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from django.template import Context

from digibarometer.live.actions import Action, ActionRule
from digibarometer.live.connection import Connection
from digibarometer.live.engine import Engine
from digibarometer.live.interfaces import Component, Registry
from digibarometer.live.panels import Audience, Invalidation, Panel
from digibarometer.live.rendering import PanelRenderer

ROOM = 1


@dataclass
class Sitting:
    """A seat of the small house."""

    key: str
    workshop: int = ROOM
    epoch: int = 1
    version: int = 1
    audiences: tuple = (Audience("room", ROOM),)
    viewer: object = None

    @property
    def lane(self):
        return ("", self.workshop, self.key)


class Say(Action, frozen=True, tag="small.say"):
    """The one thing that can be done in the small house."""


@dataclass
class Small:
    """What the panels show (`texts`, by panel), who is turned out, and a gate that a drawing can be held at."""

    texts: dict = field(default_factory=lambda: {"room_text": "first", "my_text": "mine"})
    turned_out: set = field(default_factory=set)
    drawn: list = field(default_factory=list)
    hold: str = ""
    held: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)

    def panel(self, name):
        return Panel("small", name, lambda now, *_: self.draw(name))

    def draw(self, name):
        said = {"text": self.texts[name]}
        self.drawn.append(name)
        if self.hold == name:
            self.hold = ""
            self.held.set()
            assert self.let_go.wait(30)
        return said

    def registry(self):
        seat: Any = lambda kind, workshop, cookies, query: cookies.get("seat")  # noqa: E731
        rows = [ActionRule(Say, lambda action, seat: [], allowed_seats=Sitting)]
        panels = [self.panel(name) for name in self.texts]
        return Registry(
            components=[Component("small", rows, panels)],
            seat=seat,
            refresh_seat=lambda seat, _: None if seat.key in self.turned_out else seat,
            lock_versions=lambda workshops: dict.fromkeys(workshops, 1),
            snapshot=lambda _: None,
            drop_snapshots=lambda _: None,
            screen_panels=lambda seat: [touch(name, audience) for name in self.texts for audience in seat.audiences
                                 if name.startswith(audience.kind)],
            presence_panels=lambda _: [],
            rejoin_change=lambda seat: None,
        )  # fmt: skip


def touch(name, audience=None):
    """A touch of a panel of the small house."""
    return Invalidation(ROOM, f"small/{name}", audience or Audience("room", ROOM))


class Screen:
    """A connection and what has been sent to it, as text."""

    def __init__(self, engine):
        self.said, self.slow = [], None
        self.connection = Connection("sv", self.send, engine.hub.send_whole_screen)

    async def send(self, message):
        if self.slow:
            await self.slow.wait()
        self.said.append(message.get("text", message))

    def shows(self, text):
        """Whether the newest frame that draws anything has this text."""
        drawn = [frame for frame in self.said if isinstance(frame, str) and frame.startswith(('{"panel"', '{"screen"'))]
        return bool(drawn) and text in drawn[-1]


class PlainTemplate:
    """In the place of a template: the text, in an element."""

    def render(self, context: Context):
        return f"<p id='{context['id']}'>{context['text']}</p>"


@asynccontextmanager
async def running(small, monkeypatch):
    """An engine of the small house that runs."""

    def without_files(self, registry):
        self.registry, self.panels = registry, registry.panels
        self.drawn, self.shown, self.versions = OrderedDict(), {}, {}
        self.templates = dict.fromkeys(self.panels, PlainTemplate())

    monkeypatch.setattr(PanelRenderer, "__init__", without_files)
    engine = Engine(small.registry())
    engine.start()
    try:
        yield engine
    finally:
        small.let_go.set()
        await engine.stop()


async def comes(engine, seat):
    """Somebody comes; their screen."""
    screen = Screen(engine)
    assert await engine.connect(screen.connection, "phone", ROOM, {"seat": seat}, "")
    return screen


async def until(holds):
    """Wait until this holds; fails where it hangs, not where it is slow."""
    async with asyncio.timeout(60):
        while not holds():  # noqa: ASYNC110 nothing tells us
            await asyncio.sleep(0.005)
