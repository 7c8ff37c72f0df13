"""A row of levels from left to right, with room for names: the ground that several pictures stand on."""

from collections.abc import Sequence
from dataclasses import dataclass

from digibarometer.pictures.svg import LINE, Svg
from digibarometer.pictures.text_metrics import wrapped


@dataclass(frozen=True)
class Scale:
    """Levels 1 … top between two x; level 1 stands half a column in."""

    left: float
    right: float
    top: int

    @property
    def column(self) -> float:
        return (self.right - self.left) / self.top

    def x(self, level: float) -> float:
        return self.left + (level - 0.5) * self.column

    def numbers(self, svg: Svg, y: float) -> None:
        for level in range(1, self.top + 1):
            svg.text(self.x(level), y, str(level), "muted", "middle", bold=True)

    def uprights(self, svg: Svg, y1: float, y2: float) -> None:
        for level in range(1, self.top + 1):
            svg.line(self.x(level), y1, self.x(level), y2)

    def names(self, svg: Svg, y: float, names: Sequence[str]) -> float:
        """A short name under each level, from y downwards, or none where one would not fit; returns where it ends."""
        size = svg.frame.size - 2
        blocks = [wrapped(name, size, self.column - 8) for name in names]
        if not names or svg.frame.is_phone:
            return y
        for level, block in enumerate(blocks, 1):
            svg.text(self.x(level), y + len(block) * size * LINE / 2, block, "muted", "middle", size)
        return y + max(len(block) for block in blocks) * size * LINE
