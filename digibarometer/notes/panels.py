"""What people see of a wall: their own notes, the group's wall and the room's."""

from typing import Any

from django.db.models import Count
from django.utils.translation import get_language

from digibarometer.live.panels import item, panel
from digibarometer.live.render_cache import once_a_turn
from digibarometer.notes import undo_log, voting, wall_queries
from digibarometer.notes.models import Note, Poll, Seed, Theme, Vote, WallState
from digibarometer.notes.permissions import extent
from digibarometer.notes.similarity import alike_in
from digibarometer.notes.wall_registry import columns_of
from digibarometer.notes.wall_shell import frame
from digibarometer.workshops.models import Attendance, PhaseKind, Step
from digibarometer.workshops.seats import Viewer
from digibarometer.workshops.snapshot import Now

SHOW_RESULT = 99  # the spot that puts a vote's result on the board
ON_BOARD = 3  # notes of a column that the board shows beside its themes
ROWS_ON_BOARD = 12  # notes of one column that the board shows, shared by its themes and what lies outside them
MOST_IN_THEME = 5
RESULT_ON_BOARD = 7  # places in a vote
SHOWN_ALIKE = 5  # pairs of notes
THEMES_ON_BOARD = 5  # four columns with so many, and the code to join by, fit a projector


def _step(now: Now, step: int) -> Step:
    return now.step_or_refuse(step)


def _wall(
    now: Now, step: int, whose: str, notes: list[wall_queries.Hung], themes: list[wall_queries.HungTheme]
) -> dict[str, Any]:
    at = _step(now, step)
    around = frame(now, step, whose, get_language() or "")
    if whose == "my":
        columns = wall_queries.in_order(columns_of(now, at), sorted(notes, key=lambda note: note.nth), themes)
    else:
        columns = wall_queries.arranged(columns_of(now, at), notes, themes)
    framed = [(around.columns[column.key][0], column, around.columns[column.key][1]) for column in columns]
    return {"step": at, "at": step, "whose": whose, "wall": f"{whose}-{step}", "frame": around, "framed": framed}


def _item(step: int, whose: str, note: int) -> dict[str, Any] | None:
    found = wall_queries.one(note)
    if found is None:
        return None
    in_theme = found.theme and (whose == "room" or (whose == "group" and found.theme_is_the_groups))
    place = f"theme-{found.theme}" if in_theme else found.column
    return {"note": found, "at": step, "lies_in": f"{whose}-{step}-{place}", "whose": whose}


def _theme(step: int, whose: str, theme: int) -> dict[str, Any] | None:
    found = Theme.objects.filter(pk=theme).first()
    if found is None:
        return None
    shown = wall_queries.HungTheme(found.pk, found.key, found.name, found.column)
    wall = f"{whose}-{step}"
    return {"theme": shown, "at": step, "whose": whose, "wall": wall, "theme_in": f"{wall}-{found.column}-themes"}


@panel
def my_wall(now: Now, viewer: Viewer, step: int) -> dict[str, Any]:
    """One's own notes, while everyone writes alone."""
    return _wall(now, step, "my", wall_queries.hung_by(step, viewer), [])


@item(within=my_wall)
def my_note(now: Now, viewer: Viewer, step: int, note: int) -> dict[str, Any] | None:
    """A note of one's own."""
    return _item(step, "my", note) if wall_queries.is_by(note, viewer) else None


@panel
def group_wall(now: Now, group: int, step: int) -> dict[str, Any]:
    """What the small group has written, to be sorted together."""
    notes = wall_queries.hung_for(step, group)
    themes = wall_queries.themes_in(step, group)
    return {**_wall(now, step, "group", notes, themes), "group": now.groups.get(group)}


@item(within=group_wall)
def group_note(now: Now, group: int, step: int, note: int) -> dict[str, Any] | None:
    """A note on the group's wall."""
    return _item(step, "group", note)


@item(within=group_wall)
def group_theme(now: Now, group: int, step: int, theme: int) -> dict[str, Any] | None:
    """A theme on the group's wall, without its notes."""
    return _theme(step, "group", theme)


@panel
def room_wall(now: Now, step: int) -> dict[str, Any]:
    """What all groups have written, to be sorted by everyone; phones, tables and desk show the same."""
    return _wall(now, step, "room", wall_queries.hung_in(step), wall_queries.themes_in(step))


@item(within=room_wall)
def room_note(now: Now, step: int, note: int) -> dict[str, Any] | None:
    """A note on the room's wall."""
    return _item(step, "room", note)


@item(within=room_wall)
def room_theme(now: Now, step: int, theme: int) -> dict[str, Any] | None:
    """A theme on the room's wall, without its notes."""
    return _theme(step, "room", theme)


@panel
def room_wall_state(now: Now, step: int) -> dict[str, Any]:
    """Whether the wall is locked."""
    return {"is_locked": WallState.objects.is_locked(step)}


@panel
def my_marks(now: Now, viewer: Viewer, step: int) -> dict[str, Any]:
    """Which notes are one's own; the script marks them on the wall."""
    return {"keys": " ".join(wall_queries.keys_by(step, viewer))}


@panel
def desk_notes(now: Now, step: int) -> dict[str, Any]:
    """What the groups have written before all see it: to be taken away, without learning who wrote it or where."""
    notes = sorted(wall_queries.hung_in(step), key=lambda note: int(note.by_chance))
    columns = wall_queries.in_order(columns_of(now, _step(now, step)), notes, [])
    return {"at": step, "wall": f"desk-{step}", "columns": columns}


@item(within=desk_notes)
def desk_note(now: Now, step: int, note: int) -> dict[str, Any] | None:
    """A note before all see it."""
    found = wall_queries.one(note)
    return {"note": found, "at": step, "lies_in": f"desk-{step}-{found.column}"} if found else None


@panel
def desk_wall(now: Now, step: int) -> dict[str, Any]:
    """What the leader can do with the wall; how much has been written is an item of its own, since it changes often."""
    at, how_far = _step(now, step), extent(now)
    return {
        "step": at,
        "written": [_written(now, step)],
        "columns": columns_of(now, at),
        "is_locked": WallState.objects.is_locked(step),
        "changes": [] if how_far == PhaseKind.ALONE else undo_log.can_be_undone(step)[:1],
        "extent": how_far,
    }


@panel
def leader_enter(now: Now, step: int) -> dict[str, Any]:
    """Writing a note for somebody without a phone, who is chosen by first name."""
    at = _step(now, step)
    return {"step": at, "columns": columns_of(now, at), "people": _people(now)}


@item(within=desk_wall)
def desk_written(now: Now, step: int, nth: int) -> dict[str, Any] | None:
    """How much has been written (there is one such item), and which notes are alike."""
    return _written(now, step)


def _written(now: Now, step: int) -> dict[str, Any]:
    how_far = extent(now)
    said: dict[str, Any] = {"at": step, "extent": how_far, "id": f"desk_written-{step}-0"}
    if how_far != PhaseKind.ALONE:  # the leader sees each note as it comes: a group's number would tell whose it is
        every, pairs = _alike(step)
        return {**said, "notes": every, "alike": pairs}
    rows = (
        Note.objects.on_wall(step)
        .order_by()
        .values("group")
        .annotate(
            written=Count("pk"),
            people=Count("author", distinct=True),
        )
    )
    counted = {row["group"]: (row["written"], row["people"]) for row in rows}
    return {
        **said,
        "notes": sum(notes for notes, _ in counted.values()),
        "groups": [(now.groups[pk], *counted.get(pk, (0, 0))) for pk in now.groups],
    }


def _people(now: Now) -> list[Any]:
    attending = Attendance.objects.filter(occasion=now.occasion, left_at=None).select_related("participant", "group")
    return [(each.participant, each.group) for each in attending.order_by("group__number", "participant")]


def _of_step(step: int) -> int:
    return step


@once_a_turn(_of_step)
def _alike(step: int) -> tuple[int, list[tuple[str, str]]]:
    """How many notes there are, and those that say nearly the same, a few pairs of them."""
    rows = wall_queries.texts_in(step)
    notes = {number: text for number, text, under in rows if under is None}
    return len(rows), [(notes[one], notes[two]) for one, two in alike_in(step, notes, SHOWN_ALIKE)]


@panel
def desk_poll(now: Now, step: int) -> dict[str, Any]:
    """The vote: how many dots, and opening and closing it; how many have voted is an item."""
    at = _step(now, step)
    poll = voting.poll_of(at)
    return {
        "step": at,
        "poll": poll,
        "counted": _voted(step, poll),
        "result": voting.result(at) if poll else [],
        "choices": voting.choices(poll) if poll else [],
        "withheld": voting.why_not_shown(poll),
        "planted": set(Seed.objects.filter(workshop=now.pk).values_list("source", flat=True)),
        "show_result": SHOW_RESULT,
    }


@panel
def leader_vote(now: Now, step: int) -> dict[str, Any]:
    """Voting for somebody without a phone, who is chosen by first name; nothing while no vote is open."""
    at = _step(now, step)
    poll = voting.poll_of(at)
    is_open = poll is not None and poll.is_open
    people = _people(now) if is_open else []
    return {"step": at, "poll": poll, "choices": voting.choices(poll) if poll and is_open else [], "people": people}


@item(within=desk_poll)
def desk_voted(now: Now, step: int, nth: int) -> dict[str, Any] | None:
    """How many have voted while the vote is open (there is one such item): all that a vote changes on the desk."""
    return _voted(step, voting.poll_of(_step(now, step)))


def _voted(step: int, poll: Poll | None) -> dict[str, Any] | None:
    if poll is None or not poll.is_open:
        return None
    return {"at": step, "voted": voting.how_many_voted(poll), "id": f"desk_voted-{step}-0"}


@panel
def room_ballot(now: Now, step: int) -> dict[str, Any]:
    """What can be voted on, and the dots to put there; the same for all, each one's own dots lie beside."""
    at = _step(now, step)
    poll = voting.poll_of(at)
    titles = {column.key: column for column in columns_of(now, at)}
    among = [(choice, titles.get(choice.column)) for choice in (voting.choices(poll) if poll else [])]
    return {"step": at, "poll": poll, "choices": among, "dots": range(poll.most + 1) if poll else []}


@panel
def my_votes(now: Now, viewer: Viewer, step: int) -> dict[str, Any]:
    """Where one's own dots are; the script marks them on the ballot."""
    poll = voting.poll_of(_step(now, step))
    of_person = poll.votes.filter(participant=viewer.participant_id) if poll else Vote.objects.none()
    mine = list(of_person.filter(sitting=viewer.sitting).values_list("on", "number", "dots"))
    given = {(on, number) for on, number, _ in mine}
    among = voting.choices(poll) if poll else []
    none = [(choice.on, choice.number, 0) for choice in among if (choice.on, choice.number) not in given]
    is_elsewhere = not mine and of_person.exists()
    return {"votes": [*mine, *none], "step": step, "poll": poll, "is_elsewhere": is_elsewhere}


@panel
def room_result(now: Now, step: int) -> dict[str, Any]:
    """What the vote came to, with ties."""
    at = _step(now, step)
    poll = voting.poll_of(at)
    return {"result": voting.result(at), "poll": poll, "step": at, "withheld": voting.why_not_shown(poll)}


@panel
def board_wall(now: Now, step: int) -> dict[str, Any]:
    """The wall at ten metres: how it grows, then its themes and what was lifted; one column, or the vote's result."""
    at, how_far, spot = _step(now, step), extent(now), now.workshop.spot
    said: dict[str, Any] = {"step": at, "phase": now.phase, "extent": how_far}
    if how_far != PhaseKind.PLENARY:
        rows = Note.objects.on_wall(step).order_by().values_list("column").annotate(Count("pk"))
        written = dict(rows)
        columns = [(column, written.get(column.key, 0)) for column in columns_of(now, at)]
        return {**said, "notes": sum(written.values()), "counts": columns}
    poll = Poll.objects.filter(step=step).order_by("-pk").first() if voting.stage(now) else None
    if poll and poll.is_open:
        attending = Attendance.objects.filter(occasion=now.occasion, left_at=None).count()
        return {**said, "poll": poll, "voted": voting.how_many_voted(poll), "attending": attending}
    if poll and spot == SHOW_RESULT:
        result = [ranked for ranked in voting.result(at, poll.name) if ranked.dots]
        return {
            **said,
            "result": result[:RESULT_ON_BOARD],
            "more": len(result[RESULT_ON_BOARD:]),
            "closed": poll,
            "withheld": voting.why_not_shown(poll),
        }
    notes, themes = wall_queries.hung_in(step), wall_queries.themes_in(step)
    columns_hung = wall_queries.arranged(columns_of(now, at), notes, themes)
    if spot is not None and 0 < spot <= len(columns_hung):
        return {**said, **_at_ten_metres(columns_hung[spot - 1])}
    return {**said, "overview": [_overview(each) for each in columns_hung], "notes": len(notes)}


def _at_ten_metres(column: wall_queries.HungColumn) -> dict[str, Any]:
    """One column: the beginning of each theme and of what lies outside, as far as a projector has room."""
    themes = sorted((theme for theme in column.themes if theme.notes), key=lambda theme: -len(theme.notes))
    shown = themes[:THEMES_ON_BOARD]
    each = min(ROWS_ON_BOARD // (len(shown) + bool(column.loose) or 1), MOST_IN_THEME)
    loose = ROWS_ON_BOARD - each * len(shown) if len(shown) < 2 else each
    return {
        "column": column.column,
        "themes": [(theme, theme.notes[:each], len(theme.notes[each:])) for theme in shown],
        "loose": column.loose[:loose],
        "more": len(column.loose[loose:]) + sum(len(theme.notes) for theme in themes[THEMES_ON_BOARD:]),
        "count": len(column.notes),
    }


def _overview(column: wall_queries.HungColumn) -> dict[str, Any]:
    """A column in short: its themes, largest first, and the notes that were lifted, as far as there is room."""
    themes = sorted((theme for theme in column.themes if theme.notes), key=lambda theme: -len(theme.notes))
    room = max(ON_BOARD - len(themes), 0)
    shown = [note for note in column.loose if note.is_lifted] or column.loose
    more = max(len(themes) - THEMES_ON_BOARD, 0)
    return {
        "column": column.column,
        "count": len(column.notes),
        "themes": themes[:THEMES_ON_BOARD],
        "notes": shown[:room],
        "more": len(column.loose) - len(shown[:room]) + sum(len(theme.notes) for theme in themes[THEMES_ON_BOARD:]),
        "themes_more": more,
    }
