"""A picture as PNG, drawn by typst with the fonts that our paper has."""

from typing import Any

import typst

from digibarometer.paper.glyph_fallback import FONTS

SOURCE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#set text(font: "Inter")
#image("/picture.svg", width: 720pt)
"""
PPI = 144  # 1440 pixels broad: sharp on a slide


def as_png(svg: str) -> bytes:
    """The picture on white."""
    files: Any = {"main.typ": SOURCE, "picture.svg": svg.encode()}
    drawn: Any = typst.compile(files, font_paths=FONTS, format="png", ppi=PPI)
    return bytes(drawn)
