"""A template and its data become a PDF, and a picture a PNG."""

import datetime
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from digibarometer.i18n import reader_language

FONTS = typst.Fonts(include_system_fonts=False, font_paths=[str(Path(__file__).parent / "fonts")])
BOX = "□"
UNUSUAL = re.compile("[^\t\n\x20-\x7e\xa1-\u017f–—‘’“”•…−€]")  # the others are in Inter as we ship it
JOINED = re.compile("[\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]+")  # what turns several emoji into one
NAMED = re.compile(r'the text `"(.+?)"` could not be displayed')
MOST_KNOWN = 20_000
_has_font: dict[str, bool] = {}  # what typst has been asked
BOXES = re.compile(f"{BOX}+")


def that_can_be_set(said: object) -> object:
    """The data of a document with a box for each letter that no font has; PDF/UA and PDF/A allow no missing letter."""
    return _with_boxes(said, without_font(_unusual_in(said)))


def _unusual_in(said: object) -> set[str]:
    if isinstance(said, str):
        return set(UNUSUAL.findall(_composed(said))) if UNUSUAL.search(said) else set()
    if isinstance(said, dict):
        return set().union(*map(_unusual_in, said.values()))
    return set().union(*map(_unusual_in, said)) if isinstance(said, list | tuple) else set()


def _with_boxes(said: object, boxed: frozenset[str]) -> object:
    if isinstance(said, str):
        if not UNUSUAL.search(said):
            return said
        return BOXES.sub(BOX, UNUSUAL.sub(lambda found: BOX if found[0] in boxed else found[0], _composed(said)))
    if isinstance(said, dict):
        return {key: _with_boxes(value, boxed) for key, value in said.items()}
    return [_with_boxes(value, boxed) for value in said] if isinstance(said, list | tuple) else said


def _composed(text: str) -> str:
    return JOINED.sub("", unicodedata.normalize("NFC", text))


def without_font(letters: Iterable[str]) -> frozenset[str]:
    """Those of the letters that no font of ours has.

    We ask typst, which knows how it falls back from one font to the next, of all that it has not been asked before at
    once: asked of one at a time, a text with thousands of them took half a minute.
    """
    wanted = set(letters)
    if len(_has_font) > MOST_KNOWN:
        _has_font.clear()
    new = [letter for letter in sorted(wanted - _has_font.keys()) if not _is_no_letter(letter)]
    missing = _missing(new)
    _has_font.update({letter: letter not in missing for letter in new})
    return frozenset(letter for letter in wanted if not _has_font.get(letter))


def _is_no_letter(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn"}


def _missing(letters: Sequence[str]) -> set[str]:
    found, left = set[str](), list(letters)
    while left and (named := _refused(left)) is not None:
        if not named and len(left) == 1:
            return found | set(left)
        if not named:  # something is wrong with some of them, and typst does not say with which
            half = len(left) // 2
            return found | _missing(left[:half]) | _missing(left[half:])
        found |= named
        left = [letter for letter in left if letter not in found]
    return found


def _refused(letters: Sequence[str]) -> set[str] | None:
    """Those that typst says it cannot set; None where it sets them all."""
    source: Any = {"main.typ": b"#set document(title: [Letters])\n#sys.inputs.letters"}
    try:
        typst.compile(
            source, font_paths=FONTS, pdf_standards=["a-2a", "ua-1"], sys_inputs={"letters": " ".join(letters)}
        )
    except typst.TypstError as error:
        return set("".join(NAMED.findall(str(error.diagnostic)))) & set(letters)
    return None


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
    data: Mapping[str, object],
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


def _said(about: About) -> dict[str, object]:
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
