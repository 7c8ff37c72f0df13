"""What docs/protocol.md says, as a program can read it: its tables are all that the page's own client knows."""

import re
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"
TEXT = "\n".join(
    (DOCS / name).read_text(encoding="utf-8")
    for name in ("protocol.md", "writing-an-exercise.md")  # the exercise that only the tests install is in the latter
)


@dataclass(frozen=True)
class Described:
    """An action as the page has it."""

    required: frozenset[str]
    optional: frozenset[str]
    who: frozenset[str]
    said: str  # the cell that tells of the fields

    @property
    def fields(self):
        return self.required | self.optional


def _rows(first_heading):
    """The cells of each row of the tables whose first column has this heading."""
    found, inside = [], False
    for line in TEXT.splitlines():
        if not line.startswith("|"):
            inside = False
        elif line.startswith(f"| {first_heading} |"):
            inside = True
        elif inside and not line.startswith("| ---"):
            found.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return found


def _described(cell, who):
    """A field stands in code, outside of brackets; one with a question mark may be left out."""
    bare = cell
    while (without := re.sub(r"\([^()]*\)", "", bare)) != bare:
        bare = without
    names = re.findall(r"`(\w+\??)`", bare)
    optional = frozenset(name.rstrip("?") for name in names if name.endswith("?"))
    return Described(
        frozenset(names) - {f"{name}?" for name in optional} - {"phase"},
        optional,
        frozenset(word.strip() for word in who.split(",")),
        cell,
    )


ACTIONS = {name.strip("`"): _described(fields, who) for name, fields, _wanted, who in _rows("action")}
FRAMES = {name.strip("`") for name, *_ in _rows("frame")}
CLOSES = {int(code): why for code, why in _rows("closed with")}
STATUSES = {int(code): why for code, why in _rows("status")}
SCREENS = {kind: live.strip("`") for kind, _page, live, _who in _rows("screen")}
OF_EVERY_ACTION = {name.strip("`?") for name, _ in _rows("field")}
