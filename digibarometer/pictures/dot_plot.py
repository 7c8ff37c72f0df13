"""How one question's ratings are spread: a dot for each person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from digibarometer.pictures.palette import SHAPES, Shape
from digibarometer.pictures.svg import Frame, Scale, Svg
from digibarometer.pictures.text_metrics import widest

EDGE = 8.0
RoleInk = Literal["politician", "manager", "leading", "official"]


@dataclass(frozen=True)
class Unsure:
    """Those who answered "vet ej", in a column of their own beside the scale."""

    name: str
    count: int


@dataclass(frozen=True)
class RoleSpread:
    """A role's ratings in as much detail as is released: counts, else a level, else only what `note` says.

    Each ink once in a picture: it is what the moving parts are known by.
    """

    ink: RoleInk
    name: str
    counts: Sequence[int] | None = None
    level: float | None = None
    note: str = ""


def dot_plot(frame: Frame, counts: Sequence[int], names: Sequence[str] = (), unsure: Unsure | None = None) -> str:
    """Stacked dots per level for a group or the whole room; `names` are the levels' short names."""
    svg, size = Svg(frame), frame.size
    columns = len(counts) + (1 if unsure else 0)
    width = frame.width - 2 * EDGE
    scale = Scale(EDGE, EDGE + width * len(counts) / columns, len(counts))
    highest = max([1, *counts, *([unsure.count] if unsure else [])])
    pack = _Pack.for_column(highest, scale.column - 12, 150 if frame.is_phone else 210, 11 if frame.is_phone else 14)
    floor = size * 1.6 + max(pack.height(highest), 4 * pack.step)
    svg.line(scale.left, floor, scale.right, floor, "axis")
    for level, count in enumerate(counts, 1):
        _stack(svg, pack, scale.x(level), floor, count, "today", "circle", str(level))
    scale.numbers(svg, floor + size)
    if unsure:
        x = scale.right + scale.column / 2
        _stack(svg, pack, x, floor, unsure.count, "earlier", "circle", "unsure", hollow=True)
        svg.text(x, floor + size, unsure.name, "muted", "middle", size - 2)
    return svg.done(scale.names(svg, floor + size * 1.7, names) + EDGE)


def by_role(frame: Frame, roles: Sequence[RoleSpread], top: int = 5, names: Sequence[str] = ()) -> str:
    """A band for each role over one common scale; shapes tell roles apart, not only colours."""
    svg, size = Svg(frame), frame.size
    beside = 0 if frame.is_phone else min(widest([role.name for role in roles], size, 600) + 28, 240)
    scale = Scale(EDGE + beside, frame.width - EDGE, top)
    highest = max([1, *(max(role.counts) for role in roles if role.counts)])
    pack = _Pack.for_column(highest, scale.column - 16, 60 if frame.is_phone else 72, 9 if frame.is_phone else 11)
    heading = size * 1.5 if frame.is_phone else 0
    tall = [_tall(frame, role, pack, highest) + heading + EDGE for role in roles]
    bottom = sum(tall)
    scale.uprights(svg, EDGE, bottom)
    y = 0.0
    for role, height in zip(roles, tall, strict=True):
        middle = y + EDGE + size * 0.6 if frame.is_phone else y + height - size * 0.9
        svg.text(EDGE, middle, role.name, role.ink, bold=True, halo=True)
        y += height
        _band(svg, pack, scale, role, y)
    scale.numbers(svg, bottom + size)
    return svg.done(scale.names(svg, bottom + size * 1.7, names) + EDGE)


def _tall(frame: Frame, role: RoleSpread, pack: "_Pack", highest: int) -> float:
    """A band with dots is as high as the highest stack of all, so that bands can be compared; others need a line."""
    return max(pack.height(highest), 2 * pack.step) + frame.size * 1.5 if role.counts else frame.size * 2.4


def _band(svg: Svg, pack: "_Pack", scale: Scale, role: RoleSpread, floor: float) -> None:
    svg.line(scale.left, floor, scale.right, floor, "axis")
    if role.counts:
        for level, count in enumerate(role.counts, 1):
            _stack(svg, pack, scale.x(level), floor, count, role.ink, SHAPES[role.ink], f"{role.ink}-{level}")
        return
    middle = floor - svg.frame.size * 1.1
    if role.level is None:
        svg.text((scale.left + scale.right) / 2, middle, role.note, "muted", "middle", halo=True)
        return
    x = scale.x(role.level)
    svg.mark(x, middle, SHAPES[role.ink], 10, role.ink, f"{role.ink}-level", role.note)
    on_right = x < (scale.left + scale.right) / 2
    text = f"{svg.frame.format_number(role.level)} {role.note}".strip()
    svg.text(x + (18 if on_right else -18), middle, text, "muted", "start" if on_right else "end", halo=True)


@dataclass(frozen=True)
class _Pack:
    """Dots in rows of `abreast`, `step` apart: the largest dots with which the highest stack stays under its limit."""

    abreast: int
    step: float

    @classmethod
    def for_column(cls, highest: int, width: float, height: float, radius: float) -> "_Pack":
        largest = 2 * radius + 3
        sizes = [(min(largest, width / n, height / ceil(highest / n)), -n) for n in range(1, 13)]
        step, abreast = max(sizes)
        return cls(-abreast, step)

    def height(self, count: int) -> float:
        return ceil(count / self.abreast) * self.step

    def places(self, count: int) -> Iterator[tuple[float, float]]:
        """Offsets from the middle of the floor, upwards; every row is centred."""
        for row in range(ceil(count / self.abreast)):
            in_row = min(self.abreast, count - row * self.abreast)
            for i in range(in_row):
                yield (i - (in_row - 1) / 2) * self.step, -(row + 0.5) * self.step


def _stack(svg: Svg, pack: _Pack, x: float, floor: float, count: int, ink: str, shape: Shape, key: str,
           hollow: bool = False) -> None:  # fmt: skip
    for i, (right, up) in enumerate(pack.places(count)):
        svg.mark(x + right, floor + up - 2, shape, (pack.step - 2) / 2 * 0.9, ink, f"{key}-{i}", hollow=hollow)
    if count:
        size = svg.frame.size
        svg.text(x, floor - pack.height(count) - size * 0.75, str(count), ink, "middle", size - 1, True, True,
                 key=f"{key}-count")  # fmt: skip
