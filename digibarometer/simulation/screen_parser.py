"""What stands on a simulated screen: its panels as they came, and the forms on them."""

import re
from dataclasses import dataclass, field
from html import unescape

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
