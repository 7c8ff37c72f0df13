"""What is coming: signals by when (across, from now to far), by what they mean for us (up is much) and by votes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import hypot

from digibarometer.pictures.label_placement import (
    Box,
    MayStand,
    Name,
    Point,
    Spot,
    draw_name,
    place_labels,
    spread_marks,
)
from digibarometer.pictures.legend import Entry, Key, legend, numbers_explained
from digibarometer.pictures.palette import Shape
from digibarometer.pictures.svg import Frame, Svg, attribute
from digibarometer.pictures.text_metrics import SEMI_BOLD, text_width

EDGE = 6.0
FEW = 8  # more than so many, and a name says its number
TIP = 1.25  # how much farther a diamond's corners reach than a circle of the same area
BANDS = (0.38, 0.32, 0.30)  # how wide each horizon is: the nearest is the widest, since most signals are already here
NEAR = (0.3, 0.5, 9)  # steps of meaning that a mark may stand from its own height, where it is crowded
UNLISTED = 0.42  # of the size: a mark that stands in no list


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
    frame: Frame,
    signals: Sequence[Signal],
    words: TrendWords,
    top: int = 5,
    listed: Collection[int] | None = None,
) -> str:
    """Numbers in the marks. Names beside them if all find room; else a list beside or below.

    Where the page has a list of its own, `listed` is the numbers in it: these are the marks that have numbers, and the
    others are small.
    """
    svg = Svg(frame)
    field = _Field.from_frame(frame, listed is not None)
    order = sorted(signals, key=lambda one: (-one.votes, -one.meaning, one.horizon, one.number))
    if listed is not None:
        order.sort(key=lambda one: one.number not in listed)
    marks = _marks(svg, field, order, top, listed)
    said = [
        one.name if len(order) <= FEW else f"{one.number}. {one.name}" for one in order
    ]  # so that nobody mistakes whose it is
    names = place_labels(said, marks, field.inside, frame.size - 1, field.width * 0.3) if listed is None else []
    is_explained = listed is None and not all(names)
    _ground(svg, field, words, top)
    for place, (one, mark) in enumerate(zip(order, marks, strict=True)):
        name = names[place] if names and not is_explained else None
        _draw(svg, one, mark, name, has_number=listed is None or one.number in listed)
    y = field.bottom + frame.size * 2
    keys = [Key("today", words.opportunity), Key("target", words.threat)]
    grows = words.larger and listed is None
    y = legend(svg, y, [*keys, Key("muted", words.larger, hollow=True)] if grows else keys)
    loud = max([1, *(one.votes for one in signals)]) / 2
    entries = [Entry(one.number, one.name, one.votes >= loud) for one in sorted(signals, key=lambda one: one.number)]
    if is_explained:
        y = numbers_explained(svg, entries, (field.right + 20, EDGE), field.height, y, EDGE)
    return svg.done(y + EDGE)


@dataclass(frozen=True)
class _Field:
    """The chart's field: a band for each horizon, and room for as many steps of meaning as there are."""

    left: float
    top: float
    width: float
    height: float
    size: float

    @classmethod
    def from_frame(cls, frame: Frame, is_alone: bool) -> "_Field":
        left = EDGE + frame.size * 2.7
        room = frame.width - left - EDGE
        width = room if frame.is_phone or is_alone else min(room, frame.width * 0.6)
        return cls(left, EDGE, width, width * (0.62 if is_alone else 1 if frame.is_phone else 0.86), frame.size)

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def inside(self) -> Box:
        return self.left + 2, self.top + 2, self.right - 2, self.bottom - 2

    def band(self, horizon: int) -> tuple[float, float]:
        """From and to, across."""
        before = sum(BANDS[:horizon])
        return self.left + before * self.width, self.left + (before + BANDS[horizon]) * self.width

    def level(self, meaning: float, top: int) -> float:
        """How far down a meaning lies; the ends keep half a step to the frame."""
        step = self.height / top
        return self.bottom - step * (meaning - 0.5)

    def at(self, horizon: int, meaning: float, top: int, reach: float) -> Point:
        """The middle of the band, as high as it means; never so near the frame that the mark crosses it."""
        start, end = self.band(horizon)
        y = self.level(meaning, top)
        return (start + end) / 2, min(max(y, self.top + reach + 2), self.bottom - reach - 2)

    def belongs(self, spot: Spot, horizon: int) -> bool:
        """Whether a mark stands wholly in its band."""
        (x, y), reach = spot.at, spot.radius
        start, end = self.band(horizon)
        return start + reach + 1 <= x <= end - reach - 1 and self.top + reach + 1 <= y <= self.bottom - reach - 1


def _marks(svg: Svg, field: _Field, order: Sequence[Signal], top: int, listed: Collection[int] | None) -> list[Spot]:
    """Marks in their bands, none over another: as high as they mean, or as near to that as there is room for."""
    most = max([1, *(one.votes for one in order)])
    smallest = svg.frame.size * (0.72 if len(order) > 15 or svg.frame.is_phone else 0.85)

    def reach(one: Signal, share: float) -> float:
        if listed is not None:
            return svg.frame.size * share * (1.15 if one.number in listed else UNLISTED) * (TIP if one.is_threat else 1)
        return share * smallest * (1 + 0.6 * one.votes / most) * (TIP if one.is_threat else 1)

    def marks(share: float) -> list[Spot]:
        return [Spot(field.at(one.horizon, one.meaning, top, r), r) for one in order for r in (reach(one, share),)]

    def near(steps: float) -> MayStand:
        away = steps * field.height / top

        def may_stand(i: int, spot: Spot) -> bool:
            wanted = field.at(order[i].horizon, order[i].meaning, top, spot.radius)[1]
            return field.belongs(spot, order[i].horizon) and abs(spot.at[1] - wanted) <= away

        return may_stand

    for steps in NEAR:
        placed = spread_marks(marks, near(steps))
        if not _one_hides_another(placed):
            break
    return placed


def _one_hides_another(spots: Sequence[Spot]) -> bool:
    return any(hypot(a.at[0] - b.at[0], a.at[1] - b.at[1]) < a.radius + b.radius for a, b in combinations(spots, 2))


def _ground(svg: Svg, field: _Field, words: TrendWords, top: int) -> None:
    size = svg.frame.size
    for meaning in range(1, top + 1):
        y = field.level(meaning, top)
        svg.line(field.left, y, field.right, y, "grid", 1)
        svg.text(field.left - size * 0.5, y, str(meaning), "muted", "end", size - 1)
    for horizon, name in enumerate(words.horizons):
        start, end = field.band(horizon)
        if horizon:
            svg.line(start, field.top, start, field.bottom, "axis", 1.5, "2 6")
        svg.text((start + end) / 2, field.bottom + size * 0.95, name, "muted", "middle", size - 1, True)
    left, upper, right, lower = map(attribute, (field.left, field.top, field.right, field.bottom))
    svg.path(f"M{left},{upper}V{lower}H{right}", "axis", 2)
    svg.upright(EDGE + size * 0.6, field.bottom, words.small, "muted", "start", size - 1)
    svg.upright(EDGE + size * 0.6, field.top, words.large, "muted", "end", size - 1)


def _draw(svg: Svg, one: Signal, mark: Spot, name: Name | None, has_number: bool) -> None:
    size, ink = svg.frame.size, "target" if one.is_threat else "today"
    radius = mark.radius / TIP if one.is_threat else mark.radius
    shape: Shape = "diamond" if one.is_threat else "circle"
    svg.mark(*mark.at, shape, radius, ink, f"{one.number}", one.name, hollow=not has_number)
    if not has_number:
        return
    number = str(one.number)
    broad = 1.5 * radius / max(0.5, text_width(number, 1, SEMI_BOLD))
    svg.text(*mark.at, number, "paper", "middle", min(size, broad), True, key=f"{one.number}-number")
    if name:
        draw_name(svg, name, one.number)
