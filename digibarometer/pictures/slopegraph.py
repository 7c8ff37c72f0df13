"""How areas or questions have moved from round to round: a line for each, named at its right end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from digibarometer.pictures.legend import Key, legend
from digibarometer.pictures.palette import SHAPES
from digibarometer.pictures.svg import LINE, Frame, Svg
from digibarometer.pictures.text_metrics import SEMI_BOLD, widest, wrapped

EDGE, GAP = 6.0, 10.0
Way = Literal["today", "target", "earlier"]  # up, down and level: the ink, which brings its shape
_LINES: dict[Way, tuple[float, str | None]] = {"today": (3.0, None), "target": (3.0, "9 6"), "earlier": (2.0, "1 6")}


@dataclass(frozen=True)
class SlopeRow:
    """An area or question, with a level per round (None where it was not asked or cannot be compared)."""

    name: str
    levels: Sequence[float | None]


@dataclass(frozen=True)
class SlopeWords:
    """What the lines are called in the reader's language."""

    up: str
    down: str
    level: str


def direction(levels: Sequence[float | None]) -> Way:
    """From the first known level to the last: up, down, or neither."""
    known = [level for level in levels if level is not None]
    if len(known) < 2 or known[0] == known[-1]:
        return "earlier"
    return "today" if known[-1] > known[0] else "target"


def slopegraph(frame: Frame, rounds: Sequence[str], rows: Sequence[SlopeRow], words: SlopeWords, top: int = 5) -> str:
    """Rounds from left to right. Names keep apart at the right; the first round's figures stand at the left."""
    svg, size = Svg(frame), frame.size
    told = [row for row in rows if any(level is not None for level in row.levels)]
    column = _column(frame, told)
    blocks = [wrapped(row.name, size, column - GAP - _figure(frame, told), SEMI_BOLD) for row in told]
    heights = [len(block) * size * LINE + 3 for block in blocks]
    upper = size * 2.4
    lower = upper + max(230.0, sum(heights))
    first = widest([frame.format_number(row.levels[0]) for row in told], size, SEMI_BOLD)
    left, right = EDGE + max(size * 2.6, first + 16), frame.width - column
    xs = [left + (right - left) * place / max(1, len(rounds) - 1) for place in range(len(rounds))]
    known = [level for row in told for level in row.levels if level is not None]
    span = (min(known, default=1.0), max(known, default=float(top)))

    def height(level: float) -> float:
        return lower - (lower - upper) * (level - span[0]) / max(top / 10, span[1] - span[0])

    tops, ends = _reach([height(_last(row)) for row in told], heights)
    upper, lower = upper + max(0.0, 3 - tops), lower + max(0.0, 3 - tops)
    for x, name in zip(xs, rounds, strict=True):
        svg.line(x, upper - 6, x, lower + 6, "axis")
        svg.text(x, size * 0.9, name, "muted", "end" if x == xs[-1] and len(xs) > 1 else "middle", bold=True)
    for place, row in enumerate(told):
        _line(svg, row, [(x, height(v)) if v is not None else None for x, v in zip(xs, row.levels, strict=True)], place)
    _right(svg, told, blocks, heights, [height(_last(row)) for row in told], right)
    _left(svg, [row for row in told if row.levels[0] is not None], height, left)
    keys = [
        Key(ink, name, *_LINES[ink]) for ink, name in _named(words) if any(direction(r.levels) == ink for r in told)
    ]
    return svg.done(legend(svg, max(lower, ends) + size * 1.4, keys) + EDGE)


def keep_apart(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Middles of blocks in a column: each where it wants to be, or as near as its neighbours let it."""
    groups: list[tuple[list[int], float, float]] = []  # members, top, height
    for i in sorted(range(len(wanted)), key=lambda i: wanted[i]):
        group = ([i], wanted[i] - heights[i] / 2, heights[i])
        while groups and groups[-1][1] + groups[-1][2] > group[1]:
            members, *_ = groups.pop()
            group = _together([*members, *group[0]], wanted, heights)
        groups.append(group)
    placed = [0.0] * len(wanted)
    for members, y, _ in groups:
        for i in members:
            placed[i] = y + heights[i] / 2
            y += heights[i]
    return placed


def _reach(wanted: Sequence[float], heights: Sequence[float]) -> tuple[float, float]:
    """How far up and down the column of names goes."""
    placed = keep_apart(wanted, heights)
    edges = [(y - tall / 2, y + tall / 2) for y, tall in zip(placed, heights, strict=True)]
    return min((top for top, _ in edges), default=3.0), max((end for _, end in edges), default=0.0)


def _together(members: list[int], wanted: Sequence[float], heights: Sequence[float]) -> tuple[list[int], float, float]:
    """Blocks in a pile whose middle is where they want to be on average."""
    tall = sum(heights[i] for i in members)
    return members, sum(wanted[i] for i in members) / len(members) - tall / 2, tall


def _column(frame: Frame, rows: Sequence[SlopeRow]) -> float:
    """Room for figures and names at the right: at least for the longest word."""
    words = [word for row in rows for word in row.name.split()]
    needed = GAP + _figure(frame, rows) + widest(words, frame.size, SEMI_BOLD) + EDGE
    return min(frame.width * 0.6, max(needed, 170.0 if frame.is_phone else frame.width * 0.36))


def _figure(frame: Frame, rows: Sequence[SlopeRow]) -> float:
    """From the last round's line to the names: room for the widest figure."""
    figures = [frame.format_number(_last(row)) for row in rows if any(level is not None for level in row.levels)]
    return max(8 + frame.size * 2, widest(figures, frame.size, SEMI_BOLD) + 16)


def _named(words: SlopeWords) -> tuple[tuple[Way, str], ...]:
    return ("today", words.up), ("target", words.down), ("earlier", words.level)


def _last(row: SlopeRow) -> float:
    return [level for level in row.levels if level is not None][-1]


def _line(svg: Svg, row: SlopeRow, points: Sequence[tuple[float, float] | None], place: int) -> None:
    ink = direction(row.levels)
    width, dash = _LINES[ink]
    there = [point for point in points if point]
    for step, (a, b) in enumerate(pairwise(there)):
        svg.line(*a, *b, ink, width, dash, key=f"{place}-line-{step}")
    for step, point in enumerate(points):
        if point:
            svg.mark(
                *point,
                SHAPES[ink],
                5,
                ink,
                f"{place}-{step}",
                f"{row.name}: {svg.frame.format_number(row.levels[step])}",
            )


def _right(svg: Svg, rows: Sequence[SlopeRow], blocks: Sequence[list[str]], heights: Sequence[float],
           ends: Sequence[float], x: float) -> None:  # fmt: skip
    """The last figure and the name, with a thin line to the end that they belong to."""
    for place, (row, block, y) in enumerate(zip(rows, blocks, keep_apart(ends, heights), strict=True)):
        svg.line(x + 7, ends[place], x + GAP + 6, y, "grid")
        svg.text(x + GAP + 8, y, svg.frame.format_number(_last(row)), direction(row.levels), bold=True)
        svg.text(x + GAP + _figure(svg.frame, rows), y, block, class_="name")


def _left(svg: Svg, rows: Sequence[SlopeRow], height: Callable[[float], float], x: float) -> None:
    """The first figures, each once."""
    levels = sorted({row.levels[0] for row in rows if row.levels[0] is not None})
    said = list(dict.fromkeys((svg.frame.format_number(level), height(level)) for level in levels))
    size = svg.frame.size
    for (text, at), y in zip(said, keep_apart([at for _, at in said], [size * LINE] * len(said)), strict=True):
        svg.line(x - 7, at, x - 12, y, "grid")
        svg.text(x - 14, y, text, "muted", "end", bold=True)
