"""What people see: a panel is a piece of the screen that is drawn once for everyone who sees it.

A person's own panel is drawn once for each sitting of theirs that has it before it: what was said in one is not read in
another.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Generic, NamedTuple, TypeVar

from django.apps import apps
from django.utils.functional import Promise
from django.utils.html import format_html

AUDIENCES = ("my", "group", "room", "desk", "leader", "board")
SHARED = frozenset({"room", "desk", "leader", "board"})  # whose audience is the workshop itself
SLOW = frozenset({"desk", "leader", "board"})


class Audience(NamedTuple):
    """Who sees a panel: one person, a group, the room, the desk, those of the desk who lead, or the board."""

    kind: str
    of: int


class Invalidation(NamedTuple):
    """Says that a panel no longer shows what is so, for one audience. Small and comparable: it crosses the bus."""

    workshop: int
    panel: str
    audience: Audience
    args: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        """The element's id on the screen."""
        return "-".join([self.panel.split("/")[1], *map(str, self.args)])


OWN = "my"  # the audience of what is a person's own
EVERYTHING = "everything"


def whole_workshop(workshop: int) -> Invalidation:
    """Every panel of every screen of the room: the leader moved it, or its people or agenda changed."""
    return Invalidation(workshop, f"live/{EVERYTHING}", Audience("room", workshop))


Context = Mapping[str, object]
C_co = TypeVar("C_co", bound=Context, covariant=True)  # a TypedDict: tests/laws/test_panel_contexts.py


class Region(NamedTuple):
    """An element that holds several panels of a screen: its class, which is its id, and what it is called, if it is to
    be found by those who do not see it. Without a class it is none.
    """

    name: str
    label: str | Promise = ""

    @property
    def tag(self) -> str:
        """The tag with which it begins."""
        named = format_html(' role="region" aria-label="{}"', self.label) if self.label else ""
        return format_html('<div class="{0}" id="{0}"{1}>', self.name, named) if self.name else ""


@dataclass(frozen=True)
class Panel(Generic[C_co]):
    """A panel: its function tells what stands on it, its template how. Its name's first word says who sees it."""

    part: str
    name: str
    draw: Callable[..., C_co | None]
    within: "Panel[Context] | None" = None  # the panel of a long list that this is an item of
    title: str | Promise = ""  # what a leader knows it by who chooses what the projector shows
    region: "Region | None" = None  # that begins with it; None goes on in what it stands in

    def container(self, touch: Invalidation) -> Invalidation:
        """What must be on a screen for this to be sent there: the panel itself, or the list that it is an item of."""
        return touch if self.within is None else touch._replace(panel=self.within.key, args=touch.args[:-1])

    @property
    def kind(self) -> str:
        """Who sees it: one of AUDIENCES."""
        return self.name.split("_")[0]

    @property
    def key(self) -> str:
        """Its name over the wire, such as assessment/group_spread."""
        return f"{self.part}/{self.name}"

    @property
    def template(self) -> str:
        """The template of the same name."""
        return f"{self.key}.html"

    def ref(self, workshop: int, audience: int | None = None, *args: int) -> Invalidation:
        """This panel for this audience; for those who are SHARED the audience is the workshop."""
        return Invalidation(workshop, self.key, Audience(self.kind, workshop if audience is None else audience), args)


def panel(draw: Callable[..., C_co]) -> Panel[C_co]:
    """Make a panel of a function `(snapshot, *audience, *args) -> what the template needs`, a TypedDict.

    The audience is left out for the room, the desk and the board; of a person's own panel it is the seat's `viewer`.

    Raises TypeError at start when the first word of its name does not say who sees it.
    """
    return _made(draw)


def board_panel(title: str | Promise) -> Callable[[Callable[..., C_co]], Panel[C_co]]:
    """Make a panel of the projector that a leader knows by this title, and may take off it."""
    return lambda draw: _made(draw, title=title)


def first_in(region: str, label: str | Promise = "") -> Callable[[Callable[..., C_co]], Panel[C_co]]:
    """Make a panel with which a region of the screen begins: an element of this class and id, that holds it and those
    after it until another panel begins one. An empty name ends it: the panel lies in none.
    """
    return lambda draw: _made(draw, region=Region(region, label))


def list_item(within: Panel[Context]) -> Callable[[Callable[..., C_co | None]], Panel[C_co]]:
    """Make a panel that is one item of a long list, so that the list need not be sent when an item changes.

    Its arguments are those of the list's panel and one more; its function answers None when the item is gone. The root
    of its template has data-in (the id of the element that it lies in) and data-order (a number).
    """
    return lambda draw: _made(draw, within)


def panels_of(*modules: ModuleType) -> list[Panel[Context]]:
    """The panels that these modules define, in order."""
    everything = [thing for module in modules for thing in vars(module).values() if isinstance(thing, Panel)]
    return [each for each in everything if each.draw.__module__ in {module.__name__ for module in modules}]


def _made(
    draw: Callable[..., C_co | None],
    within: Panel[Context] | None = None,
    title: str | Promise = "",
    region: Region | None = None,
) -> Panel[C_co]:
    name, app = draw.__name__, apps.get_containing_app_config(draw.__module__)
    part = app.label if app else draw.__module__.split(".")[-2]
    if name.split("_")[0] not in AUDIENCES:
        raise TypeError(f"The panel {name} must begin with one of {', '.join(AUDIENCES)}: who sees it.")
    if within is not None and within.kind != name.split("_")[0]:
        raise TypeError(f"The item {name} is seen by others than the list that it lies in.")
    return Panel(part, name, draw, within, title, region)
