"""What the house hands to the live room: its parts, and who sits where."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from digibarometer.live.actions import Rule
from digibarometer.live.panels import Audience, Context, Invalidation, Panel


class Seat(Protocol):
    """Who is at the other end of a connection, as far as the live room must know."""

    @property
    def key(self) -> str:
        """Names the seat within its workshop, such as p12."""

    @property
    def workshop(self) -> int:
        """The workshop's number."""

    @property
    def epoch(self) -> int:
        """Rises each time another device takes the seat over."""

    @property
    def version(self) -> int:
        """The workshop's version that the seat was looked up at."""

    @property
    def lane(self) -> tuple[Hashable, ...]:
        """Whose turn it is, where seats take turns: the municipality, the workshop, the seat."""

    @property
    def audiences(self) -> Sequence[Audience]:
        """The audiences that the seat belongs to."""

    @property
    def viewer(self) -> Hashable | None:
        """For whom its own panels are drawn: a person in one sitting. None where it has none."""


@dataclass(frozen=True)
class Component:
    """A part of the room (the room itself, an exercise, the results): what may be done, and what can be seen."""

    key: str
    rules: Sequence[Rule] = ()
    panels: Sequence[Panel[Context]] = ()


@dataclass(frozen=True)
class Registry:
    """All that the live room knows of those above it."""

    components: Sequence[Component]
    seat: Callable[[str, int, Mapping[str, str], str], Seat | None]  # kind of screen, workshop, cookies, query string
    refresh_seat: Callable[[Any, int], Seat | None]  # the seat as it is at this version; None when it is gone
    lock_versions: Callable[[Iterable[int]], dict[int, int]]  # of workshops, their rows locked where the database can
    snapshot: Callable[[int], object]  # what stands still between two versions of a workshop, from memory
    drop_snapshots: Callable[[int | None], None]  # drop it from memory; None drops all
    screen_panels: Callable[[Any], Sequence[Invalidation]]  # the panels before a seat, top to bottom
    # the change when a seat is back, if any
    rejoin_change: Callable[[Any], Callable[[list[Invalidation]], object] | None]
    presence_panels: Callable[[int], Iterable[Invalidation]]  # what shows who is connected

    @property
    def rules(self) -> dict[str, Rule]:
        """Every action by its name on the wire. Raises ValueError when two have the same."""
        rules: dict[str, Rule] = {}
        for rule in (rule for part in self.components for rule in part.rules):
            if rule.name in rules:
                raise ValueError(f"Two actions are called {rule.name}.")
            rules[rule.name] = rule
        return rules

    @property
    def panels(self) -> dict[str, Panel[Context]]:
        """Every panel by its key."""
        return {panel.key: panel for part in self.components for panel in part.panels}
