"""How wide a text is: enough to place it without a browser or a font file."""

from collections.abc import Sequence
from functools import cache

# Advance widths of Inter (OFL) in thousandths of the font size, to the nearest 20. Others: as wide as a capital.
_REGULAR = {
    240: "'’ijl", 270: "I !,.:;·", 360: "()/[\\]ft{}r”|", 460: "\"-1^_", 500: "*?`–s", 560: "JkxzLacvyåä",
    590: "7Fenuéü25EghopqöÉø", 620: "0689Zbd", 640: "#$&34PRSTX", 670: "+<=>BKY~−±≥AVÅÄ", 730: "CDGHUÜ",
    760: "NOQÖØ", 820: "%w…", 870: "mM", 940: "@Wæ½",
}  # fmt: skip
_HEAVIER = 1.03  # semi-bold against regular
_UNKNOWN = 760
SEMI_BOLD = 600


@cache
def _widths() -> dict[str, int]:
    return {letter: width for width, letters in _REGULAR.items() for letter in letters}


def text_width(text: str, size: float, weight: int = 400) -> float:
    """In the picture's units, for a font size in the same."""
    thousandths = sum(_widths().get(letter, _UNKNOWN) for letter in text)
    return thousandths * size / 1000 * (_HEAVIER if weight >= SEMI_BOLD else 1)


def wrapped(text: str, size: float, width: float, weight: int = 400) -> list[str]:
    """Lines that fit the width where words allow it; a word that is too long stands alone and sticks out."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size, weight) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def widest(texts: Sequence[str], size: float, weight: int = 400) -> float:
    """The width of the widest of these texts, in pixels."""
    return max((text_width(text, size, weight) for text in texts), default=0)
