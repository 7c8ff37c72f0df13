"""How forms, joining, import and closing change a workshop: through the ledger, like every action."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from django.db import transaction

from digibarometer.live.panels import Touch

T = TypeVar("T")
Change = Callable[[list[Touch]], T]


class Engine(Protocol):
    """The running live room of this process."""

    def do(self, change: Change[T]) -> T:
        """Apply a change between the actions and wait for it."""

    def screen(self, seat: Any, language: str) -> tuple[str, str]:
        """The panels before a seat as HTML, and the mark that a browser then has seen."""

    def present(self, workshop: int) -> set[str]:
        """Keys of the seats that are connected now."""

    def lost(self, workshop: int) -> dict[str, float]:
        """Seats that have lost their last connection to this process, and when."""


_engine: Engine | None = None


def start_with(engine: Engine | None) -> None:
    """Tell the forms which live room runs in this process; None when it stops."""
    global _engine
    _engine = engine


def do(change: Change[T]) -> T:
    """Apply `change` in one transaction and draw what it touched; it puts its touches on the list it is given.

    Without a live room in this process (a command, a test) it is simply applied. Raises what `change` raises, and
    MachineFailure when the database does not answer.
    """
    if _engine is not None:
        return _engine.do(change)
    with transaction.atomic():
        return change([])


def screen(seat: Any, language: str) -> tuple[str, str]:
    """The panels before a seat, drawn as they would be sent, and their mark. RuntimeError without a live room."""
    if _engine is None:
        raise RuntimeError("No live room runs in this process.")
    return _engine.screen(seat, language)


def present(workshop: int) -> set[str]:
    """Keys of the seats of a workshop that are connected, in this process and the others."""
    return _engine.present(workshop) if _engine is not None else set()


def lost(workshop: int) -> dict[str, float]:
    """Keys of the seats that were connected to this process and now are to none, and since when (unix seconds)."""
    return _engine.lost(workshop) if _engine is not None else {}
