"""A page of the story: one picture, what it shows in words, and something to talk about; and what pages call things."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext

from digibarometer.i18n import localized
from digibarometer.pictures.palette import PaletteName
from digibarometer.pictures.svg import Frame
from digibarometer.results.outcome import AreaResult, QuestionResult, WorkshopResult
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


def area_name(area: AreaResult) -> str:
    """The area's short name."""
    return localized(area.area.short)


def question_name(one: QuestionResult) -> str:
    """The question's short name."""
    return localized(one.question.short)


def target_word(came_to: WorkshopResult) -> str:
    """The target, and its year where one is set."""
    year = came_to.workshop.target_year
    return gettext("Target %(year)s") % {"year": year} if year else gettext("Target")


def sort_by_agreement(one: AreaResult | QuestionResult) -> float:
    """The consensus to sort by; 0 where there is none."""
    return one.agreement or 0


def sort_by_delta(one: QuestionResult) -> float:
    """How much higher the first role rates than officials; 0 where nothing is told.

    Where no delta may be told, the distance between the rounded levels, in scale lengths.
    """
    if one.tally is None:
        return 0
    gap = one.tally.gap
    if gap.delta is not None:
        return gap.delta
    apart = abs((one.level_of(gap.first) or 0) - (one.level_of("official") or 0)) / len(one.tally.counts or (1,))
    return -apart if gap.word == "lower" else apart


def tenth(value: float | None) -> float | None:
    """As it is shown."""
    return None if value is None else round(value, 1)
