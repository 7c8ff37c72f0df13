"""The builder that all pictures use: an SVG string, without style attributes (the site's CSP forbids them)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from digibarometer.pictures.palette import PALETTES, PaletteName, Shape
from digibarometer.pictures.text_metrics import SEMI_BOLD, wrapped

Value = str | float | None
Anchor = Literal["start", "middle", "end"]
PHONE = 600  # narrower pictures get the phone's layout
LINE = 1.24  # line height
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot hold


def attribute(value: float) -> str:
    """At most two decimals, a point, and no trailing zeros: never through a template that knows a language."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def decimal_point(value: float) -> str:
    """Whole levels as they are (3), measured ones with one decimal (3.0)."""
    return str(value) if isinstance(value, int) else f"{value:.1f}"


@dataclass(frozen=True)
class Frame:
    """What every picture needs: a page-wide unique id, what it says, its width (390 or 960), colours and numbers."""

    id: str
    title: str
    desc: str = ""
    width: int = 960
    palette: PaletteName = "light"
    number: Callable[[float], str] = decimal_point
    missing: str = "–"

    @property
    def is_phone(self) -> bool:
        return self.width < PHONE

    @property
    def size(self) -> float:
        """Font size."""
        return 13 if self.is_phone else 16

    def format_number(self, value: float | None) -> str:
        return self.missing if value is None else self.number(value)


class Svg:
    """An SVG picture that is written element by element."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.parts: list[str] = []

    def add(self, tag: str, body: str = "", **attributes: Value) -> None:
        """One element. `class_` and `stroke_width` become class and stroke-width; None is left out."""
        written = "".join(_attribute(name, value) for name, value in attributes.items() if value is not None)
        self.parts.append(f"<{tag}{written}>{body}</{tag}>" if body else f"<{tag}{written}/>")

    def colour(self, ink: str) -> str:
        return PALETTES[self.frame.palette][ink]

    def key(self, name: str | None) -> str | None:
        return None if name is None else f"{self.frame.id}-{name}"

    def line(self, x1: float, y1: float, x2: float, y2: float, ink: str = "grid", width: float = 1,
             dash: str | None = None, key: str | None = None) -> None:  # fmt: skip
        self.path(f"M{attribute(x1)},{attribute(y1)}L{attribute(x2)},{attribute(y2)}", ink, width, dash, key)

    def path(self, d: str, ink: str, width: float = 1, dash: str | None = None, key: str | None = None,
             fill: float | None = None) -> None:  # fmt: skip
        """A drawn line; `fill` is how much of the same colour its inside gets (0–1)."""
        self.add("path", id=self.key(key), class_=ink if key is None else f"{ink} mv", color=self.colour(ink), d=d,
                 fill="currentColor" if fill else "none", fill_opacity=fill, stroke="currentColor",
                 stroke_width=width, stroke_dasharray=dash, stroke_linejoin="round",
                 stroke_linecap="round" if dash else None)  # fmt: skip

    def box(self, x: float, y: float, width: float, height: float, ink: str, key: str | None = None,
            round_: float = 0, tip: str = "") -> None:  # fmt: skip
        self.add("rect", _tip(tip), id=self.key(key), class_=ink if key is None else f"{ink} mv",
                 color=self.colour(ink), fill="currentColor", x=x, y=y, width=width, height=height,
                 rx=round_ or None)  # fmt: skip

    def mark(self, x: float, y: float, shape: Shape, radius: float, ink: str, key: str | None = None, tip: str = "",
             hollow: bool = False) -> None:  # fmt: skip
        """A point that stands for a value; edged with paper so that neighbours stay apart, or hollow."""
        paper = self.colour("paper")
        self.add("path", _tip(tip), id=self.key(key), class_=f"{ink} {'hollow' if hollow else 'edge'} mv",
                 color=self.colour(ink), d=text_outline(shape, radius),
                 transform=f"translate({attribute(x)} {attribute(y)})",
                 fill=paper if hollow else "currentColor", stroke="currentColor" if hollow else paper,
                 stroke_width=2 if hollow else 1.5)  # fmt: skip

    def text(self, x: float, y: float, lines: str | Sequence[str], ink: str = "ink", anchor: Anchor = "start",
             size: float | None = None, bold: bool = False, halo: bool = False, class_: str = "",
             tail: tuple[str, str] | None = None, key: str | None = None) -> None:  # fmt: skip
        """Text whose block is centred on y. `tail` is (text, ink): a word in another colour after the last line."""
        size = size or self.frame.size
        rows = [lines] if isinstance(lines, str) else list(lines)
        moved = None
        if key:  # by its transform, which moves smoothly: a tspan's x does not
            moved, x, y = f"translate({attribute(x)} {attribute(y)})", 0.0, 0.0
        first = y - (len(rows) - 1) * size * LINE / 2 + size * 0.35
        tspans = [self._tspan(x, first + i * size * LINE, row) for i, row in enumerate(rows)]
        if tail:
            tspans.append(self._tail(*tail))
        classes = " ".join(filter(None, [ink, "halo" if halo else "", class_, "mv" if key else ""]))
        self.add("text", "".join(tspans), id=self.key(key), class_=classes, color=self.colour(ink),
                 fill="currentColor", text_anchor=None if anchor == "start" else anchor, transform=moved,
                 font_size=size, font_weight=SEMI_BOLD if bold else None,
                 **(self._halo() if halo else {}))  # fmt: skip

    def upright(self, x: float, y: float, words: str, ink: str, anchor: Anchor, size: float) -> None:
        """A line of text along an axis, read upwards."""
        turned = f"translate({attribute(x + size * 0.35)} {attribute(y)}) rotate(-90)"
        self.add("text", escape_text(words), class_=ink, color=self.colour(ink), fill="currentColor", font_size=size,
                 text_anchor=anchor, transform=turned)  # fmt: skip

    def _halo(self) -> dict[str, Value]:
        return {"paint_order": "stroke", "stroke": self.colour("paper"), "stroke_width": 4, "stroke_linejoin": "round"}

    def _tspan(self, x: float, y: float, row: str) -> str:
        return f'<tspan x="{attribute(x)}" y="{attribute(y)}">{escape_text(row)}</tspan>'

    def _tail(self, row: str, ink: str) -> str:
        return f'<tspan class="{ink}" color="{self.colour(ink)}" fill="currentColor"> {escape_text(row)}</tspan>'

    def done(self, height: float) -> str:
        frame, name = self.frame, quoteattr
        described = f" aria-describedby={name(f'{frame.id}-desc')}" if frame.desc else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" id={name(frame.id)} class="picture" role="img"'
            f' viewBox="0 0 {frame.width} {attribute(height)}" aria-labelledby={name(f"{frame.id}-title")}{described}'
            f' font-family="Inter, system-ui, sans-serif" font-size="{attribute(frame.size)}">'
            f"<title id={name(f'{frame.id}-title')}>{escape_text(frame.title)}</title>"
            f"<desc id={name(f'{frame.id}-desc')}>{escape_text(frame.desc)}</desc>{''.join(self.parts)}</svg>"
        )


def escape_text(text: str) -> str:
    """The text as XML may have it, without what XML forbids."""
    return escape(_FORBIDDEN.sub("", text))


def text_outline(shape: Shape, radius: float) -> str:
    """A mark's path around the origin; the shapes have about the same area."""
    r, d, s = attribute(radius), attribute(radius * 1.3), attribute(radius * 0.9)
    return {
        "circle": f"M{r},0A{r},{r} 0 1 1 -{r},0A{r},{r} 0 1 1 {r},0Z",
        "square": f"M-{s},-{s}H{s}V{s}H-{s}Z",
        "triangle": f"M0,-{d}L{d},{s}L-{d},{s}Z",
        "diamond": f"M0,-{d}L{d},0L0,{d}L-{d},0Z",
    }[shape]


def _tip(text: str) -> str:
    return f"<title>{escape_text(text)}</title>" if text else ""


def _attribute(name: str, value: str | float) -> str:
    written = _FORBIDDEN.sub("", value) if isinstance(value, str) else attribute(value)
    return f" {name.rstrip('_').replace('_', '-')}={quoteattr(written)}"


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
