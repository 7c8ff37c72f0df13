"""What simulated people see and may do: a screen as it came, and what an exercise declares of how people act in it.

`simulation` plays them through the real protocol; it knows no exercise, but asks each that is installed.
"""

import random
import re
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Protocol

from digibarometer.live.panels import AUDIENCES

_PANEL = re.compile(rf'<\w+[^>]*?\bid="((?:{"|".join(AUDIENCES)})_[a-z_]+(?:-\d+)*)"(?![^>]*data-in=)')
_NOTE = re.compile(
    r'id="(\w+-\d+-\d+)" data-in="([^"]*)"[^>]*data-note="([^"]*)"[^>]*>'
    r"<button[^>]*data-menu>(?:<span.*?</span>)?(.*?)</button>",
    re.DOTALL,
)
_FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
_BUTTON = re.compile(r"<button\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag."""
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}


@dataclass(frozen=True)
class Button:
    """A button of a form: what it says when pressed, and whether it is."""

    name: str
    value: str
    pressed: bool
    is_first: bool  # the one that the eye falls on


@dataclass(frozen=True)
class Form:
    """A form that asks for an action."""

    do: str
    data: dict[str, str]
    buttons: list[Button]

    @property
    def question(self) -> int:
        """The question that it is about; 0 where it is about none."""
        return int(self.data.get("question", 0))

    def pressed(self) -> str | None:
        """The value of the button that is pressed."""
        return next((button.value for button in self.buttons if button.pressed), None)

    def values(self) -> list[str]:
        """What its buttons say."""
        return [button.value for button in self.buttons]


def forms_in(html: str) -> list[Form]:
    """The forms that ask for an action."""
    return [_form(*found) for found in _FORM.findall(html) if "data-do=" in found[0]]


def _form(tag: str, inside: str) -> Form:
    given = attributes(tag)
    data = {name.removeprefix("data-"): value for name, value in given.items() if name.startswith("data-")}
    return Form(data.pop("do"), data, [_button(attributes(each)) for each in _BUTTON.findall(inside)])


def _button(given: dict[str, str]) -> Button:
    pressed, look = given.get("aria-pressed") == "true", given.get("class", "").split()
    return Button(given.get("name", ""), given.get("value", ""), pressed, "quiet" not in look)


@dataclass
class ScreenModel:
    """The screen as it stands; a whole screen replaces all, a panel only itself."""

    panels: dict[str, str] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)  # of long lists, that have come since; empty: gone

    def show(self, html: str) -> None:
        """Take a whole screen, panel by panel."""
        begins = [(found.start(), found[1]) for found in _PANEL.finditer(html)]
        ends = [at for at, _ in begins[1:]] + [len(html)]
        self.items = {}
        self.panels = {name: html[at:end] for (at, name), end in zip(begins, ends, strict=True)}

    def renew(self, panel: str, html: str) -> None:
        """Take a panel, if it is before us."""
        if panel in self.panels:
            self.panels[panel] = html
        elif not html or "data-in=" in html:
            self.items[panel] = html

    def notes(self, whose: str) -> list[tuple[str, str, str]]:
        """The notes on a wall, as (key, the list that it lies in, text)."""
        shown = {found[1]: found for html in self.panels.values() for found in _NOTE.finditer(html)}
        later = {name: _NOTE.search(html) for name, html in self.items.items()}
        notes = [found for name, found in {**shown, **later}.items() if found and name.startswith(f"{whose}_note-")]
        return [(found[3], found[2], unescape(found[4]).strip()) for found in notes]

    def panel(self, name: str) -> str:
        """A panel's HTML; empty where it is not here."""
        return self.panels.get(name, "")

    def forms(self, do: str, panel: str = "") -> list[Form]:
        """The forms that ask for this, on all panels whose name begins so."""
        shown = [html for name, html in self.panels.items() if name.startswith(panel)]
        return [form for html in shown for form in forms_in(html) if form.do == do]

    @property
    def phase(self) -> int | None:
        """The phase that the room is in."""
        found = re.search(r'data-phase="(\d+)"', "".join(self.panels.values()))
        return int(found[1]) if found else None

    def chosen(self) -> dict[int, str]:
        """The questions that this person had answered when the screen came, and how; the rest have no value."""
        tags = [attributes(tag) for tag in re.findall(r"<data\b[^>]*>", self.panel("my_ratings"))]
        return {int(tag["data-question"]): tag["value"] for tag in tags if tag["value"]}


Act = dict[str, Any]  # an action by its wire words: do, and its fields


@dataclass(frozen=True)
class Character:
    """Who somebody is, and about where each question lies where they work (a level, by the question's number)."""

    role: str
    first_name: str
    chance: random.Random
    truth: Mapping[int, float] = field(default_factory=dict)


class SimulatedPerson:
    """How somebody acts in an exercise: one for each person and exercise. This one has nothing to do."""

    units: Mapping[str, float] = {}  # of thought that an act takes, where it is not what most take

    def __init__(self, character: Character) -> None:
        self.character = character

    def next_act(self, screen: ScreenModel) -> Act | None:
        """What the screen asks of this person now."""
        return None

    def did(self, act: Act, is_refused: bool) -> None:
        """The act was sent and answered."""


class NoteWriter(SimulatedPerson):
    """Somebody who writes notes on the wall of an exercise, in these columns, while everyone writes alone."""

    columns: Collection[str] = ()

    def __init__(self, character: Character) -> None:
        super().__init__(character)
        self.meant: dict[int, list[Act]] = {}  # notes that are thought of and not written yet, by step

    def notes(self, step: int) -> Iterator[Act]:
        """What this person thinks of."""
        return iter(())

    def next_act(self, screen: ScreenModel) -> Act | None:
        """Write the next note."""
        alone = any(name.startswith("my_wall") for name in screen.panels)
        form = next(iter(screen.forms("notes.write")), None) if alone else None
        if form is None or form.data.get("column") not in self.columns:
            return None
        step = int(form.data["step"])
        if step not in self.meant:
            self.meant[step] = list(self.notes(step))
        return next(iter(self.meant[step]), None)

    def did(self, act: Act, is_refused: bool) -> None:
        """What is written is not written again."""
        if act["do"] == "notes.write":
            self.meant[act["step"]] = [each for each in self.meant.get(act["step"], []) if each != act]


class SimulatedDesk(Protocol):
    """A simulated leader's desk, as an exercise sees it. What waits ends when somebody else takes over."""

    chance: random.Random

    @property
    def view(self) -> ScreenModel:
        """The desk as it stands."""

    async def do(self, do: str, **fields: Any) -> str | None:
        """Say what is wanted; the reason when it is refused."""

    async def pause(self, units: float) -> None:
        """Wait about so many units."""

    async def until_done(self, panel: str, units: float) -> None:
        """Wait until a panel says that all are done, so many units at most."""

    async def show(self, spot: int | None) -> None:
        """Put a question, a card or a page on the board."""

    async def vote(self) -> None:
        """Let everyone vote, once, where there is something to vote on."""


Lead = Callable[[SimulatedDesk], Awaitable[None]]
