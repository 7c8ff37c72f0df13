"""Two views of the same areas: a dumbbell for each, for instance politicians and managers against officials."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from digibarometer.pictures.dot_plot import RoleInk
from digibarometer.pictures.legend import Key, legend
from digibarometer.pictures.palette import SHAPES
from digibarometer.pictures.svg import LINE, Frame, Scale, Svg
from digibarometer.pictures.text_metrics import SEMI_BOLD, widest, wrapped

EDGE, DODGE = 8.0, 8.0


@dataclass(frozen=True)
class Side:
    """One end of a dumbbell: its colour, and what it is called."""

    ink: RoleInk | Literal["today", "target", "earlier"]
    name: str


@dataclass(frozen=True)
class GapRow:
    """An area as the two sides see it; `note` stands in the row when a side is hidden."""

    name: str
    first: float | None
    second: float | None
    note: str = ""


def dumbbell(frame: Frame, rows: Sequence[GapRow], sides: tuple[Side, Side], top: int = 5) -> str:
    """Rows come in the order given, which may be by size of the gap."""
    svg, size = Svg(frame), frame.size
    column = min(widest([row.name for row in rows], size, SEMI_BOLD) + 24, 300)
    beside = 0 if frame.is_phone else column
    scale = Scale(EDGE + beside, frame.width - EDGE, top)
    blocks = [wrapped(row.name, size, frame.width - 2 * EDGE if frame.is_phone else beside - 20, 600) for row in rows]
    y = size * 1.8
    bottom = y + sum(_height(frame, block) for block in blocks)
    scale.numbers(svg, size)
    scale.uprights(svg, y, bottom)
    for i, (row, block) in enumerate(zip(rows, blocks, strict=True)):
        above = len(block) * size * LINE if frame.is_phone else 0
        tall = _height(frame, block)
        svg.text(EDGE, y + (above / 2 + 4 if above else tall / 2), block, bold=True, halo=True)
        _row(svg, scale, row, sides, y + above + (tall - above) / 2, i)
        y += tall
    return svg.done(legend(svg, y + EDGE, [Key(side.ink, side.name) for side in sides]) + EDGE)


def _height(frame: Frame, block: Sequence[str]) -> float:
    lines = len(block) * frame.size * LINE
    return lines + 34 if frame.is_phone else max(44, lines + 12)


def _row(svg: Svg, scale: Scale, row: GapRow, sides: tuple[Side, Side], y: float, place: int) -> None:
    seen = [(side, value) for side, value in zip(sides, (row.first, row.second), strict=True) if value is not None]
    xs = [scale.x(value) for _, value in seen]
    if len(seen) == 2 and abs(xs[0] - xs[1]) < 2 * DODGE:  # equal values would hide each other
        middle, order = sum(xs) / 2, 1 if xs[0] <= xs[1] else -1
        xs = [middle - DODGE * order, middle + DODGE * order]
    if len(seen) == 2:
        svg.line(xs[0], y, xs[1], y, "axis", 4, key=f"{place}-line")
    for x, (side, value) in zip(xs, seen, strict=True):
        key, text = f"{place}-{side.ink}", svg.frame.format_number(value)
        svg.mark(x, y, SHAPES[side.ink], 8, side.ink, key, f"{row.name}, {side.name}: {text}")
        outwards = -1 if x == min(xs) and len(seen) == 2 else 1
        svg.text(x + 15 * outwards, y, text, side.ink, "end" if outwards < 0 else "start", None, True, True,
                 key=f"{key}-number")  # fmt: skip
    if len(seen) < 2 and row.note:
        right = scale.right - EDGE if not seen or xs[0] < scale.x(scale.top * 0.55) else None
        x = right if right is not None else scale.left + EDGE
        svg.text(x, y, row.note, "muted", "start" if right is None else "end", halo=True)
