"""Areas around a circle: today's level, the target, an earlier round, and rounds between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Literal

from digibarometer.pictures.legend import Key, legend
from digibarometer.pictures.palette import SHAPES
from digibarometer.pictures.svg import LINE, Anchor, Frame, Svg, attribute
from digibarometer.pictures.text_metrics import SEMI_BOLD, text_width, wrapped

MAX_RADIUS, SMALLEST = 230.0, 80.0  # radius; below the smallest the names give way to numbers
GAP = 14.0  # between the outermost ring and the names
EDGE = 6.0
Kind = Literal["today", "target", "earlier", "between"]
Point = tuple[float, float]
_LINES: dict[Kind, tuple[float, str | None]] = {
    "between": (1.5, None), "earlier": (2.5, "1 6"), "target": (2.5, "9 7"), "today": (3.5, None),
}  # fmt: skip
_INKS: dict[Kind, str] = {"between": "axis"}  # rounds between the two that are compared: thin, and behind the others


@dataclass(frozen=True)
class Series:
    """A value per area, or None where there is none."""

    kind: Kind
    name: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class _Label:
    lines: list[str]
    tail: str
    anchor: Anchor
    direction: Point

    def width(self, size: float) -> float:
        *above, last = self.lines
        return max(text_width(line, size, SEMI_BOLD) for line in [*above, f"{last} {self.tail}".rstrip()])

    def centre(self, middle: Point, radius: float, size: float) -> Point:
        """Where its anchor stands; at top and bottom the whole block clears the ring and its number."""
        east, south = self.direction
        near = GAP / 2 if south > 0 else 0
        lift = (len(self.lines) * LINE * size / 2 - near) * south if self.anchor == "middle" else 0
        return middle[0] + (radius + GAP) * east, middle[1] + (radius + GAP) * south + lift


def radar(frame: Frame, areas: Sequence[str], series: Sequence[Series], top: int = 5, with_legend: bool = True) -> str:
    """The first series of kind "today" (else the first) gives the number that stands by each name."""
    svg = Svg(frame)
    told = next((one for one in series if one.kind == "today"), series[0] if series else None)
    ink = told.kind if told else "ink"
    numbers = [frame.format_number(value) for value in told.values] if told else [""] * len(areas)
    labels = _labels(frame, areas, numbers)
    radius = _radius(frame, labels)
    numbered = radius < SMALLEST
    if numbered:
        labels = _labels(frame, [str(place) for place in range(1, len(areas) + 1)], [""] * len(areas))
        radius = min(_radius(frame, labels), SMALLEST * 1.6)
    above, below = _reach(labels, radius, frame.size)
    middle = (frame.width / 2, EDGE + above)
    _rings(svg, middle, radius, len(areas), top)
    for number, one in enumerate(sorted(series, key=lambda one: list(_LINES).index(one.kind))):
        _draw(
            svg,
            one,
            f"{one.kind}{number}" if one.kind == "between" else one.kind,
            [_at(middle, radius * (value or 0) / top, i, len(areas)) for i, value in enumerate(one.values)],
        )
    for label in labels:
        _write(svg, label, label.centre(middle, radius, frame.size), ink)
    y = middle[1] + below + EDGE
    if numbered:
        y = _names(svg, y + EDGE, areas, numbers, ink)
    if with_legend:
        y = legend(svg, y + EDGE, [Key(_INKS.get(one.kind, one.kind), one.name, *_LINES[one.kind]) for one in series])
    return svg.done(y + EDGE)


def _direction(place: int, places: int) -> Point:
    turn = 2 * pi * place / max(1, places)
    return sin(turn), -cos(turn)


def _at(middle: Point, distance: float, place: int, places: int) -> Point:
    east, south = _direction(place, places)
    return middle[0] + distance * east, middle[1] + distance * south


def _labels(frame: Frame, names: Sequence[str], numbers: Sequence[str]) -> list[_Label]:
    width = 84 if frame.is_phone else 190
    labels = []
    for place, (name, number) in enumerate(zip(names, numbers, strict=True)):
        direction = _direction(place, len(names))
        anchor: Anchor = "middle" if abs(direction[0]) < 0.1 else "start" if direction[0] > 0 else "end"
        lines = wrapped(name, frame.size, width * (2 if anchor == "middle" else 1), SEMI_BOLD)
        labels.append(_Label(lines, number, anchor, direction))
    return labels


def _radius(frame: Frame, labels: Sequence[_Label]) -> float:
    """The largest that leaves every name inside the picture and apart from its neighbours; 0 if none does."""
    beside = [label for label in labels if label.anchor != "middle"]
    reach = frame.width / 2 - EDGE
    fits = [(reach - label.width(frame.size)) / abs(label.direction[0]) - GAP for label in beside]
    radius = min([MAX_RADIUS, reach - GAP, *fits])
    return radius if radius > 0 and _apart(labels, radius, frame.size) else 0


def _apart(labels: Sequence[_Label], radius: float, size: float) -> bool:
    boxes = [_extent(label, label.centre((0, 0), radius, size), size) for label in labels]
    pairs = ((a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])
    return not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for a, b in pairs)


def _extent(label: _Label, at: Point, size: float) -> tuple[float, float, float, float]:
    width, half = label.width(size), len(label.lines) * size * LINE / 2
    left = at[0] - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor]
    return left, at[1] - half, left + width, at[1] + half


def _reach(labels: Sequence[_Label], radius: float, size: float) -> Point:
    """How far up and down from the middle the circle and its names go."""
    boxes = [_extent(label, label.centre((0, 0), radius, size), size) for label in labels]
    return max([radius, *(-box[1] for box in boxes)]), max([radius, *(box[3] for box in boxes)])


def _rings(svg: Svg, middle: Point, radius: float, places: int, top: int) -> None:
    for level in range(1, top + 1):
        corners = [_at(middle, radius * level / top, place, places) for place in range(places)]
        svg.path(_path(corners, closed=True), "grid", 2 if level == top else 1)
    for place in range(places):
        svg.line(*middle, *_at(middle, radius, place, places))
    for level in range(1, top + 1):
        x, y = _at(middle, radius * level / top, 0, places)
        svg.text(x + 6, y, str(level), "muted", size=svg.frame.size - 3, halo=True)


def _draw(svg: Svg, series: Series, key: str, points: Sequence[Point]) -> None:
    (width, dash), ink = _LINES[series.kind], _INKS.get(series.kind, series.kind)
    complete = all(value is not None for value in series.values)
    d = _path(points, closed=True) if complete else _pieces(series.values, points)
    if d:
        fill = 0.18 if complete and series.kind == "today" else None
        svg.path(d, ink, width, dash, key=f"{key}-line", fill=fill)
    radius = {"today": 6, "between": 2.5}.get(series.kind, 4) * (0.75 if svg.frame.is_phone else 1)
    for place, (value, (x, y)) in enumerate(zip(series.values, points, strict=True)):
        if value is not None:
            tip = f"{series.name}: {svg.frame.format_number(value)}"
            svg.mark(x, y, SHAPES.get(ink, "circle"), radius, ink, f"{key}-{place}", tip)


def _path(points: Sequence[Point], closed: bool = False) -> str:
    joined = "L".join(f"{attribute(x)},{attribute(y)}" for x, y in points)
    return f"M{joined}{'Z' if closed else ''}" if joined else ""


def _pieces(values: Sequence[float | None], points: Sequence[Point]) -> str:
    """Lines between neighbours that both have a value, also past the last back to the first."""
    pairs = ((i, (i + 1) % len(points)) for i in range(len(points)))
    whole = [(i, j) for i, j in pairs if values[i] is not None and values[j] is not None and i != j]
    return "".join(_path([points[i], points[j]]) for i, j in whole)


def _write(svg: Svg, label: _Label, at: Point, ink: str) -> None:
    svg.text(
        *at, label.lines, anchor=label.anchor, bold=True, class_="area", tail=(label.tail, ink) if label.tail else None
    )


def _names(svg: Svg, y: float, areas: Sequence[str], numbers: Sequence[str], ink: str) -> float:
    """Where names do not fit around the circle: its numbers explained in a list below."""
    size = svg.frame.size
    for place, (area, number) in enumerate(zip(areas, numbers, strict=True), 1):
        lines = wrapped(area, size, svg.frame.width - 60)
        height = len(lines) * size * LINE + 4
        svg.text(14, y + size * LINE / 2, str(place), "muted", bold=True)
        svg.text(36, y + height / 2 - 2, lines, bold=True, tail=(number, ink))
        y += height
    return y
