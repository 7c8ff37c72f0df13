"""What is coming: signals by when (rings from the corner), by what they mean for us (up is large) and by votes."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, hypot, pi, sin

from digibarometer.pictures.label_placement import Box, Name, Point, Spot, draw_name, place_labels, spread_marks
from digibarometer.pictures.legend import Entry, Key, legend, numbers_explained
from digibarometer.pictures.svg import Frame, Svg, attribute
from digibarometer.pictures.text_metrics import SEMI_BOLD, text_width

EDGE = 6.0
FEW = 8  # more than so many, and a name says its number
TIP = 1.25  # how much farther a diamond's corners reach than a circle of the same area
RINGS = (0.50, 0.78, 1.0)  # where each horizon ends: the nearest is the widest, since most signals are already here


@dataclass(frozen=True)
class Signal:
    """Something going on outside: horizon 0 now, 1 in 1–3 years, 2 in 3–10; meaning 1 (small) … top (large)."""

    number: int
    name: str
    horizon: int
    meaning: float
    is_threat: bool = False
    votes: int = 0


@dataclass(frozen=True)
class TrendWords:
    """What the picture says in the reader's language."""

    horizons: tuple[str, str, str]  # now, 1–3 years, 3–10 years
    small: str  # small meaning for us
    large: str
    opportunity: str
    threat: str
    larger: str = ""  # what a larger mark says: more votes


def trend_radar(
    frame: Frame, signals: Sequence[Signal], words: TrendWords, top: int = 5, with_list: bool = True
) -> str:
    """Numbers in the marks. Names beside them if all find room; else a list beside or below.

    Without the list (the board has its own), as many names as find room, those with most votes first.
    """
    svg = Svg(frame)
    fan = _Fan.from_frame(frame, with_list)
    order = sorted(signals, key=lambda one: (-one.votes, -one.meaning, one.horizon, one.number))
    marks = _marks(svg, fan, order, top)
    said = [
        one.name if len(order) <= FEW else f"{one.number}. {one.name}" for one in order
    ]  # so that nobody mistakes whose it is
    names = place_labels(said, marks, fan.inside, frame.size - 1, fan.radius * 0.3)
    listed = with_list and not all(names)
    _ground(svg, fan, words)
    for one, mark, name in zip(order, marks, names, strict=True):
        _draw(svg, one, mark, None if listed else name)
    y = fan.corner[1] + frame.size * 2
    keys = [Key("today", words.opportunity), Key("target", words.threat)]
    y = legend(svg, y, [*keys, Key("muted", words.larger, hollow=True)] if words.larger else keys)
    loud = max([1, *(one.votes for one in signals)]) / 2
    entries = [Entry(one.number, one.name, one.votes >= loud) for one in sorted(signals, key=lambda one: one.number)]
    if listed:
        y = numbers_explained(svg, entries, (fan.corner[0] + fan.radius + 20, EDGE), fan.radius, y, EDGE)
    return svg.done(y + EDGE)


@dataclass(frozen=True)
class _Fan:
    """A quarter of a circle around its lower left corner."""

    corner: Point
    radius: float
    size: float

    @classmethod
    def from_frame(cls, frame: Frame, with_list: bool) -> "_Fan":
        room = frame.width - 2 * EDGE - frame.size * 1.6
        radius = room if frame.is_phone else min(room, frame.width * (0.6 if with_list else 0.85))
        return cls((EDGE + frame.size * 1.6, EDGE + frame.size * 1.4 + radius), radius, frame.size)

    @property
    def inside(self) -> Box:
        x, y = self.corner
        return x + 2, y - self.radius - self.size, x + self.radius * 1.08, y - 2

    def ring(self, horizon: int) -> tuple[float, float]:
        """From and to, from the corner."""
        inner = RINGS[horizon - 1] if horizon else 0.06
        return inner * self.radius, RINGS[horizon] * self.radius

    def at(self, horizon: int, meaning: float, top: int, reach: float) -> Point:
        """The middle of the ring, at the angle of the meaning; never so near an axis that the mark crosses it."""
        inner, outer = self.ring(horizon)
        away = inner + (outer - inner) * (0.62 if horizon == 0 else 0.5)
        spare = asin(min(0.7, (reach + 3) / away))
        turn = spare + (pi / 2 - 2 * spare) * (meaning - 1) / max(1, top - 1)
        return self.corner[0] + away * cos(turn), self.corner[1] - away * sin(turn)

    def belongs(self, spot: Spot, horizon: int) -> bool:
        """Whether a mark stands wholly in its ring."""
        x, y, reach = spot.at[0] - self.corner[0], self.corner[1] - spot.at[1], spot.radius
        inner, outer = self.ring(horizon)
        return x >= reach + 2 and y >= reach + 2 and inner + reach + 2 <= hypot(x, y) <= outer - reach - 2


def _marks(svg: Svg, fan: _Fan, order: Sequence[Signal], top: int) -> list[Spot]:
    """Marks in their rings, none over another: near the angle of their meaning, however far out in the ring."""
    most = max([1, *(one.votes for one in order)])
    smallest = svg.frame.size * (0.72 if len(order) > 15 or svg.frame.is_phone else 0.85)

    def marks(share: float) -> list[Spot]:
        reach = [share * smallest * (1 + 0.6 * one.votes / most) * (TIP if one.is_threat else 1) for one in order]
        return [Spot(fan.at(one.horizon, one.meaning, top, r), r) for one, r in zip(order, reach, strict=True)]

    return spread_marks(marks, lambda i, spot: fan.belongs(spot, order[i].horizon))


def _ground(svg: Svg, fan: _Fan, words: TrendWords) -> None:
    (x, y), size = fan.corner, svg.frame.size
    for horizon, name in enumerate(words.horizons):
        inner, outer = fan.ring(horizon)
        svg.path(_arc(fan, outer), "axis", 2 if horizon == 2 else 1.5, None if horizon == 2 else "2 6")
        svg.text(x + (inner + outer) / 2, y + size * 0.95, name, "muted", "middle", size - 1, True)
    svg.line(x, y, x + fan.radius, y, "axis", 1.5)
    svg.line(x, y, x, y - fan.radius, "axis", 1.5)
    svg.upright(EDGE + size * 0.6, y, words.small, "muted", "start", size - 1)
    svg.upright(EDGE + size * 0.6, y - fan.radius, words.large, "muted", "end", size - 1)


def _arc(fan: _Fan, radius: float) -> str:
    x, y = fan.corner
    start, r, end = (
        f"{attribute(x)},{attribute(y - radius)}",
        attribute(radius),
        f"{attribute(x + radius)},{attribute(y)}",
    )
    return f"M{start}A{r},{r} 0 0 1 {end}"


def _draw(svg: Svg, one: Signal, mark: Spot, name: Name | None) -> None:
    size, ink = svg.frame.size, "target" if one.is_threat else "today"
    radius = mark.radius / TIP if one.is_threat else mark.radius
    svg.mark(*mark.at, "diamond" if one.is_threat else "circle", radius, ink, f"{one.number}", one.name)
    number = str(one.number)
    broad = 1.5 * radius / max(0.5, text_width(number, 1, SEMI_BOLD))
    svg.text(*mark.at, number, "paper", "middle", min(size, broad), True, key=f"{one.number}-number")
    if name:
        draw_name(svg, name, one.number)
