"""Notes, themes and votes. Who wrote what is known to the author's own screens only, and is cut on closing."""

import secrets
from collections.abc import Mapping, Sequence
from typing import TypedDict

from django.db import connection, models
from django.db.models import Q
from django.utils import timezone

from digibarometer.accounts.models import User
from digibarometer.workshops.models import Group, OwnAnswer, Participant, ParticipantsField, Step, Workshop

# Numbers that tell nothing of when: who watched the room, or a counter, would else know who wrote what.
MANY = 2**52  # ids by chance, that a browser can still count with
WRITTEN_LATER = 2**40  # places in a list: below, by chance; from here on, in the order of writing
MAX_NOTE_LENGTH, LONGEST_NAME = 280, 80  # characters of a note, and of a theme's name
# More than a room of forty fills in an hour; a wall without an end would be a burden to every other room.
MAX_NOTES_PER_AUTHOR, MAX_NOTES_PER_WALL, MAX_THEMES_PER_WALL = 100, 2_500, 200


def number_by_chance() -> int:
    """An id that says nothing of the order in which rows were made."""
    return 1 + secrets.randbelow(MANY)


def place_by_chance() -> int:
    """A place in a list that says nothing of the order of writing."""
    return secrets.randbelow(WRITTEN_LATER)


def _is_there(of: str, *values: int | str) -> bool:
    """Whether there is such a row. Plain SQL: it is asked before each note that is written."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {of}", values)
        return cursor.fetchone() is not None


class WallStateManager(models.Manager["WallState"]):
    """Asks whether a wall is locked."""

    def is_locked(self, step: int) -> bool:
        """Whether the leader has locked the wall of a step."""
        return _is_there("notes_wallstate WHERE step_id = %s AND locked_at IS NOT NULL", step)


class WallState(models.Model):
    """What the leader has decided of a step's wall: locked, nothing on it can be moved or changed."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="wall_states")
    step = models.OneToOneField(Step, models.CASCADE, related_name="wall_state")
    locked_at = models.DateTimeField(null=True)
    locked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = WallStateManager()


class Theme(models.Model):
    """A name that notes are gathered under; a group's own, or the room's."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="themes")
    step = models.ForeignKey(Step, models.CASCADE, related_name="themes")
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="themes")  # none: made in plenary
    key = models.CharField(max_length=40)  # made by the screen, so that it can be named before it is kept
    column = models.CharField(max_length=40)
    name = models.CharField(max_length=LONGEST_NAME)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "key"], name="one_theme_a_key")]

    def __str__(self) -> str:
        return self.name


class NoteQuerySet(models.QuerySet["Note"]):
    """Which notes hang where."""

    def with_key(self, workshop: int, key: str) -> "Note | None":
        """The note that a screen has given this key, if it is kept already: most often it is not."""
        is_there = _is_there('notes_note WHERE workshop_id = %s AND "key" = %s', workshop, key)
        return self.get(workshop=workshop, key=key) if is_there else None

    def numbers_on(self, step: int, author: int | None) -> tuple[int, int]:
        """How many notes a step's wall has, and how many this author has there. What was taken away counts too."""
        with connection.cursor() as cursor:
            by_author = "SELECT COUNT(*) FROM notes_note WHERE author_id = %s AND step_id = %s"
            cursor.execute(
                f"SELECT (SELECT COUNT(*) FROM notes_note WHERE step_id = %s), ({by_author})", (step, author, step)
            )
            on_wall, theirs = cursor.fetchone()
        return on_wall, theirs

    def visible(self, step: int, group: int | None = None, author: int | None = None) -> "NoteQuerySet":
        """What hangs on a step's wall (of a group, or of one person), merged ones too; not what is taken away."""
        shown = self.filter(step=step, removed_at=None).order_by("place", "pk")
        if group is not None:
            shown = shown.filter(Q(group=group) | Q(under__group=group))
        return shown if author is None else shown.filter(Q(author=author) | Q(under__author=author))


class Note(OwnAnswer):
    """Something that someone wrote."""

    id = models.BigIntegerField(primary_key=True, default=number_by_chance)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="notes")
    step = models.ForeignKey(Step, models.CASCADE, related_name="wall_notes")
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="notes")  # that it was written in
    key = models.CharField(max_length=40)  # made by the screen, so that it can be changed before it is kept
    column = models.CharField(max_length=40)
    text = models.CharField(max_length=MAX_NOTE_LENGTH)
    version = models.PositiveIntegerField(default=1)  # rises with each text
    nth = models.PositiveIntegerField(default=0)  # on the wall, in the order of writing: for the author's own screens
    place = models.BigIntegerField(default=place_by_chance)  # on others' screens; of what is written alone by chance
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, related_name="notes")
    under = models.ForeignKey("self", models.SET_NULL, null=True, related_name="merged")  # both texts stay
    twin = models.ForeignKey("self", models.SET_NULL, null=True, related_name="twins")  # two wrote in it at once
    author = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="notes")
    edited_by = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="+")
    edited_at = models.DateTimeField(null=True)
    writer = models.CharField(max_length=20, blank=True)  # the seat that wrote the text as it is
    entered_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    was_entered = models.BooleanField(default=False)  # by someone else, for a person without a phone
    lifted_at = models.DateTimeField(null=True)  # held to be among the most important
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")  # a leader; none: the author
    made_at = models.DateTimeField(default=timezone.now)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "key"], name="one_note_a_key")]
        indexes = [models.Index(fields=["step", "group"], name="notes_on_a_wall")]

    def __str__(self) -> str:
        return self.text


NoteFields = dict[str, str | int | None]  # fields of a note by name, as plain values


class NoteRevision(models.Model):
    """What a note was like before it was changed, so that the leader can undo. Not who changed it."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="note_changes")
    step = models.ForeignKey(Step, models.CASCADE, related_name="note_changes")
    note = models.ForeignKey(Note, models.CASCADE, related_name="changes")
    what = models.CharField(max_length=8)  # wrote, moved, merged, took
    before: "models.JSONField[NoteFields, NoteFields]" = models.JSONField()
    after: "models.JSONField[NoteFields, NoteFields]" = models.JSONField()  # it is undone only while they are still so
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["step", "-id"], name="latest_changes")]


Dots = dict[str, int]  # by what they lie on, such as theme:5


# What was on the ballot when it was opened: what kind of thing, which, and in what words
BallotEntry = TypedDict("BallotEntry", {"on": str, "number": int, "text": str | dict[str, str], "column": str})


class Poll(models.Model):
    """A vote by dots: so many each, so many on one thing at most. Secret until it is closed."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="polls")
    step = models.ForeignKey(Step, models.CASCADE, related_name="polls")
    name = models.CharField(max_length=20, blank=True)  # where a step has several
    dots = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField()
    choices: "models.JSONField[Sequence[Mapping[str, object]], list[BallotEntry]]" = models.JSONField(default=list)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    counts: "models.JSONField[Dots, Dots]" = models.JSONField(default=dict)  # as last shown
    voters = models.PositiveSmallIntegerField(default=0)  # whom they count; else how many voted for sure: too few
    # their dots by participant, for what a later result may show
    counted: "models.JSONField[dict[str, Dots], dict[str, Dots]]" = ParticipantsField(default=dict)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["step", "name"], name="one_poll_a_name")]

    @property
    def is_open(self) -> bool:
        """Whether people may vote."""
        return self.closed_at is None


class Vote(OwnAnswer):
    """One person's dots on one thing. Nobody else is shown it; closing the workshop deletes it."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="votes")
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="votes")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="votes")
    on = models.CharField(max_length=20)  # note, theme, or an exercise's own word
    number = models.PositiveBigIntegerField()
    dots = models.PositiveSmallIntegerField()
    was_entered = models.BooleanField(default=False)  # by who leads, for a person without a phone

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "participant", "on", "number"], name="votes_once_on_each"),
            models.CheckConstraint(condition=Q(dots__gt=0), name="no_empty_votes"),
        ]


class ActivitySeed(models.Model):
    """Something that an activity may grow from: a theme, a note, or what another exercise names in words."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="seeds")
    source = models.CharField(max_length=60)  # theme:5, note:12, horizon:7
    text = models.CharField(max_length=MAX_NOTE_LENGTH)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "source"], name="planted_once")]

    def __str__(self) -> str:
        return self.text
