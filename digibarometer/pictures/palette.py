"""Colours by what they mean. They are written into the picture as defaults; a stylesheet may override them by class.

A coloured part says `color="…"` and paints with `currentColor`, so that one rule (`.today { color: … }`) reaches both
fills and strokes. Every pair that text is made of has a contrast of at least 4.5.
"""

from collections.abc import Mapping
from typing import Literal

PaletteName = Literal["light", "dark", "print"]
Shape = Literal["circle", "square", "triangle", "diamond"]

_LIGHT = {
    "ink": "#14231f", "muted": "#4a5a55", "grid": "#d9ddd6", "axis": "#84918b", "paper": "#fbfaf6",
    "today": "#0b5a4a", "target": "#8a4b00", "earlier": "#4a5a55",
    "politician": "#7a3b8f", "manager": "#b3541e", "leading": "#9a3558", "official": "#1f6091",
    "l1": "#e6efe3", "l2": "#b9d9c4", "l3": "#7bbba6", "l4": "#2a7a6c", "l5": "#0b5a4a",
    "on-l1": "#14231f", "on-l2": "#14231f", "on-l3": "#14231f", "on-l4": "#ffffff", "on-l5": "#ffffff",
}  # fmt: skip
_DARK = {
    "ink": "#eef3ef", "muted": "#b3c2bb", "grid": "#2c3d37", "axis": "#71857d", "paper": "#0f1a17",
    "today": "#7fd1b9", "target": "#f3c26b", "earlier": "#b3c2bb",
    "politician": "#d7a5e8", "manager": "#f1ab7d", "leading": "#f3a2bd", "official": "#8fc4ee",
    "l1": "#1d3a33", "l2": "#235a4d", "l3": "#2f8371", "l4": "#56b39c", "l5": "#a4e5d1",
    "on-l1": "#eef3ef", "on-l2": "#eef3ef", "on-l3": "#ffffff", "on-l4": "#06231c", "on-l5": "#06231c",
}  # fmt: skip
PALETTES: Mapping[PaletteName, Mapping[str, str]] = {
    "light": _LIGHT,
    "dark": _DARK,
    "print": {**_LIGHT, "paper": "#ffffff", "grid": "#c9cfc8"},
}

# A role is known by its shape too, for those who do not see the colour.
SHAPES: Mapping[str, Shape] = {
    "politician": "square",
    "manager": "triangle",
    "leading": "diamond",
    "official": "circle",
    "today": "circle",
    "target": "diamond",
    "earlier": "square",
}


def level_ink(level: float, top: int) -> str:
    """The class of a level's colour, l1 … l5, whatever the length of the scale."""
    share = (level - 1) / max(1, top - 1)
    return f"l{1 + round(4 * min(1.0, max(0.0, share)))}"


def rules(palette: PaletteName, scope: str = ".picture") -> str:
    """The palette as a stylesheet, for the theme that is not the one written into the picture."""
    colours = "".join(f"{scope} .{name}{{color:{colour}}}" for name, colour in PALETTES[palette].items())
    paper = PALETTES[palette]["paper"]
    return f"{colours}{scope} .halo,{scope} .edge{{stroke:{paper}}}{scope} .hollow{{fill:{paper}}}"
