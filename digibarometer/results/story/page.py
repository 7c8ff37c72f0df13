"""A page of the story: one picture, what it shows in words, and something to talk about."""

from collections.abc import Callable
from dataclasses import dataclass

from digibarometer.pictures import Frame
from digibarometer.pictures.palette import PaletteName
from digibarometer.tables import MISSING, Level, Row, Table

Draw = Callable[[Frame], str]
MOST_ROWS = 8  # in one picture, so that it can be read at ten metres


@dataclass(frozen=True)
class Page:
    """A page of the story. The table says all that the picture says; without a picture there is a designed page.

    `finding` is the heading, `reading` the picture in one sentence, `sentences` what else there is to say.
    """

    key: str
    kicker: str
    finding: str
    sentences: tuple[str, ...]
    asks: tuple[str, ...] = ()
    picture: Draw | None = None
    alt: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()

    @property
    def reading(self) -> str:
        """What the picture shows, in one sentence; empty where the room is too small to say."""
        return self.sentences[0] if self.sentences else ""

    @property
    def ask(self) -> str:
        """The first question to talk about, which stands on the board."""
        return self.asks[0] if self.asks else ""

    @property
    def table(self) -> Table:
        """What the picture shows, as a table."""
        return Table(self.kicker, self.columns, self.rows)

    def svg(self, width: int = 960, palette: PaletteName = "light", prefix: str = "story") -> str:
        """The picture for this width, or nothing; `prefix` keeps its ids apart from others on the page."""
        if self.picture is None:
            return ""
        frame = Frame(
            id=f"{prefix}-{self.key}-{width}",
            title=self.kicker,
            desc=self.alt,
            width=width,
            palette=palette,
            number=Level.text,
            missing=MISSING,
        )
        return self.picture(frame)
