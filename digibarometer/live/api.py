"""How forms, joining, import and closing change a workshop: through the ledger, like every action."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from django.db import transaction

from digibarometer.live.interfaces import Seat
from digibarometer.live.panels import Invalidation

T = TypeVar("T")
Change = Callable[[list[Invalidation]], T]


class EngineApi(Protocol):
    """The running live room of this process."""

    def apply_change(self, change: Change[T]) -> T:
        """Apply a change between the actions and wait for it."""

    def render_screen(self, seat: Seat, language: str) -> tuple[str, str]:
        """The panels before a seat as HTML, and the mark that a browser then has seen."""

    def connected_seats(self, workshop: int) -> set[str]:
        """Keys of the seats that are connected now."""

    def disconnected_seats(self, workshop: int) -> dict[str, float]:
        """Seats that have lost their last connection to this process, and when."""


_engine: EngineApi | None = None


def set_engine(engine: EngineApi | None) -> None:
    """Tell the forms which live room runs in this process; None when it stops."""
    global _engine
    _engine = engine


def apply_change(change: Change[T]) -> T:
    """Apply `change` in one transaction and draw what it touched; it puts its touches on the list it is given.

    Without a live room in this process (a command, a test) it is simply applied. Raises what `change` raises, and
    MachineFailure when the database does not answer.
    """
    if _engine is not None:
        return _engine.apply_change(change)
    with transaction.atomic():
        return change([])


def render_screen(seat: Seat, language: str) -> tuple[str, str]:
    """The panels before a seat, drawn as they would be sent, and their mark. RuntimeError without a live room."""
    if _engine is None:
        raise RuntimeError("No live room runs in this process.")
    return _engine.render_screen(seat, language)


def connected_seats(workshop: int) -> set[str]:
    """Keys of the seats of a workshop that are connected, in this process and the others."""
    return _engine.connected_seats(workshop) if _engine is not None else set()


def disconnected_seats(workshop: int) -> dict[str, float]:
    """Keys of the seats that were connected to this process and now are to none, and since when (unix seconds)."""
    return _engine.disconnected_seats(workshop) if _engine is not None else {}
