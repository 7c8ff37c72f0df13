"""A template and its data become a PDF, and a picture a PNG."""

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from digibarometer.i18n import reader_language
from digibarometer.paper.glyph_fallback import FONTS, that_can_be_set

HERE = Path(__file__).parent
ACCESSIBLE = ("ua-1",)
ARCHIVE = ("a-2a", "ua-1")  # 2a: no files inside; "a-3a" where files are attached
ENCLOSED = "enclosed"  # the folder in which a template finds the text files that came along


@dataclass(frozen=True)
class About:
    """What the PDF says of itself: to a screen reader, in an archive, in a list of files."""

    title: str
    author: str = ""
    description: str = ""
    keywords: Sequence[str] = ()
    date: datetime.datetime | None = None  # none: the moment of setting
    language: str = ""  # two letters; none: the reader's


def typeset(
    template: Path,
    data: Mapping[str, Any],
    about: About,
    standards: Sequence[str] = ACCESSIBLE,
    enclosed: Mapping[str, str] | None = None,
) -> bytes:
    """The PDF that the template makes of the data.

    The template begins with `#import "/paper.typ": *` and `#show: dressed.with(about)`, finds the data in `data`, text
    files that came along (SVG, CSV) under `/enclosed/`, and what people write on or cut apart in "/kit.typ". Raises
    typst.TypstError if the template is wrong, never for what the data says: a letter that no font has becomes a box.
    """
    files = {
        "main.typ": _text(template),
        "paper.typ": _text(HERE / "paper.typ"),
        "kit.typ": _text(HERE / "kit.typ"),
        "data.json": _json(data),
        "about.json": _json(_said(about)),
        **{f"{ENCLOSED}/{name}": content.encode() for name, content in (enclosed or {}).items()},
    }
    source: Any = files
    chosen: Any = list(standards)
    pdf: bytes = typst.compile(source, font_paths=FONTS, pdf_standards=chosen, timestamp=about.date)
    return pdf


@cache
def _text(path: Path) -> bytes:
    return path.read_bytes()


def _json(said: object) -> bytes:
    return json.dumps(that_can_be_set(said), ensure_ascii=False).encode()


def _said(about: About) -> dict[str, Any]:
    on = about.date
    date = [on.year, on.month, on.day, on.hour, on.minute, on.second] if on else None
    language = about.language or reader_language()
    return {**asdict(about), "date": date, "language": language, "region": settings.REGIONS.get(language)}


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
