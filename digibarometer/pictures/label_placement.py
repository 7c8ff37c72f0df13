"""Where marks and their names may stand so that none hides another."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from digibarometer.pictures.svg import Svg
from digibarometer.pictures.text_metrics import SEMI_BOLD, text_width, wrapped

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom
LINE = 1.24
AIR = 3.0
NOT_MINE = 6.0
SHARES = (1, 0.85, 0.7, 0.6)


@dataclass(frozen=True)
class Spot:
    """A mark: where it belongs, and how large it is."""

    at: Point
    radius: float


MayStand = Callable[[int, Spot], bool]  # the mark's place in the order given, and where it might be


@dataclass(frozen=True)
class Name:
    """A text beside its mark: its lines, and the box that they fill."""

    lines: list[str]
    box: Box


def spread_marks(marks: Callable[[float], Sequence[Spot]], may_stand: MayStand) -> list[Spot]:
    """A place for each, in the order given: its own if that is free, else the nearest where it may stand.

    `marks` makes them at a share of their size: they shrink until there is room for all. At the last share, one
    without a place stands where it belongs, over the others.
    """
    for share in SHARES:
        placed = _placed(marks(share), may_stand)
        if all(spot for spot in placed):
            break
    return [spot or wanted for spot, wanted in zip(placed, marks(share), strict=True)]


def _placed(spots: Sequence[Spot], may_stand: MayStand) -> list[Spot | None]:
    placed: list[Spot | None] = []
    for i, spot in enumerate(spots):
        taken = [one for one in placed if one]
        free = (
            at for at in _outwards(spot) if may_stand(i, Spot(at, spot.radius)) and _is_free(at, spot.radius, taken)
        )
        at = next(free, None)
        placed.append(Spot(at, spot.radius) if at else None)
    return placed


def _outwards(spot: Spot) -> Iterator[Point]:
    """The spot, and places around it in circles that widen by a third of its radius."""
    yield spot.at
    step = spot.radius / 3
    for ring in range(1, 90):
        around = 6 * ring
        for i in range(around):
            turn = 2 * pi * (i + 0.5 * (ring % 2)) / around
            yield spot.at[0] + step * ring * cos(turn), spot.at[1] + step * ring * sin(turn)


def _is_free(at: Point, radius: float, taken: Sequence[Spot]) -> bool:
    return all(hypot(at[0] - one.at[0], at[1] - one.at[1]) >= radius + one.radius + AIR for one in taken)


def place_labels(
    names: Sequence[str], marks: Sequence[Spot], inside: Box, size: float, width: float
) -> list[Name | None]:
    """A name beside each mark, in the order given; None where none of the places around it is free.

    It keeps so far from the other marks that nobody takes it for theirs.
    """
    solid = [_around(mark, NOT_MINE) for mark in marks]
    own = [_around(mark, 0) for mark in marks]
    written: list[Name | None] = []
    boxes: list[Box] = []
    for i, (name, mark) in enumerate(zip(names, marks, strict=True)):
        lines = wrapped(name, size, width, SEMI_BOLD)
        others = [*solid[:i], own[i], *solid[i + 1 :], *boxes]
        free = (
            box
            for box in _beside(mark, lines, size)
            if _within(box, inside) and not any(overlap(box, other) for other in others)
        )
        box = next(free, None)
        written.append(Name(lines, box) if box else None)
        boxes += [box] if box else []
    return written


def _around(mark: Spot, air: float) -> Box:
    (x, y), r = mark.at, mark.radius + air
    return x - r, y - r, x + r, y + r


def _beside(mark: Spot, lines: Sequence[str], size: float) -> Iterator[Box]:
    """Right, left, above and below, then the same moved along the mark."""
    wide, tall = max(text_width(line, size, SEMI_BOLD) for line in lines), len(lines) * size * LINE
    (x, y), reach = mark.at, mark.radius + AIR + 1
    for shift in (0, -0.4, 0.4):
        for left in (x + reach, x - reach - wide):
            top = y - tall / 2 + shift * tall
            yield left, top, left + wide, top + tall
        for top in (y - reach - tall, y + reach):
            left = x - wide / 2 + shift * wide
            yield left, top, left + wide, top + tall


def _within(box: Box, inside: Box) -> bool:
    return box[0] >= inside[0] and box[1] >= inside[1] and box[2] <= inside[2] and box[3] <= inside[3]


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes share any of the paper."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def draw_name(svg: Svg, name: Name, number: int) -> None:
    """Write a mark's name where it was placed; it moves with the mark of this number."""
    left, upper, _, lower = name.box
    svg.text(left, (upper + lower) / 2, name.lines, size=svg.frame.size - 1, bold=True, halo=True, class_="name",
             key=f"{number}-name")  # fmt: skip
