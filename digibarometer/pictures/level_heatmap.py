"""The small groups' levels beside each other, question by question, as a heat map."""

from collections.abc import Sequence
from dataclasses import dataclass

from digibarometer.pictures.palette import level_ink
from digibarometer.pictures.svg import LINE, Frame, Svg
from digibarometer.pictures.text_metrics import SEMI_BOLD, text_width, widest, wrapped

EDGE, SPACE = 8.0, 4.0


@dataclass(frozen=True)
class HeatRow:
    """A question, with a level per column."""

    name: str
    levels: Sequence[float | None]


def shortened(text: str, size: float, width: float) -> str:
    """As much of the text as fits; the table beside the picture has it all."""
    if text_width(text, size, SEMI_BOLD) <= width:
        return text
    while text and text_width(f"{text}…", size, SEMI_BOLD) > width:
        text = text[:-1].rstrip()
    return f"{text}…"


def level_heatmap(frame: Frame, columns: Sequence[str], rows: Sequence[HeatRow], top: int = 5) -> str:
    """A row per question, a column per group; every cell says its number, so colour only helps the eye."""
    svg, size = Svg(frame), frame.size
    longest = widest([row.name for row in rows], size) + 20
    beside = 0 if frame.is_phone else min(longest, frame.width * 0.45)
    left = EDGE + beside
    width = min((frame.width - EDGE - left) / max(1, len(columns)), 110)
    for i, name in enumerate(columns):
        short = shortened(name, size - 1, width - SPACE)
        svg.text(left + (i + 0.5) * width, size, short, "muted", "middle", size - 1, True)
    y = size * 2
    for place, row in enumerate(rows):
        lines = wrapped(row.name, size, frame.width - 2 * EDGE if frame.is_phone else beside - 16)
        text = len(lines) * size * LINE
        above = text + 6 if frame.is_phone else 0
        tall = max(size * 2.2, 0 if frame.is_phone else text + 6)
        svg.text(EDGE, y + (text / 2 + 2 if frame.is_phone else tall / 2), lines)
        for i, level in enumerate(row.levels):
            cell = (left + i * width + SPACE / 2, y + above + SPACE / 2, width - SPACE, tall - SPACE)
            _cell(svg, cell, level, top, f"{place}-{i}")
        y += above + tall + (EDGE if frame.is_phone else 0)
    return svg.done(y + EDGE)


def _cell(svg: Svg, cell: tuple[float, float, float, float], level: float | None, top: int, key: str) -> None:
    x, y, width, height = cell
    if level is None:  # a dash and no box, so that it is not taken for a pale level
        svg.line(x + width / 2 - 8, y + height / 2, x + width / 2 + 8, y + height / 2, "axis", 1.5)
        return
    ink = level_ink(level, top)
    svg.box(x, y, width, height, ink, key, 4)
    svg.text(x + width / 2, y + height / 2, svg.frame.format_number(level), f"on-{ink}", "middle", None, True)
