"""The names behind the numbers of a picture: beside it where there is room, else below."""

from collections.abc import Sequence
from dataclasses import dataclass

from digibarometer.pictures.svg import LINE, Svg
from digibarometer.pictures.text_metrics import SEMI_BOLD, wrapped

NUMBER = 34.0  # the column of numbers
BETWEEN = 5.0


@dataclass(frozen=True)
class Entry:
    """A number and what it stands for; `strong` ones are what the room has chosen."""

    number: int
    name: str
    strong: bool = False


def number_key_height(svg: Svg, entries: Sequence[Entry], width: float) -> float:
    """How tall it is in a column of this width."""
    return sum(_tall(svg, lines) for lines in _wrapped(svg, entries, width))


def number_key(svg: Svg, entries: Sequence[Entry], x: float, y: float, width: float) -> float:
    """Draws from y downwards; returns where it ends."""
    for entry, lines in zip(entries, _wrapped(svg, entries, width), strict=True):
        tall = _tall(svg, lines)
        svg.text(x + NUMBER - 12, y + svg.frame.size * LINE / 2, str(entry.number), "muted", "end", bold=True)
        svg.text(x + NUMBER, y + len(lines) * svg.frame.size * LINE / 2, lines, bold=entry.strong)
        y += tall
    return y


def columns(svg: Svg, entries: Sequence[Entry], x: float, y: float, width: float, count: int) -> float:
    """Draw the key in columns side by side, of about the same height; returns where the longest ends."""
    each = width / count
    whole = number_key_height(svg, entries, each)
    ends, waiting = [y], list(entries)
    for place in range(count):
        here: list[Entry] = []
        while waiting and (
            place == count - 1 or number_key_height(svg, [*here, waiting[0]], each) <= whole / count + 12
        ):
            here.append(waiting.pop(0))
        ends.append(number_key(svg, here, x + place * each, y, each - 16))
    return max(ends)


def _wrapped(svg: Svg, entries: Sequence[Entry], width: float) -> list[list[str]]:
    return [wrapped(entry.name, svg.frame.size, width - NUMBER, SEMI_BOLD) for entry in entries]


def _tall(svg: Svg, lines: Sequence[str]) -> float:
    return len(lines) * svg.frame.size * LINE + BETWEEN
