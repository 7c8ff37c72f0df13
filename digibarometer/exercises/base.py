"""The shape that every exercise has."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from digibarometer.live.actions import StrOrPromise
from digibarometer.notes.wall_registry import WallComponent
from digibarometer.pictures.svg import Frame
from digibarometer.tables import Plain, Table
from digibarometer.workshops.extension_points import components
from digibarometer.workshops.sheets import Sheet
from digibarometer.workshops.simulated_people import Character, Lead, SimulatedPerson
from digibarometer.workshops.snapshot import WorkshopSnapshot

MAX_RECAPPED = 3  # of each sort of thing that latecomers are told of: it is to be read in two minutes


@dataclass(frozen=True)
class BulletList:
    """A heading with what stands under it, such as a theme and its notes."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """A picture, and the table that says the same."""

    alt: str
    draw: Callable[[Frame], str]
    table: Table


class Column(NamedTuple):
    """A column of a table file: string, integer, number, boolean or date, and what it means."""

    kind: str
    means: str


@dataclass(frozen=True)
class Section:
    """What an exercise came to, in the reader's language: a part of result page, report and open files."""

    key: str
    title: str
    sentences: tuple[str, ...] = ()
    lists: tuple[BulletList, ...] = ()
    figures: Mapping[str, object] = field(default_factory=dict)  # the same as plain values, for the open files
    picture: Figure | None = None
    rows: tuple[Mapping[str, Plain], ...] = ()  # the same flat, for a table file: every row has the columns as keys
    columns: Mapping[str, Column] = field(default_factory=dict)

    @property
    def table(self) -> str:
        """The name of the table file that its rows stand in, with those of like sections: swot of swot-12."""
        return self.key.partition("-")[0]


def no_sections(_snapshot: WorkshopSnapshot) -> Sequence[Section]:
    """Told elsewhere: what the self-assessment came to is the picture of today."""
    return ()


@dataclass(frozen=True, kw_only=True)
class Exercise(WallComponent):
    """A part of the room with a result, and with people who can be simulated."""

    name: StrOrPromise  # on screen, translated when shown
    simulated_person: Callable[[Character], SimulatedPerson]  # how a believable person acts here, screen by screen
    simulated_leading: Mapping[str, Lead] = field(default_factory=dict)  # and a leader, by the panel that asks for it
    report_sections: Callable[[WorkshopSnapshot], Sequence[Section]] = no_sections  # for result page, report and files
    sheets: Sequence[Sheet] = ()  # what can be printed of it


@cache
def exercises() -> tuple[Exercise, ...]:
    """One of each folder named in settings.EXERCISES, in that order."""
    return tuple(part for part in components() if isinstance(part, Exercise))
