"""The shape that every exercise has."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from digibarometer.live.shape import Part


@dataclass(frozen=True, kw_only=True)
class Exercise(Part):
    """A part of the room with a result, and with people who can be simulated."""

    name: Any  # on screen, translated when shown
    summary: Callable[..., Any]  # what it came to: the only door for results and reports
    rehearsal: Callable[..., Any]  # how a believable person acts here
    on_merge: Callable[[int, int], None]  # two seats of one person: the one that stays, the one that goes
    on_close: Callable[[int], None]  # delete what must not outlive the workshop of this number
    kinds: Sequence[str] = ()
