"""What the SWOT came to: the only door for results and reports."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from digibarometer.exercises.base import MAX_RECAPPED
from digibarometer.exercises.swot.wall_columns import SWOT, quadrants
from digibarometer.notes import voting, wall_queries
from digibarometer.notes.models import Note
from digibarometer.notes.wall_registry import Column
from digibarometer.workshops.models import Step
from digibarometer.workshops.snapshot import WorkshopSnapshot


@dataclass(frozen=True)
class SummaryNote:
    """A note, with what was merged into it."""

    text: str
    merged: tuple[str, ...]
    is_lifted: bool
    dots: int
    was_entered: bool = False  # for someone without a phone, or from paper


@dataclass(frozen=True)
class SummaryTheme:
    """A theme with its notes."""

    name: str
    notes: tuple[SummaryNote, ...]
    dots: int


@dataclass(frozen=True)
class SummaryQuadrant:
    """A quadrant: themes, those with most dots first, and notes outside themes."""

    column: Column
    themes: tuple[SummaryTheme, ...]
    loose: tuple[SummaryNote, ...]
    count: int


@dataclass(frozen=True)
class SwotSummary:
    """A SWOT of one step."""

    step: Step
    quadrants: tuple[SummaryQuadrant, ...]
    voted: tuple[voting.RankedChoice, ...]
    voters: int

    @property
    def count(self) -> int:
        """Notes in all, merged ones too."""
        return sum(quadrant.count for quadrant in self.quadrants)


def summarize(snapshot: WorkshopSnapshot) -> list[SwotSummary]:
    """Each SWOT of the workshop that has notes and that all have seen, in the agenda's order."""
    made = [_of_step(snapshot, step) for step in snapshot.steps_of(SWOT) if snapshot.is_seen_together(step)]
    return [summary for summary in made if summary.count]


def recap(snapshot: WorkshopSnapshot, step: Step) -> Iterator[str]:
    """How much was written in the step and what got most dots, for those who were not there."""
    for one in summarize(snapshot):
        if one.step.pk != step.pk:
            continue
        yield ngettext("We wrote %(n)s note.", "We wrote %(n)s notes.", one.count) % {"n": one.count}
        themes = [ranked.choice.text for ranked in one.voted if ranked.dots and ranked.choice.on == "theme"]
        if themes:
            yield gettext("Most dots: %(what)s.") % {"what": ", ".join(map(str, themes[:MAX_RECAPPED]))}


def _of_step(snapshot: WorkshopSnapshot, step: Step) -> SwotSummary:
    poll = voting.poll_of(step)
    counts = voting.counts_shown(poll)
    notes = wall_queries.note_views(Note.objects.visible(step.pk))
    hung = wall_queries.by_column_and_rank(quadrants(), notes, wall_queries.themes_in(step.pk))
    return SwotSummary(
        step,
        tuple(_quadrant(each, counts) for each in hung),
        tuple(voting.poll_result(step)),
        poll.voters if poll else 0,
    )


def _quadrant(hung: wall_queries.ColumnView, counts: dict[str, int]) -> SummaryQuadrant:
    themes = [
        SummaryTheme(theme.name, _notes(theme.notes, counts), counts.get(f"theme:{theme.pk}", 0))
        for theme in hung.themes
        if theme.notes
    ]
    themes.sort(key=lambda theme: (-theme.dots, -len(theme.notes)))
    return SummaryQuadrant(
        hung.column, tuple(themes), _notes(hung.loose, counts), sum(1 + len(note.merged) for note in hung.notes)
    )


def _notes(notes: list[wall_queries.NoteView], counts: dict[str, int]) -> tuple[SummaryNote, ...]:
    made = [
        SummaryNote(
            note.text,
            tuple(each.text for each in note.merged),
            note.is_lifted,
            counts.get(f"note:{note.pk}", 0),
            note.was_entered,
        )
        for note in notes
    ]
    return tuple(sorted(made, key=lambda note: (-note.dots, not note.is_lifted)))
