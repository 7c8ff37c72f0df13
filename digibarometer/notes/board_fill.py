"""How what is written fills the projector: as large as there is room for, and no more of it than there is room for.

Lengths are in the projector's em, the text that is read at ten metres (style/board-screen.css). How much room a text
takes is estimated: the server cannot measure, and a script would make what is read jump.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

SIZES = (1.4, 1.2, 1.02, 0.86, 0.76, 0.7)  # of the text, by the class that gives it: size-1 … size-6
LETTER = 0.53  # of the size: how wide a character is in running text
LINE, PADDING, GAP = 1.2, 0.25, 0.2  # a line and the space around a text, of its size; between two texts
WRAP = 0.92  # of a line that is filled where the text is broken between words
MARK = 1.7  # of the size: the room that a sign or a number takes beside the text
SIGN = 1.4  # of the size: how high a sign, or a number in a circle, is
STAR = 4  # letters that a star, and bold letters, take
ROW, HEADING = 0.22, 1.75  # of the size: the air in a row of a table; the names of its columns
RULE = 0.06  # below a row
MORE = 1.05  # the line that says how many more there are
MOST_TEXTS = 60  # texts that are tried


@dataclass(frozen=True)
class BoardText:
    """A text to fit: a note, a theme's name or a choice; + what stands with it."""

    text: str
    is_lifted: bool = False
    notes: int | None = None  # of a theme, how many lie in it
    merged: int = 0  # notes that lie under this one
    has_sign: bool = False  # its column's

    def height(self, size: float, width: float) -> float:
        """How high it is, where lines are so wide."""
        has_mark = self.has_sign or self.notes is not None or self.merged
        letters = max(4.0, (width - size * (1 + MARK * bool(has_mark))) / (LETTER * size))
        needed = len(self.text) + STAR * self.is_lifted
        lines = 1 if needed <= letters else ceil(needed / (letters * WRAP))
        return size * (max(LINE * lines, SIGN * self.has_sign) + PADDING)


@dataclass(frozen=True)
class Space:
    """The room that there is."""

    width: float
    height: float

    def part(self, columns: int) -> float:
        """How wide each of so many columns is."""
        return (self.width - GAP * (columns - 1)) / columns


@dataclass(frozen=True)
class Fill:
    """How texts fill a space: of which size, in how many columns, and how many of them."""

    size: str
    columns: int
    shown: int


def fill_rows(texts: Sequence[BoardText], space: Space, most_columns: int = 2) -> Fill:
    """In rows: all of them as large as they fit; else as many as fit, with a line that says how many more."""
    best = Fill(f"size-{len(SIZES)}", 1, min(1, len(texts)))
    for number, size in enumerate(SIZES, start=1):
        for columns in range(1, most_columns + 1):
            shown = _that_fit(texts[:MOST_TEXTS], size, columns, space)
            if shown == len(texts):
                return Fill(f"size-{number}", columns, shown)
            if shown > best.shown:
                best = Fill(f"size-{number}", columns, shown)
    return best


def _that_fit(texts: Sequence[BoardText], size: float, columns: int, space: Space) -> int:
    """How many fit in rows of so many."""
    heights = [text.height(size, space.part(columns)) for text in texts]
    used, fit, with_more = -GAP, 0, 0
    for start in range(0, len(heights), columns):
        used += max(heights[start : start + columns]) + GAP
        if used > space.height:
            return with_more
        fit = min(start + columns, len(heights))
        if used + MORE <= space.height:
            with_more = fit
    return fit


def fill_newspaper(texts: Sequence[BoardText], space: Space, most_columns: int = 3) -> Fill | None:
    """In columns that are read downwards, all of them; None where they do not fit."""
    for number, size in enumerate(SIZES, start=1):
        for columns in range(1, most_columns + 1):
            heights = [text.height(size, space.part(columns)) + GAP for text in texts]
            uneven = max(heights, default=0) * (1 - 1 / columns)  # columns do not end on one line
            if sum(heights) / columns + uneven <= space.height:
                return Fill(f"size-{number}", columns, len(texts))
    return None


def fill_table(rows: Sequence[Sequence[str]], widths: Sequence[float], height: float, air: float = ROW) -> Fill:
    """A table whose columns are so wide: all rows as large as they fit; else as many as fit, and how many more."""
    for number, size in enumerate(SIZES, start=1):
        high = [
            max(BoardText(cell).height(size, width) for cell, width in zip(row, widths, strict=True)) for row in rows
        ]
        spaced, room = [each + RULE + air * size for each in high], height - HEADING * size
        if sum(spaced) <= room:
            return Fill(f"size-{number}", 1, len(rows))
    shown = max((n for n in range(len(rows)) if sum(spaced[:n]) + MORE <= room), default=0)
    return Fill(f"size-{len(SIZES)}", 1, max(shown, min(1, len(rows))))
