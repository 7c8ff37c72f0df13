"""What the shapes and lines of a picture stand for, in rows that fit its width."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digibarometer.pictures.palette import SHAPES
from digibarometer.pictures.svg import Svg
from digibarometer.pictures.text_metrics import text_width

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
