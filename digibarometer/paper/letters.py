"""The fonts that we print with, and what to do about a letter that none of them has."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

FONTS = typst.Fonts(include_system_fonts=False, font_paths=[str(Path(__file__).parent / "fonts")])
BOX = "□"
UNUSUAL = re.compile("[^\t\n\x20-\x7e\xa1-\u017f]")
JOINED = re.compile("[\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]+")  # what turns several emoji into one
BOXES = re.compile(f"{BOX}+")


def that_can_be_set(said: Any) -> Any:
    """The same data with a box for each letter that no font has; PDF/UA and PDF/A allow no missing letter."""
    if isinstance(said, str):
        return _set(said)
    if isinstance(said, dict):
        return {key: that_can_be_set(value) for key, value in said.items()}
    if isinstance(said, list | tuple):
        return [that_can_be_set(value) for value in said]
    return said


def _set(text: str) -> str:
    if not UNUSUAL.search(text):
        return text
    composed = JOINED.sub("", unicodedata.normalize("NFC", text))
    return BOXES.sub(BOX, UNUSUAL.sub(lambda found: found[0] if has(found[0]) else BOX, composed))


@lru_cache(4096)
def has(letter: str) -> bool:
    """Whether a font of ours has the letter. We ask typst, which knows how it falls back from one to the next."""
    if unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn"}:
        return False
    source: Any = {"main.typ": b"#set document(title: sys.inputs.letter)\n#sys.inputs.letter"}
    try:
        typst.compile(source, font_paths=FONTS, pdf_standards=["a-2a", "ua-1"], sys_inputs={"letter": letter})
    except typst.TypstError:
        return False
    return True
