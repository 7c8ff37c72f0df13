"""What the SWOT came to: the only door for results and reports."""

from dataclasses import dataclass

from digibarometer.exercises.swot.wall_columns import quadrants
from digibarometer.notes import voting, wall_queries
from digibarometer.notes.models import Note
from digibarometer.notes.wall_registry import Column
from digibarometer.workshops.models import Step
from digibarometer.workshops.snapshot import Now


@dataclass(frozen=True)
class Kept:
    """A note, with what was merged into it."""

    text: str
    merged: tuple[str, ...]
    is_lifted: bool
    dots: int
    was_entered: bool = False  # for someone without a phone, or from paper


@dataclass(frozen=True)
class KeptTheme:
    """A theme with its notes."""

    name: str
    notes: tuple[Kept, ...]
    dots: int


@dataclass(frozen=True)
class KeptQuadrant:
    """A quadrant: themes, those with most dots first, and notes outside themes."""

    column: Column
    themes: tuple[KeptTheme, ...]
    loose: tuple[Kept, ...]
    count: int


@dataclass(frozen=True)
class Summary:
    """A SWOT of one step."""

    step: Step
    quadrants: tuple[KeptQuadrant, ...]
    voted: tuple[voting.Ranked, ...]
    voters: int

    @property
    def count(self) -> int:
        """Notes in all, merged ones too."""
        return sum(quadrant.count for quadrant in self.quadrants)


def of(here: Now) -> list[Summary]:
    """Each SWOT of the workshop that has notes and that all have seen, in the agenda's order."""
    made = [_of_step(here, step) for step in here.steps if step.kind == "swot" and here.is_seen_together(step)]
    return [summary for summary in made if summary.count]


def _of_step(here: Now, step: Step) -> Summary:
    poll = voting.poll_of(step)
    counts = voting.counts_shown(poll)
    notes = wall_queries.hung(Note.objects.on_wall(step.pk))
    hung = wall_queries.arranged(quadrants(), notes, wall_queries.themes_in(step.pk))
    return Summary(
        step,
        tuple(_quadrant(each, counts) for each in hung),
        tuple(voting.result(step)),
        poll.voters if poll else 0,
    )


def _quadrant(hung: wall_queries.HungColumn, counts: dict[str, int]) -> KeptQuadrant:
    themes = [
        KeptTheme(theme.name, _notes(theme.notes, counts), counts.get(f"theme:{theme.pk}", 0))
        for theme in hung.themes
        if theme.notes
    ]
    themes.sort(key=lambda theme: (-theme.dots, -len(theme.notes)))
    return KeptQuadrant(
        hung.column,
        tuple(themes),
        _notes(hung.loose, counts),
        sum(1 + len(note.merged) for note in hung.notes),
    )


def _notes(notes: list[wall_queries.Hung], counts: dict[str, int]) -> tuple[Kept, ...]:
    made = [
        Kept(
            note.text,
            tuple(each.text for each in note.merged),
            note.is_lifted,
            counts.get(f"note:{note.pk}", 0),
            note.was_entered,
        )
        for note in notes
    ]
    return tuple(sorted(made, key=lambda note: (-note.dots, not note.is_lifted)))
