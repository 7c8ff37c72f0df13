"""What a picture's shapes, lines and numbers stand for: a legend in rows that fit, and names beside or below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digibarometer.pictures.palette import SHAPES
from digibarometer.pictures.svg import LINE, Svg
from digibarometer.pictures.text_metrics import SEMI_BOLD, text_width, wrapped

ROW, SAMPLE, BETWEEN = 1.7, 30, 24


@dataclass(frozen=True)
class Key:
    """A sample: a mark alone, or on a line when `line` is its width."""

    ink: str
    name: str
    line: float = 0
    dash: str | None = None
    hollow: bool = False


def legend(svg: Svg, y: float, keys: Sequence[Key]) -> float:
    """Draws from y downwards, centred; returns where it ends."""
    for row in _rows(svg, keys):
        y += svg.frame.size * ROW / 2
        x = (svg.frame.width - sum(_width(svg, key) for key in row) + BETWEEN) / 2
        for key in row:
            _sample(svg, x, y, key)
            svg.text(x + SAMPLE, y, key.name, "muted")
            x += _width(svg, key)
        y += svg.frame.size * ROW / 2
    return y


def _width(svg: Svg, key: Key) -> float:
    return SAMPLE + text_width(key.name, svg.frame.size) + BETWEEN


def _rows(svg: Svg, keys: Sequence[Key]) -> Iterator[list[Key]]:
    row: list[Key] = []
    for key in keys:
        if row and sum(_width(svg, other) for other in [*row, key]) - BETWEEN > svg.frame.width:
            yield row
            row = []
        row.append(key)
    if row:
        yield row


def _sample(svg: Svg, x: float, y: float, key: Key) -> None:
    if key.line:
        svg.line(x, y, x + SAMPLE - 8, y, key.ink, key.line, key.dash)
    svg.mark(x + (SAMPLE - 8) / 2, y, SHAPES.get(key.ink, "circle"), 5, key.ink, hollow=key.hollow)


NUMBER = 34.0  # the column of numbers
BETWEEN_ENTRIES = 5.0
MIN_KEY_WIDTH = 180


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


def numbers_explained(
    svg: Svg, entries: Sequence[Entry], beside: tuple[float, float], tall: float, y: float, edge: float
) -> float:
    """Draw the key beside a picture that is so tall, if it is no taller; else from y downwards, in columns.

    `beside` is where the room to the right of the picture begins. Returns where it ends.
    """
    frame, (x, top) = svg.frame, beside
    width = frame.width - x - edge
    if width > MIN_KEY_WIDTH and number_key_height(svg, entries, width) <= tall + frame.size * LINE:
        return max(y, number_key(svg, entries, x, top, width))
    return columns(svg, entries, edge, y + edge, frame.width - 2 * edge, 1 if frame.is_phone else 2)


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
    return len(lines) * svg.frame.size * LINE + BETWEEN_ENTRIES
