"""How much the room agrees, area by area: a bar from 0 to 1 with the word beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from digibarometer.pictures.svg import LINE, Frame, Svg
from digibarometer.pictures.text_metrics import SEMI_BOLD, widest, wrapped

EDGE, BAR = 8.0, 12.0


@dataclass(frozen=True)
class AgreementRow:
    """Consensus 0–1 or None when too few; `word` says it in the reader's language, and stands first."""

    name: str
    value: float | None
    word: str


def agreement_bars(frame: Frame, rows: Sequence[AgreementRow]) -> str:
    """Draw how much people agree, a bar for each area (0–1), as SVG; a row without a value says so."""
    svg, size = Svg(frame), frame.size
    names = 0 if frame.is_phone else min(widest([row.name for row in rows], size, SEMI_BOLD) + 24, 300)
    words = widest([row.word for row in rows], size) + 16
    left, right = EDGE + names, frame.width - EDGE - words
    y = 4.0
    for place, row in enumerate(rows):
        lines = wrapped(row.name, size, frame.width - 2 * EDGE if frame.is_phone else names - 20, SEMI_BOLD)
        text = len(lines) * size * LINE
        above = text if frame.is_phone else 0
        tall = above + 30 if frame.is_phone else max(36, text + 10)
        middle = y + above + (tall - above) / 2
        svg.text(EDGE, y + above / 2 + 4 if above else middle, lines, bold=True)
        svg.box(left, middle - BAR / 2, right - left, BAR, "grid", round_=BAR / 2)
        if row.value is not None:
            long = max(BAR, (right - left) * row.value)
            svg.box(
                left, middle - BAR / 2, long, BAR, "today", f"{place}-bar", BAR / 2, svg.frame.format_number(row.value)
            )
        svg.text(right + 12, middle, row.word, "ink" if row.value is not None else "muted")
        y += tall
    return svg.done(y + 4)
