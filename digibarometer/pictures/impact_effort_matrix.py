"""Activities by what they give and what they cost: effect upwards, effort to the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from digibarometer.pictures.label_placement import Box, Name, Point, Spot, draw_name, place_labels, spread_marks
from digibarometer.pictures.legend import Entry, numbers_explained
from digibarometer.pictures.svg import Frame, Svg, attribute
from digibarometer.pictures.text_metrics import SEMI_BOLD, text_width

Quadrant = Literal["quick", "big", "fill", "later"]
EDGE = 6.0
BROAD = 0.6  # how high a broad field is, of its width
FEW = 8  # up to so many, the spread of the votes is drawn


@dataclass(frozen=True)
class Weighed:
    """An activity: its number in picture and list, and the middle (and range) of the votes, 1 … top."""

    number: int
    name: str
    effect: float
    effort: float
    chosen: bool = False
    effect_range: tuple[float, float] | None = None
    effort_range: tuple[float, float] | None = None


@dataclass(frozen=True)
class MatrixWords:
    """What the picture says in the reader's language: the ends of both axes, and the quadrants."""

    little_effect: str
    much_effect: str
    little_effort: str
    much_effort: str
    quick: str  # much effect, little effort
    big: str  # much effect, much effort
    fill: str  # little of both
    later: str  # little effect, much effort


def quadrant(effect: float, effort: float, top: int = 5) -> Quadrant:
    """Where an activity belongs. The middle counts as much of both, so that no quick win is only half quick."""
    middle = (1 + top) / 2
    if effect >= middle:
        return "quick" if effort < middle else "big"
    return "fill" if effort < middle else "later"


def impact_effort_matrix(frame: Frame, activities: Sequence[Weighed], words: MatrixWords, top: int = 5,
           with_names: bool = True) -> str:  # fmt: skip
    """Numbers in the marks. Names beside them if all find room; else a list beside or below.

    Without names (the projector has its own list beside), numbers alone, in a field that is broad.
    """
    svg = Svg(frame)
    field = _Field.from_frame(frame, with_names)
    _ground(svg, field, words)
    order = sorted(activities, key=lambda one: (not one.chosen, -one.effect, one.effort, one.number))
    marks = _marks(svg, field, order, top)
    said = [
        one.name if len(order) <= FEW else f"{one.number}. {one.name}" for one in order
    ]  # so that nobody mistakes whose it is
    names = (
        place_labels(said, marks, field.inside, frame.size - 1, field.name_width) if with_names else [None] * len(marks)
    )
    listed = with_names and not all(names)
    if len(order) <= FEW:
        for one, mark in zip(order, marks, strict=True):
            _range(svg, field, one, mark.at, top)
    for one, mark, name in zip(order, marks, names, strict=True):
        _draw(svg, one, mark, None if listed else name)
    y = field.bottom + frame.size * 2
    entries = [Entry(one.number, one.name, one.chosen) for one in sorted(activities, key=lambda one: one.number)]
    if listed:
        y = numbers_explained(svg, entries, (field.right + 16, field.top), field.height, y, EDGE)
    return svg.done(y + EDGE)


@dataclass(frozen=True)
class _Field:
    """The square of the picture; marks stand within its inner edges, the quadrants' names at its upper and lower."""

    left: float
    top: float
    side: float
    size: float
    is_broad: bool

    @classmethod
    def from_frame(cls, frame: Frame, with_names: bool) -> "_Field":
        left = EDGE + frame.size * 1.6
        room = frame.width - left - EDGE
        side = room if frame.is_phone or not with_names else min(room, frame.width * 0.62)
        return cls(left, EDGE, side, frame.size, not with_names)

    @property
    def height(self) -> float:
        return self.side * (BROAD if self.is_broad else 1 if self.side < 500 else 0.86)

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def right(self) -> float:
        return self.left + self.side

    @property
    def middle(self) -> Point:
        return self.left + self.side / 2, self.top + self.height / 2

    @property
    def inside(self) -> Box:
        return self.left + 4, self.top + self.size * 1.7, self.right - 4, self.bottom - self.size * 1.7

    @property
    def radius(self) -> float:
        return self.size * 0.82

    @property
    def name_width(self) -> float:
        return min(200.0, self.side * 0.32)

    def at(self, effort: float, effect: float, top: int) -> Point:
        left, upper, right, lower = self.inside
        r = self.radius + 2
        x = left + r + (right - left - 2 * r) * (effort - 1) / max(1, top - 1)
        return x, lower - r - (lower - upper - 2 * r) * (effect - 1) / max(1, top - 1)

    def belongs(self, spot: Spot, home: Quadrant) -> bool:
        """Whether a mark stands wholly in its own quadrant."""
        (x, y), (middle_x, middle_y) = spot.at, self.middle
        left, upper, right, lower = self.inside
        r = spot.radius + 1
        inside = left + r <= x <= right - r and upper + r <= y <= lower - r
        in_column = x <= middle_x - r if home in ("quick", "fill") else x >= middle_x + r
        return inside and in_column and (y <= middle_y - r if home in ("quick", "big") else y >= middle_y + r)


def _ground(svg: Svg, field: _Field, words: MatrixWords) -> None:
    size, (x, y) = svg.frame.size, field.middle
    svg.box(field.left, field.top, field.side / 2, field.height / 2, "l1", round_=4)
    svg.path(_frame(field), "axis", 1.5)
    svg.line(x, field.top, x, field.bottom, "axis", 1.5, "2 5")
    svg.line(field.left, y, field.right, y, "axis", 1.5, "2 5")
    upper, lower = field.top + size * 0.95, field.bottom - size * 0.95
    svg.text(field.left + 8, upper, words.quick, "on-l1", bold=True)
    svg.text(field.right - 8, upper, words.big, "muted", "end", bold=True)
    svg.text(field.left + 8, lower, words.fill, "muted", bold=True)
    svg.text(field.right - 8, lower, words.later, "muted", "end", bold=True)
    below = field.bottom + size
    svg.text(field.left, below, words.little_effort, "muted", size=size - 1)
    svg.text(field.right, below, words.much_effort, "muted", "end", size - 1)
    svg.upright(EDGE + size * 0.6, field.bottom, words.little_effect, "muted", "start", size - 1)
    svg.upright(EDGE + size * 0.6, field.top, words.much_effect, "muted", "end", size - 1)


def _frame(field: _Field) -> str:
    left, upper, right, lower = map(attribute, (field.left, field.top, field.right, field.bottom))
    return f"M{left},{upper}H{right}V{lower}H{left}Z"


def _marks(svg: Svg, field: _Field, order: Sequence[Weighed], top: int) -> list[Spot]:
    """Where the marks stand: nearest to their votes, none over another and none over the border of its quadrant."""
    homes = [quadrant(one.effect, one.effort, top) for one in order]

    def marks(share: float) -> list[Spot]:
        return [Spot(field.at(one.effort, one.effect, top), field.radius * share) for one in order]

    return spread_marks(marks, lambda i, spot: field.belongs(spot, homes[i]))


def _range(svg: Svg, field: _Field, one: Weighed, at: Point, top: int) -> None:
    """How far the votes lie apart, as a thin cross through the mark."""
    if one.effort_range:
        (x1, _), (x2, _) = (field.at(effort, 1, top) for effort in one.effort_range)
        svg.line(min(x1, at[0]), at[1], max(x2, at[0]), at[1], "grid", 2.5, key=f"{one.number}-effort")
    if one.effect_range:
        (_, y1), (_, y2) = (field.at(1, effect, top) for effect in one.effect_range)
        svg.line(at[0], max(y1, at[1]), at[0], min(y2, at[1]), "grid", 2.5, key=f"{one.number}-effect")


def _draw(svg: Svg, one: Weighed, mark: Spot, name: Name | None) -> None:
    size = svg.frame.size
    ink = "today" if one.chosen else "earlier"
    tip = f"{one.name}: {svg.frame.format_number(one.effect)} · {svg.frame.format_number(one.effort)}"
    svg.mark(*mark.at, "circle", mark.radius, ink, f"{one.number}", tip, hollow=not one.chosen)
    number = str(one.number)
    small = min(size - 2, 1.5 * mark.radius / max(0.5, text_width(number, 1, SEMI_BOLD)))
    svg.text(*mark.at, number, "paper" if one.chosen else ink, "middle", small, True, key=f"{one.number}-number")
    if name:
        draw_name(svg, name, one.number)
