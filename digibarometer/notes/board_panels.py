"""The wall on the projector: what to write, all that hangs there or one of its columns, a vote and what it came to."""

from collections.abc import Sequence
from typing import TypedDict

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from digibarometer.live.panels import board_panel
from digibarometer.notes import voting, wall_queries
from digibarometer.notes.board_fill import BoardText, Fill, Space, fill_newspaper, fill_rows
from digibarometer.notes.models import Note, Poll
from digibarometer.notes.permissions import wall_visibility
from digibarometer.notes.wall_queries import ColumnView, NoteView, ThemeView
from digibarometer.notes.wall_registry import Choice, Column, columns_of
from digibarometer.workshops.headcounts import attending_count
from digibarometer.workshops.models import PhaseKind, Step
from digibarometer.workshops.phase_clock import RingContext, phase_ring
from digibarometer.workshops.rules import BoardSpot
from digibarometer.workshops.schedule import phase_sentence
from digibarometer.workshops.snapshot import WorkshopSnapshot

WHOLE = Space(41, 17.9)  # between the projector's top and foot, at 16:9
BETWEEN = 0.35  # fields
FRAME, HEAD = 0.8, 2.2  # around a field's notes: at its sides; its name and its edges
ASKED = Space(26.4, 13.2)  # what is voted on, beside the count
FEW, SOME = 5, 12  # things to vote on that stand in one column, and in two
UNEVEN = 1.5  # so much more in one row of the cross, and it gets more room
BROAD = 1.32  # how much more
CAPS = (
    40,
    24,
    16,
    12,
    10,
    8,
    6,
    5,
    4,
    3,
    2,
    1,
    0,
)  # notes of each theme that are tried, where a column is large
MOST_THEMES = 12  # in such a column
MOST_ROWS = 12  # of a vote's result
FEW_ROWS, SHORT = 6, 36  # so few that each may have two lines; characters of a winner that is written large


class WritingView(TypedDict):
    """While people write: what is asked for, how many notes there are, and from how many of those who are here."""

    sentence: str
    is_alone: bool
    columns: Sequence[Column]
    notes: int
    people: int
    attending: int


class FieldView(TypedDict):
    """A column among the others: what there is room for of it."""

    column: Column
    count: int
    texts: Sequence[BoardText]
    more: int
    fill: Fill


class FieldsView(TypedDict):
    """All columns; `shape` is how they stand."""

    fields: list[FieldView]
    shape: str
    notes: int


class LargeView(TypedDict):
    """One column: its themes with notes of each, then those that lie outside, as far as there is room."""

    column: Column
    count: int
    themes: list[tuple[BoardText, list[BoardText], int]]
    loose: list[BoardText]
    more: int
    fill: Fill


class VoteView(TypedDict):
    """A vote that is open: on what, and how many have voted."""

    poll: Poll
    choices: list[tuple[Choice, Column | None]]
    more: int
    fill: Fill
    signed: list[Column]
    voted: int
    attending: int
    share: int


class OutcomeRow(TypedDict):
    """A choice with its dots; `share` is its bar, in per cent of the longest."""

    ranked: voting.RankedChoice
    column: Column | None
    share: int
    is_first: bool


class OutcomeView(TypedDict):
    """What a vote came to, the first ones, or why that is not shown."""

    poll: Poll
    rows: list[OutcomeRow]
    more: int
    look: str
    signed: list[Column]


class BoardWallContext(RingContext):
    """The wall on the projector, as one of these five; and the clock."""

    writing: WritingView | None
    wall: FieldsView | None
    large: LargeView | None
    vote: VoteView | None
    outcome: OutcomeView | None
    withheld: voting.WithheldResult | None


@board_panel(_("The wall"))
def board_wall(snapshot: WorkshopSnapshot, step: int) -> BoardWallContext:
    """The wall at ten metres: what to write, then its themes and notes; one column, a vote, or what it came to."""
    at, spot = snapshot.step_or_refuse(step), snapshot.workshop.spot
    said: BoardWallContext = {
        **phase_ring(snapshot),
        "writing": None,
        "wall": None,
        "large": None,
        "vote": None,
        "outcome": None,
        "withheld": None,
    }
    if wall_visibility(snapshot) != PhaseKind.PLENARY:
        return {**said, "writing": _writing(snapshot, at)}
    poll = Poll.objects.filter(step=step).order_by("-pk").first() if voting.poll_stage(snapshot) else None
    columns = columns_of(snapshot, at)
    if poll and poll.is_open:
        return {**said, "vote": _vote(snapshot, poll, columns)}
    if poll and spot == BoardSpot.VOTE_RESULT:
        return {**said, "outcome": _outcome(at, poll, columns), "withheld": voting.why_not_shown(poll)}
    notes, themes = wall_queries.notes_on_step(step), wall_queries.themes_in(step)
    hung = wall_queries.by_column_and_rank(columns, notes, themes)
    if spot is not None and 0 < spot <= len(hung):
        return {**said, "large": _large(hung[spot - 1])}
    return {**said, "wall": _fields(hung, len(notes))}


def _writing(snapshot: WorkshopSnapshot, step: Step) -> WritingView:
    hung = Note.objects.visible(step.pk).order_by().aggregate(notes=Count("pk"), people=Count("author", distinct=True))
    return {
        "sentence": phase_sentence(snapshot),
        "is_alone": wall_visibility(snapshot) == PhaseKind.ALONE,
        "columns": columns_of(snapshot, step),
        "notes": hung["notes"],
        "people": hung["people"],
        "attending": attending_count(snapshot),
    }


def _fields(columns: list[ColumnView], notes: int) -> FieldsView:
    """The columns in one row, or two where they are many; the row with much more on it is the higher."""
    across = max(1, len(columns)) if len(columns) < 4 else 2 if len(columns) == 4 else 3
    rows = [columns[start : start + across] for start in range(0, len(columns), across)]
    shares, shape = [1.0] * len(rows), f"across-{across} down-{len(rows)}"
    if len(rows) == 2:
        upper, lower = (max(sum(len(note.text) + 20 for note in each.notes) for each in row) for row in rows)
        if upper > UNEVEN * lower:
            shares, shape = [BROAD, 1.0], f"{shape} upper"
        elif lower > UNEVEN * upper:
            shares, shape = [1.0, BROAD], f"{shape} lower"
    height = WHOLE.height - BETWEEN * (len(rows) - 1)
    width = (WHOLE.width - BETWEEN * (across - 1)) / across - FRAME
    most_columns = {1: 3, 2: 2}.get(across, 1)
    fields = [
        _field(column, Space(width, height * share / sum(shares) - HEAD), most_columns)
        for row, share in zip(rows, shares, strict=True)
        for column in row
    ]
    return {"fields": fields, "shape": shape, "notes": notes}


def _field(column: ColumnView, space: Space, most_columns: int) -> FieldView:
    """Its themes, largest first, with how many notes each has; then the notes outside them, the lifted ones first."""
    themes = _largest_first(column)
    texts = [*(BoardText(theme.name, notes=len(theme.notes)) for theme in themes), *map(_text, column.loose)]
    fill = fill_rows(texts, space, most_columns)
    hidden = texts[fill.shown :]
    return {
        "column": column.column,
        "count": len(column.notes),
        "texts": texts[: fill.shown],
        "more": sum(1 if text.notes is None else text.notes for text in hidden),
        "fill": fill,
    }


def _largest_first(column: ColumnView) -> list[ThemeView]:
    return sorted((theme for theme in column.themes if theme.notes), key=lambda theme: -len(theme.notes))


def _text(note: NoteView) -> BoardText:
    return BoardText(note.text, note.is_lifted, merged=len(note.merged))


def _large(column: ColumnView) -> LargeView:
    """One column: as many notes of each theme as there is room for, and how many more."""
    themes, space = _largest_first(column), Space(WHOLE.width - FRAME, WHOLE.height - HEAD)
    shown = themes[:MOST_THEMES]
    for cap in CAPS:
        loose = list(map(_text, column.loose[: cap * (2 if shown else 1)]))
        blocks = [
            (BoardText(theme.name, notes=len(theme.notes)), list(map(_text, theme.notes[:cap])), len(theme.notes[cap:]))
            for theme in shown
        ]
        mores = [BoardText("…")] * sum(1 for *_, more in blocks if more and cap)
        every = [text for name, notes, _ in blocks for text in (name, *notes)] + loose + mores
        if fill := fill_newspaper(every, Space(space.width, space.height - 1)):
            break
    return {
        "column": column.column,
        "count": len(column.notes),
        "themes": blocks,
        "loose": loose,
        "more": len(column.loose) - len(loose) + sum(len(theme.notes) for theme in themes[MOST_THEMES:]),
        "fill": fill or Fill("size-6", 3, 0),
    }


def _signed(columns: Sequence[Column]) -> list[Column]:
    """The columns that have a sign, to be explained below what is signed with it."""
    return [column for column in columns if column.sign]


def _vote(snapshot: WorkshopSnapshot, poll: Poll, columns: Sequence[Column]) -> VoteView:
    by_key = {column.key: column for column in columns}
    among = [(choice, by_key.get(choice.column)) for choice in voting.choices(poll)]
    most_columns = 1 if len(among) <= FEW else 2 if len(among) <= SOME else 3
    texts = [BoardText(str(choice), has_sign=column is not None) for choice, column in among]
    fill = fill_rows(texts, ASKED, most_columns)
    voted, attending = voting.how_many_voted(poll), attending_count(snapshot)
    return {
        "poll": poll,
        "choices": among[: fill.shown],
        "more": len(among) - fill.shown,
        "fill": fill,
        "signed": _signed(columns),
        "voted": voted,
        "attending": attending,
        "share": round(100 * min(1, voted / max(1, attending))),
    }


def _outcome(step: Step, poll: Poll, columns: Sequence[Column]) -> OutcomeView:
    result = [ranked for ranked in voting.poll_result(step, poll.name) if ranked.dots]
    by_key = {column.key: column for column in columns}
    first = [ranked for ranked in result if ranked.rank == 1]
    shown = result if len(result) <= MOST_ROWS else result[: MOST_ROWS - 1]
    rows: list[OutcomeRow] = [
        {
            "ranked": ranked,
            "column": by_key.get(ranked.choice.column),
            "share": round(100 * ranked.dots / result[0].dots),
            "is_first": ranked.rank == 1,
        }
        for ranked in shown
    ]
    many = "few" if len(shown) <= FEW_ROWS else "many" if len(shown) > MOST_ROWS - 3 else "some"
    long = " long" if any(len(str(ranked.choice)) > SHORT for ranked in first) else ""
    look = f"{many} won-{min(len(first), 4)}{long}"
    return {"poll": poll, "rows": rows, "more": len(result) - len(shown), "look": look, "signed": _signed(columns)}
