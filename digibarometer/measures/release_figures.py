"""What a release holds for one question: figures that have passed the privacy rule, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from digibarometer.measures.role_gap import GapWord

Counts = tuple[int, ...]  # people per level, lowest first
Breakdown = Literal["politician", "leading"]


@dataclass(frozen=True)
class ExactCell:
    """People per level, lowest first."""

    counts: Counts


@dataclass(frozen=True)
class RoundedCell:
    """The interpolated median of at least so many people, to the nearest half that could be other people's too."""

    level: float
    at_least: int


ShownCell = ExactCell | RoundedCell | None


@dataclass(frozen=True)
class PublishedGap:
    """How `first` rates against officials. Delta in tenths, where both are shown in counts and it follows anyway."""

    word: GapWord
    first: Breakdown
    delta: float | None = None


@dataclass(frozen=True)
class ReleaseFigures:
    """`None` means hidden. `leading` is politicians and managers together, to be set against officials."""

    threshold: int
    raters: int | None = None
    counts: Counts | None = None
    dont_know: int | None = None
    roles: Mapping[str, ShownCell] = field(default_factory=dict)
    leading: ShownCell = None
    gap: PublishedGap = PublishedGap("too_few", "leading")

    def as_json(self) -> dict[str, Any]:
        """For a JSON column; `from_json` reads it back."""
        return {
            "threshold": self.threshold,
            "raters": self.raters,
            "counts": None if self.counts is None else list(self.counts),
            "dont_know": self.dont_know,
            "roles": {role: _cell_as_json(cell) for role, cell in self.roles.items()},
            "leading": _cell_as_json(self.leading),
            "gap": {"word": self.gap.word, "first": self.gap.first, "delta": self.gap.delta},
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "ReleaseFigures":
        return cls(
            threshold=kept["threshold"],
            raters=kept["raters"],
            counts=None if kept["counts"] is None else tuple(kept["counts"]),
            dont_know=kept["dont_know"],
            roles={role: _cell_from_json(cell) for role, cell in kept["roles"].items()},
            leading=_cell_from_json(kept["leading"]),
            gap=PublishedGap(**kept["gap"]),
        )


def _cell_as_json(cell: ShownCell) -> dict[str, Any] | None:
    if isinstance(cell, ExactCell):
        return {"counts": list(cell.counts)}
    return None if cell is None else {"level": cell.level, "at_least": cell.at_least}


def _cell_from_json(kept: Mapping[str, Any] | None) -> ShownCell:
    if kept is None:
        return None
    return ExactCell(tuple(kept["counts"])) if "counts" in kept else RoundedCell(**kept)
