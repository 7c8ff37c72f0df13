"""What people see of a wall: their own notes, the group's wall and the room's."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from django.db.models import Count
from django.template.loader import render_to_string
from django.utils.translation import get_language

from digibarometer.live.panels import list_item, panel
from digibarometer.live.render_cache import cached_per_render
from digibarometer.notes import undo_log, voting, wall_queries
from digibarometer.notes.models import ActivitySeed, Note, NoteRevision, Poll, Theme, Vote, WallState
from digibarometer.notes.permissions import wall_visibility
from digibarometer.notes.similarity import similar_notes_in
from digibarometer.notes.wall_queries import ColumnView, NoteView, ThemeView
from digibarometer.notes.wall_registry import Choice, Column, columns_of
from digibarometer.workshops.models import Attendance, Group, Participant, PhaseKind, Step
from digibarometer.workshops.rules import BoardSpot
from digibarometer.workshops.seats import Viewer
from digibarometer.workshops.snapshot import WorkshopSnapshot, cached_per_version

SHOWN_ALIKE = 5  # pairs of notes


@dataclass(frozen=True)
class WallShell:
    """A wall's tabs, the beginning and the end of each column by its key, and its menus, as HTML."""

    top: str
    columns: dict[str, tuple[str, str]]
    rest: str


@cached_per_version
def wall_shell(snapshot: WorkshopSnapshot, step: int, whose: str, language: str) -> WallShell:
    """The frame of a step's wall in the language that is on; `whose` is my, group or room."""
    columns = columns_of(snapshot, snapshot.step_or_refuse(step))
    said: dict[str, object] = {
        "at": step,
        "whose": whose,
        "wall": f"{whose}-{step}",
        "columns": columns,
        "now": snapshot,
    }

    def drawn(name: str, **more: object) -> str:
        return render_to_string(f"notes/{name}.html", said | more)

    around = {}
    for column in columns:
        head = drawn("_column_head", column=column, is_first=column is columns[0])
        around[column.key] = (head, drawn("_column_foot", column=column))
    return WallShell(drawn("_wall_top"), around, drawn("_wall_rest"))


def _step(snapshot: WorkshopSnapshot, step: int) -> Step:
    return snapshot.step_or_refuse(step)


class WallContext(TypedDict):
    """A wall with all that hangs on it; `framed` is each column between its beginning and its end as HTML."""

    at: int
    whose: str
    wall: str
    frame: WallShell
    framed: list[tuple[str, ColumnView, str]]


def _wall(
    snapshot: WorkshopSnapshot, step: int, whose: str, notes: list[NoteView], themes: list[ThemeView]
) -> WallContext:
    at = _step(snapshot, step)
    around = wall_shell(snapshot, step, whose, get_language() or "")
    if whose == "my":
        columns = wall_queries.by_column(columns_of(snapshot, at), sorted(notes, key=lambda note: note.nth), themes)
    else:
        columns = wall_queries.by_column_and_rank(columns_of(snapshot, at), notes, themes)
    framed = [(around.columns[column.key][0], column, around.columns[column.key][1]) for column in columns]
    return {"at": step, "whose": whose, "wall": f"{whose}-{step}", "frame": around, "framed": framed}


# A note that is read without learning whose it is
UnseenNoteContext = TypedDict("UnseenNoteContext", {"note": NoteView, "at": int, "lies_in": str})


class NoteContext(UnseenNoteContext):
    """A note on a wall."""

    whose: str


def _item(step: int, whose: str, note: int) -> NoteContext | None:
    found = wall_queries.note_view(note)
    if found is None:
        return None
    in_theme = found.theme and (whose == "room" or (whose == "group" and found.theme_is_the_groups))
    place = f"theme-{found.theme}" if in_theme else found.column
    return {"note": found, "at": step, "lies_in": f"{whose}-{step}-{place}", "whose": whose}


# A theme on a wall
ThemeContext = TypedDict("ThemeContext", {"theme": ThemeView, "at": int, "whose": str, "wall": str, "theme_in": str})


def _theme(step: int, whose: str, theme: int) -> ThemeContext | None:
    found = Theme.objects.filter(pk=theme).first()
    if found is None:
        return None
    shown = ThemeView(found.pk, found.key, found.name, found.column)
    wall = f"{whose}-{step}"
    return {"theme": shown, "at": step, "whose": whose, "wall": wall, "theme_in": f"{wall}-{found.column}-themes"}


@panel
def my_wall(snapshot: WorkshopSnapshot, viewer: Viewer, step: int) -> WallContext:
    """One's own notes, while everyone writes alone."""
    return _wall(snapshot, step, "my", wall_queries.notes_of_author(step, viewer), [])


@list_item(within=my_wall)
def my_note(snapshot: WorkshopSnapshot, viewer: Viewer, step: int, note: int) -> NoteContext | None:
    """A note of one's own."""
    return _item(step, "my", note) if wall_queries.is_by(note, viewer) else None


class GroupWallContext(WallContext):
    """A group's wall."""

    group: Group | None


@panel
def group_wall(snapshot: WorkshopSnapshot, group: int, step: int) -> GroupWallContext:
    """What the small group has written, to be sorted together."""
    notes = wall_queries.notes_of_group(step, group)
    themes = wall_queries.themes_in(step, group)
    return {**_wall(snapshot, step, "group", notes, themes), "group": snapshot.groups.get(group)}


@list_item(within=group_wall)
def group_note(snapshot: WorkshopSnapshot, group: int, step: int, note: int) -> NoteContext | None:
    """A note on the group's wall."""
    return _item(step, "group", note)


@list_item(within=group_wall)
def group_theme(snapshot: WorkshopSnapshot, group: int, step: int, theme: int) -> ThemeContext | None:
    """A theme on the group's wall, without its notes."""
    return _theme(step, "group", theme)


@panel
def room_wall(snapshot: WorkshopSnapshot, step: int) -> WallContext:
    """What all groups have written, to be sorted by everyone; phones, tables and desk show the same."""
    return _wall(snapshot, step, "room", wall_queries.notes_on_step(step), wall_queries.themes_in(step))


@list_item(within=room_wall)
def room_note(snapshot: WorkshopSnapshot, step: int, note: int) -> NoteContext | None:
    """A note on the room's wall."""
    return _item(step, "room", note)


@list_item(within=room_wall)
def room_theme(snapshot: WorkshopSnapshot, step: int, theme: int) -> ThemeContext | None:
    """A theme on the room's wall, without its notes."""
    return _theme(step, "room", theme)


LockContext = TypedDict("LockContext", {"is_locked": bool})
MarksContext = TypedDict("MarksContext", {"keys": str})
UnseenNotesContext = TypedDict("UnseenNotesContext", {"at": int, "wall": str, "columns": list[ColumnView]})


@panel
def room_wall_state(snapshot: WorkshopSnapshot, step: int) -> LockContext:
    """Whether the wall is locked."""
    return {"is_locked": WallState.objects.is_locked(step)}


@panel
def my_marks(snapshot: WorkshopSnapshot, viewer: Viewer, step: int) -> MarksContext:
    """Which notes are one's own; the script marks them on the wall."""
    return {"keys": " ".join(wall_queries.note_keys_of(step, viewer))}


@panel
def leader_unseen(snapshot: WorkshopSnapshot, step: int) -> UnseenNotesContext:
    """What the groups have written before all see it: to be taken away, without learning who wrote it or where."""
    notes = sorted(wall_queries.notes_on_step(step), key=lambda note: int(note.by_chance))
    columns = wall_queries.by_column(columns_of(snapshot, _step(snapshot, step)), notes, [])
    return {"at": step, "wall": f"desk-{step}", "columns": columns}


@list_item(within=leader_unseen)
def leader_unseen_note(snapshot: WorkshopSnapshot, step: int, note: int) -> UnseenNoteContext | None:
    """A note before all see it."""
    found = wall_queries.note_view(note)
    return {"note": found, "at": step, "lies_in": f"desk-{step}-{found.column}"} if found else None


class WrittenContext(TypedDict):
    """How much has been written: by whom in each group, or which notes are alike."""

    id: str
    at: int
    notes: int
    groups: list[tuple[Group, int, int]]
    alike: list[tuple[str, str]]


class LeaderWallContext(TypedDict):
    """What the leader can do with a wall."""

    step: Step
    written: list[WrittenContext]
    columns: Sequence[Column]
    is_locked: bool
    changes: list[NoteRevision]
    extent: str


@panel
def leader_wall(snapshot: WorkshopSnapshot, step: int) -> LeaderWallContext:
    """What the leader can do with the wall; how much has been written is an item of its own, since it changes often."""
    at, how_far = _step(snapshot, step), wall_visibility(snapshot)
    return {
        "step": at,
        "written": [_written(snapshot, step)],
        "columns": columns_of(snapshot, at),
        "is_locked": WallState.objects.is_locked(step),
        "changes": [] if how_far == PhaseKind.ALONE else undo_log.can_be_undone(step)[:1],
        "extent": how_far,
    }


# For whom a note can be written, and where
EntryContext = TypedDict(
    "EntryContext", {"step": Step, "columns": Sequence[Column], "people": list[tuple[Participant, Group | None]]}
)


@panel
def leader_enter(snapshot: WorkshopSnapshot, step: int) -> EntryContext:
    """Writing a note for somebody without a phone, who is chosen by first name."""
    at = _step(snapshot, step)
    return {"step": at, "columns": columns_of(snapshot, at), "people": _people(snapshot)}


@list_item(within=leader_wall)
def leader_written(snapshot: WorkshopSnapshot, step: int, nth: int) -> WrittenContext | None:
    """How much has been written (there is one such item), and which notes are alike."""
    return _written(snapshot, step)


def _written(snapshot: WorkshopSnapshot, step: int) -> WrittenContext:
    id_of_item = f"leader_written-{step}-0"
    # The leader sees each note as it comes: a group's number would tell whose it is.
    if wall_visibility(snapshot) != PhaseKind.ALONE:
        every, pairs = _alike(step)
        return {"id": id_of_item, "at": step, "notes": every, "groups": [], "alike": pairs}
    by_group = Note.objects.visible(step).order_by().values("group")
    rows = by_group.annotate(written=Count("pk"), people=Count("author", distinct=True))
    counted = {row["group"]: (row["written"], row["people"]) for row in rows}
    return {
        "id": id_of_item,
        "at": step,
        "notes": sum(notes for notes, _ in counted.values()),
        "groups": [(snapshot.groups[pk], *counted.get(pk, (0, 0))) for pk in snapshot.groups],
        "alike": [],
    }


def _people(snapshot: WorkshopSnapshot) -> list[tuple[Participant, Group | None]]:
    attending = Attendance.objects.filter(occasion=snapshot.occasion, left_at=None).select_related(
        "participant", "group"
    )
    return [(each.participant, each.group) for each in attending.order_by("group__number", "participant")]


def _of_step(step: int) -> int:
    return step


@cached_per_render(_of_step)
def _alike(step: int) -> tuple[int, list[tuple[str, str]]]:
    """How many notes there are, and those that say nearly the same, a few pairs of them."""
    rows = wall_queries.texts_in(step)
    notes = {number: text for number, text, under in rows if under is None}
    return len(rows), [(notes[one], notes[two]) for one, two in similar_notes_in(step, notes, SHOWN_ALIKE)]


VotedContext = TypedDict("VotedContext", {"id": str, "at": int, "voted": int})


class PollContext(TypedDict):
    """A vote as the leader runs it."""

    step: Step
    poll: Poll | None
    counted: VotedContext | None
    result: list[voting.RankedChoice]
    choices: list[Choice]
    withheld: voting.WithheldResult | None
    planted: set[str]
    show_result: int


@panel
def desk_poll(snapshot: WorkshopSnapshot, step: int) -> PollContext:
    """The vote: how many dots, and opening and closing it; how many have voted is an item."""
    at = _step(snapshot, step)
    poll = voting.poll_of(at)
    return {
        "step": at,
        "poll": poll,
        "counted": _voted(step, poll),
        "result": voting.poll_result(at) if poll else [],
        "choices": voting.choices(poll) if poll else [],
        "withheld": voting.why_not_shown(poll),
        "planted": set(ActivitySeed.objects.filter(workshop=snapshot.pk).values_list("source", flat=True)),
        "show_result": BoardSpot.VOTE_RESULT,
    }


class VoteEntryContext(TypedDict):
    """For whom a vote can be cast, and on what."""

    step: Step
    poll: Poll | None
    choices: list[Choice]
    people: list[tuple[Participant, Group | None]]


@panel
def leader_vote(snapshot: WorkshopSnapshot, step: int) -> VoteEntryContext:
    """Voting for somebody without a phone, who is chosen by first name; nothing while no vote is open."""
    at = _step(snapshot, step)
    poll = voting.poll_of(at)
    is_open = poll is not None and poll.is_open
    people = _people(snapshot) if is_open else []
    return {"step": at, "poll": poll, "choices": voting.choices(poll) if poll and is_open else [], "people": people}


@list_item(within=desk_poll)
def desk_voted(snapshot: WorkshopSnapshot, step: int, nth: int) -> VotedContext | None:
    """How many have voted while the vote is open (there is one such item): all that a vote changes on the desk."""
    return _voted(step, voting.poll_of(_step(snapshot, step)))


def _voted(step: int, poll: Poll | None) -> VotedContext | None:
    if poll is None or not poll.is_open:
        return None
    return {"at": step, "voted": voting.how_many_voted(poll), "id": f"desk_voted-{step}-0"}


class BallotContext(TypedDict):
    """What can be voted on."""

    step: Step
    poll: Poll | None
    choices: list[tuple[Choice, Column | None]]
    dots: Sequence[int]


@panel
def room_ballot(snapshot: WorkshopSnapshot, step: int) -> BallotContext:
    """What can be voted on, and the dots to put there; the same for all, each one's own dots lie beside."""
    at = _step(snapshot, step)
    poll = voting.poll_of(at)
    titles = {column.key: column for column in columns_of(snapshot, at)}
    among = [(choice, titles.get(choice.column)) for choice in (voting.choices(poll) if poll else [])]
    return {"step": at, "poll": poll, "choices": among, "dots": range(poll.most + 1) if poll else []}


# Somebody's dots: on what, its number, how many
OwnVotesContext = TypedDict(
    "OwnVotesContext", {"votes": list[tuple[str, int, int]], "step": int, "poll": Poll | None, "is_elsewhere": bool}
)


@panel
def my_votes(snapshot: WorkshopSnapshot, viewer: Viewer, step: int) -> OwnVotesContext:
    """Where one's own dots are; the script marks them on the ballot."""
    poll = voting.poll_of(_step(snapshot, step))
    of_person = poll.votes.filter(participant=viewer.participant_id) if poll else Vote.objects.none()
    mine = list(of_person.filter(sitting=viewer.sitting).values_list("on", "number", "dots"))
    given = {(on, number) for on, number, _ in mine}
    among = voting.choices(poll) if poll else []
    none = [(choice.on, choice.number, 0) for choice in among if (choice.on, choice.number) not in given]
    is_elsewhere = not mine and of_person.exists()
    return {"votes": [*mine, *none], "step": step, "poll": poll, "is_elsewhere": is_elsewhere}


class VoteResultContext(TypedDict):
    """What a vote came to, or why it is not shown."""

    result: list[voting.RankedChoice]
    withheld: voting.WithheldResult | None


@panel
def room_result(snapshot: WorkshopSnapshot, step: int) -> VoteResultContext:
    """What the vote came to, with ties."""
    at = _step(snapshot, step)
    poll = voting.poll_of(at)
    return {"result": voting.poll_result(at), "withheld": voting.why_not_shown(poll)}
