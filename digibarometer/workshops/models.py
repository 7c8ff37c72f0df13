"""The rows of a workshop. Every one of them reaches its workshop in one hop."""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db import connection, models
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from digibarometer.accounts.models import User, new_secret
from digibarometer.jobs import Job
from digibarometer.links import spaced_code
from digibarometer.live.panels import Invalidation, whole_workshop
from digibarometer.places.models import Municipality
from digibarometer.questions.models import Area, QuestionSet


class State(models.TextChoices):
    """Where a workshop is in its life."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Going on")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Ended")
    CLOSED = "closed", _("Closed")


class Role(models.TextChoices):
    """What someone is in the municipality."""

    POLITICIAN = "politician", _("Politician")
    MANAGER = "manager", _("Manager")
    OFFICIAL = "official", _("Official")


class PhaseKind(models.TextChoices):
    """How people work in a phase."""

    ALONE = "alone", _("Alone")
    GROUPS = "groups", _("In small groups")
    PLENARY = "plenary", _("All together")


def new_code() -> str:
    """Six digits that no workshop has, for people to type."""
    while True:
        code = str(secrets.randbelow(900_000) + 100_000)
        if not Workshop.objects.filter(code=code).exists():
            return code


class Workshop(models.Model):
    """One run of Digibarometern in one municipality."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="workshops")
    question_set = models.ForeignKey(QuestionSet, models.PROTECT, related_name="workshops")
    title = models.CharField(_("Title"), max_length=120)
    is_short = models.BooleanField(default=False)  # only the questions of the short variant
    is_example = models.BooleanField(default=False)  # invented results: says so on every page
    is_practice = models.BooleanField(default=False)  # a rehearsal: counted nowhere, and thrown away
    code = models.CharField(max_length=6, unique=True, null=True, default=new_code)  # noqa: DJ001 none once closed
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    ahead_at = models.DateTimeField(null=True)  # since when people may rate before the day; none: they may not
    phase = models.ForeignKey("Phase", models.SET_NULL, null=True, related_name="+")
    spot = models.PositiveBigIntegerField(null=True)  # the question or page on the board, by number, or a BoardSpot
    phase_began_at = models.DateTimeField(null=True)
    extra_minutes = models.SmallIntegerField(default=0)
    paused_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    threshold = models.PositiveSmallIntegerField(default=5)  # people behind a figure, at least
    target_year = models.PositiveSmallIntegerField(null=True)
    next_round_on = models.DateField(null=True)
    show_names = models.BooleanField(default=False)
    left_out = models.JSONField(default=list)  # kinds of steps of the template that are not installed
    board_secret = models.CharField(max_length=40, default=new_secret)
    result_secret = models.CharField(max_length=40, unique=True, null=True, default=new_secret)  # noqa: DJ001 none: off
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    closes_on = models.DateField(null=True)  # confirmed beforehand, with the disposal reference
    committee = models.CharField(_("Committee"), max_length=120, blank=True)
    reference = models.CharField(_("Reference number"), max_length=60, blank=True)
    disposal_reference = models.CharField(_("Disposal decision"), max_length=120, blank=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def spaced_code(self) -> str:
        """The code as it is read and typed: 123 456."""
        return spaced_code(self.code)

    @property
    def is_invented(self) -> bool:
        """Whether its figures are nobody's: an example, or anything in the demo."""
        return self.is_example or settings.DEMO

    @property
    def is_over(self) -> bool:
        """Ended or closed: nothing is rated any more."""
        return self.state in {State.ENDED, State.CLOSED}

    def update_and_bump_version(self, **fields: object) -> list[Invalidation]:
        """Set these fields and raise the version, which every screen's seat is looked up by: all panels change."""
        for name, value in fields.items():
            setattr(self, name, value)
        type(self).objects.filter(pk=self.pk).update(version=F("version") + 1, **fields)
        return [whole_workshop(self.pk)]

    def ends_at(self, minutes: int) -> datetime | None:
        """When the phase of so many minutes is out; none while it stands still."""
        if not self.phase_began_at or self.paused_at:
            return None
        return self.phase_began_at + timedelta(minutes=minutes + self.extra_minutes)


class Occasion(models.Model):
    """A day, or half a day, that the workshop is held on."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="occasions")
    order = models.PositiveSmallIntegerField()
    on = models.DateField(_("Date"), null=True)
    begins = models.TimeField(_("Starts"), null=True)
    behind = models.SmallIntegerField(default=0)  # minutes later than planned that what is left begins
    place = models.CharField(_("Place"), max_length=200, blank=True)  # address and room
    video = models.URLField(_("Video meeting"), max_length=500, blank=True)  # the municipality's own; https only

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["workshop", "order"], name="occasions_in_order")]

    def __str__(self) -> str:
        return f"{self.workshop} · {self.order}"


class Step(models.Model):
    """A row of the agenda."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="steps")
    occasion = models.ForeignKey(Occasion, models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    title = models.JSONField(default=dict)
    guide = models.JSONField(default=dict)  # what factory.GUIDE names
    watch_speaker = models.BooleanField(default=False)  # phones say: look at the speaker

    class Meta:
        ordering = ["occasion__order", "order"]


class Phase(models.Model):
    """A stretch of a step: alone, in groups or all together."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="phases")
    step = models.ForeignKey(Step, models.CASCADE, related_name="phases")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=PhaseKind)
    minutes = models.PositiveSmallIntegerField()
    text = models.JSONField(default=dict)

    class Meta:
        ordering = ["step__occasion__order", "step__order", "order"]


class MoveKind(StrEnum):
    """What a leader did with the room."""

    TO = "to"  # a phase
    SPOT = "spot"  # put something on the board, or took it off
    EXTEND = "extend"
    PAUSE = "pause"
    RESUME = "resume"
    REPLAN = "replan"
    AHEAD = "ahead"  # let people rate before the day
    NOT_AHEAD = "not_ahead"
    END = "end"
    REOPEN = "reopen"
    CLOSE = "close"


class Move(models.Model):
    """Something that the leader did with the room: who and when. Hand-over and 'three minutes late' come of it."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="moves")
    phase = models.ForeignKey(Phase, models.SET_NULL, null=True, related_name="+")
    what = models.CharField(max_length=12)  # a MoveKind
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]


class Right(models.TextChoices):
    """What a coach is invited to."""

    PLAN = "plan", _("See the plan")
    FOLLOW = "follow", _("Follow live")
    LEAD = "lead", _("Help to lead")
    CARDS = "cards", _("Bring horizon cards")


def _follow() -> list[str]:
    return [Right.FOLLOW.value]


class LeaderRole(models.Model):
    """Who may lead a workshop, or follow it as a coach."""

    class Kind(models.TextChoices):
        """What they may do."""

        LEADER = "leader", _("Leader")
        CO_LEADER = "co_leader", _("Co-leader")
        COACH = "coach", _("Coach")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="leadings")
    user = models.ForeignKey(User, models.CASCADE, related_name="leadings")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.LEADER)
    rights: "models.JSONField[list[str], list[str]]" = models.JSONField(default=_follow)  # a coach's
    begins_on = models.DateField(null=True)  # a coach's first day and last; none: from the start, and to the end
    ends_on = models.DateField(null=True)
    began_at = models.DateTimeField(null=True)  # when a coach's time had begun, and the coach was shown
    ended_at = models.DateTimeField(null=True)  # when the time had run out, and the coach's screens were let go

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop", "user"], name="leads_once")]

    @property
    def is_on(self) -> bool:
        """Whether it holds today."""
        today = timezone.localdate()
        return (self.begins_on is None or self.begins_on <= today) and (self.ends_on is None or today <= self.ends_on)

    def may(self, *rights: Right) -> bool:
        """Whether a coach may do one of these today; who leads may do all of it."""
        return self.kind != self.Kind.COACH or (self.is_on and any(right.value in self.rights for right in rights))

    def rights_text(self) -> str:
        """What a coach may do, in words."""
        return ", ".join(str(right.label) for right in Right if right.value in self.rights)


class LeaderNote(models.Model):
    """What the leaders wrote for themselves on a step."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="leader_notes")
    step = models.ForeignKey(Step, models.CASCADE, related_name="notes")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")  # who wrote last
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step"], name="one_note_a_step")]


def new_sitting() -> int:
    """A number for a sitting: no secret, and like no other's."""
    return secrets.randbelow(1 << 62)


ELSEWHERE = "elsewhere"  # stands in place of what was said in another sitting


class ParticipantsField(models.JSONField):
    """What is told by participants' numbers: whom something counts, or who has been shown it. No export holds it."""


class OwnAnswer(models.Model):
    """Something that somebody says for themselves. It is read only in the sitting that it was said in.

    A sitting is a person before one screen: a phone for as long as it is their phone, the table's screen until it is
    blanked or handed on. Without one (from paper, or said for somebody by another) it counts, and no screen of theirs
    shows it.
    """

    sitting = models.BigIntegerField(null=True, editable=False)

    class Meta:
        abstract = True


class Group(models.Model):
    """A small group. Retired, never deleted: ratings remember the group of their time."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="groups")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40, blank=True)
    secret = models.CharField(max_length=40, default=new_secret)
    held = models.ForeignKey("Participant", models.SET_NULL, null=True, related_name="+")  # who has the table screen
    held_sitting = models.BigIntegerField(null=True)  # theirs there
    asked = models.ForeignKey("Participant", models.SET_NULL, null=True, related_name="+")  # whose phone must say yes
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name or str(_("Group %(number)s") % {"number": self.number})


class Participant(models.Model):
    """Someone in the room, without an account. One phone acts from their seat: the one whose cookie has its secret."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="participants")
    role = models.CharField(max_length=10, choices=Role)
    unit = models.CharField(max_length=60, blank=True)
    first_name = models.CharField(max_length=30, blank=True)
    secret_hash = models.CharField(max_length=64, blank=True)  # of the phone's secret; empty: without a phone
    sitting = models.BigIntegerField(default=new_sitting)  # the phone's
    epoch = models.PositiveIntegerField(default=1)
    joined_at = models.DateTimeField(default=timezone.now)
    join_key = models.CharField(max_length=40, null=True)  # noqa: DJ001 the form that made the seat; none without one
    has_no_phone = models.BooleanField(default=False)  # made at a table screen or by who leads: by one hand, perhaps

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "join_key"], name="joins_once")]

    def __str__(self) -> str:
        return self.first_name or str(Role(self.role).label)


class SeatTransfer(models.Model):
    """A link that gives another phone a participant's seat, once.

    It brings their answers along only where the old phone made it and has said yes to the new one, so whoever leads
    cannot read them by it.
    """

    VALID_FOR = timedelta(minutes=30)

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="seat_transfers")
    participant = models.OneToOneField(Participant, models.CASCADE, related_name="seat_transfer")
    started_by = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")  # who leads; none: the old phone
    asker_hash = models.CharField(max_length=64, blank=True)  # of the secret of the new phone that has asked
    number = models.PositiveSmallIntegerField(null=True)  # 10–99, that both phones show once the new one has asked
    confirmed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=timezone.now)

    @property
    def is_valid(self) -> bool:
        """Whether it has not run out."""
        return timezone.now() - self.made_at < self.VALID_FOR

    @property
    def secret(self) -> str:
        """What its link ends with, 32 hexadecimal digits; it is kept nowhere."""
        value = f"{self.pk} {self.made_at.isoformat()}"
        return salted_hmac("digibarometer.seat_transfer", value, algorithm="sha256").hexdigest()[:32]


class Attendance(models.Model):
    """A participant takes part in an occasion, in a group. Losing contact changes nothing of this."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="attendances")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="attendances")
    occasion = models.ForeignKey(Occasion, models.CASCADE, related_name="attendances")
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="attendances")
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "occasion"], name="attends_once")]


class PhaseReadyManager(models.Manager["PhaseReady"]):
    """Asks who is done."""

    def has_said(self, participant: int, phase: int | None) -> bool:
        """Whether someone is done with the phase; plain SQL, because each phone asks for it at once."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT is_ready FROM workshops_phaseready WHERE phase_id = %s AND participant_id = %s",
                [phase, participant],
            )
            return any(bool(is_ready) for (is_ready,) in cursor.fetchall())


class PhaseReady(models.Model):
    """A participant says: I am done with this phase."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="readies")
    phase = models.ForeignKey(Phase, models.CASCADE, related_name="readies")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="readies")
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="+")
    is_ready = models.BooleanField(default=True)

    objects = PhaseReadyManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["phase", "participant"], name="ready_once")]


class PreworkReminder(Job):
    """One e-mail to those who were asked to rate before the day. An address goes when it has been written to."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="reminder")
    addresses: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)
    on = models.DateField()
    sent = models.PositiveSmallIntegerField(default=0)  # how many have been written to
    failed = models.PositiveSmallIntegerField(default=0)  # how many could not be written to, so that theirs are gone
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)


class ClosingAnswer(OwnAnswer):
    """What a participant says of the workshop itself when it ends: three short answers."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="check_outs")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="check_outs")
    question = models.CharField(max_length=12)  # talked, learned, goes_on
    answer = models.PositiveSmallIntegerField()  # 1 no, 2 partly, 3 yes

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "question"], name="checks_out_once")]
