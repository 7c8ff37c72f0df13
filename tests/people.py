"""The cast, each with a reason to exist, and what they can do without a socket.

Anna and Bo sit in one group, with Gun and Hans beside them so that a group can be enough; Cilla sits in another. Dag is
in another workshop of another municipality and sees nothing of this one. Eva leads, Frans coaches. The board shows, and
the table is the shared screen of Anna's group; Gun, who has no phone, has it. The table of Cilla's
group has asked her phone.
"""

import json
from contextlib import contextmanager
from copy import copy
from datetime import timedelta
from itertools import count
from pathlib import Path

import yaml
from django.db import connection, transaction
from django.utils import timezone
from msgspec import convert

from digibarometer.accounts.models import Membership, User
from digibarometer.exercises.activities.models import Activity, EffectEffortVote
from digibarometer.exercises.activities.rules import stages
from digibarometer.exercises.assessment.models import GroupRating, Rating
from digibarometer.exercises.horizon.models import Placement, Signal
from digibarometer.hosting.models import Hand, Message, ParkedQuestion, ParkingLot, QuickAnswer, QuickQuestion
from digibarometer.live.actions import ActionRefused
from digibarometer.live.codec import ActionCodec
from digibarometer.live.panels import OWN
from digibarometer.live.rendering import PanelRenderer
from digibarometer.live.writer import FAILED, QueuedAction, Writer
from digibarometer.notes import undo_log
from digibarometer.notes.models import ActivitySeed, Note, NoteRevision, Poll, Theme
from digibarometer.places.importer import load_places
from digibarometer.places.models import Municipality
from digibarometer.presenting.models import Presentation
from digibarometer.questions.agenda_templates.schema import AgendaStep, find_template
from digibarometer.questions.models import Card
from digibarometer.questions.question_sets.importer import load_shipped
from digibarometer.results.followup.component import add_followup_step
from digibarometer.workshops import attendance, seat_transfer
from digibarometer.workshops.actions.conditions import VersionedAction
from digibarometer.workshops.composition import build_registry
from digibarometer.workshops.factory import add_step, create_workshop
from digibarometer.workshops.models import Attendance, Group, LeaderRole, Move, Participant, State, Step
from digibarometer.workshops.seats import BoardSeat, Viewer, desk_seat, participant_seat, table_seat
from digibarometer.workshops.snapshot import current_snapshot, drop_snapshots, load_snapshot, version_of
from tests.as_a_browser import Page
from tests.fifth_exercise.models import Question

SALEM, OTHER = "0128", "0114"
SEATS = ("anna", "bo", "cilla", "table", "eva", "frans", "board")
ACTIVITIES = tuple(f"activities_{each}" for each in ("propose", "sharpen", "gather", "weigh", "choose"))
SWOT = ("swot_alone", "swot_groups", "swot_plenary", "swot_vote")
HORIZON = ("horizon_plenary", "horizon_alone", "horizon_groups", "horizon_talk")
WORK = ("alone", "groups", "plenary", "today", *ACTIVITIES, "checkout")
IN_STEPS = ("welcome", "welcome_talk", "followup", "break", *SWOT, *HORIZON, "fist", *WORK)
WHERE = ("ahead", *IN_STEPS, "paused", "ended", "closed")
FIST = Path(__file__).parent / "fifth_exercise" / "agenda_step.yaml"

_numbers = count(1)


def move_to_new_phone(person, by):
    """A phone is lost, and who leads makes a link for another one; what its cookie holds."""
    return seat_transfer.claim_seat(seat_transfer.start_transfer(person, by))


def reader_of(touch):
    """For whom a panel is drawn: its person on their phone, where it is a person's own."""
    if touch.audience.kind != OWN:
        return None
    return Viewer(touch.audience.of, Participant.objects.get(pk=touch.audience.of).sitting)


class Broken(Exception):
    """An action failed in a way that nobody foresaw."""


class Room:
    """A workshop with the cast in their seats, some of the first area's questions rated, and another beside it."""

    def __init__(self):
        drop_snapshots(None)
        self.began_at = timezone.now()  # one moment, so that the room looks the same whenever it is put somewhere
        if not Municipality.objects.exists():
            load_places()
        self.question_set = load_shipped()[0]
        self.registry = build_registry()
        self.wire = ActionCodec(self.registry)
        self.users = {name: User.objects.create_user(f"{name}@example.se", None) for name in ("eva", "frans", "greta")}
        self.earlier = {code: self._round_before(code) for code in (SALEM, OTHER)}
        self.pk = self._workshop(SALEM, self.users["eva"])
        self.elsewhere = self._workshop(OTHER, self.users["greta"])
        LeaderRole.objects.create(workshop_id=self.pk, user=self.users["frans"], kind=LeaderRole.Kind.COACH)
        self.people, self.groups = {}, {}
        self._seat(self.pk, {"a": ["anna", "bo", "gun", "hans"], "b": ["cilla", "ivar"]})
        self._seat(self.elsewhere, {"d": ["dag", "disa", "dora"]})
        Participant.objects.filter(pk=self.people["gun"]).update(secret_hash="")
        Group.objects.filter(pk=self.groups["a"]).update(
            held=self.people["gun"], held_sitting=self.viewer("gun").sitting
        )
        Group.objects.filter(pk=self.groups["b"]).update(asked=self.people["cilla"])
        self._some_answers()
        self._some_notes()
        self._some_signals()
        self._some_activities()
        self._some_wishes()
        self._some_hands()
        self.go("alone")

    def _workshop(self, municipality, leader):
        held_by = Municipality.objects.get(pk=municipality)
        Membership.objects.create(user=leader, municipality=held_by)
        made = create_workshop(held_by, "En dag", self.question_set, find_template("heldag"), leader)
        add_followup_step(made)
        self._a_fist(made)
        return made.pk

    def _a_fist(self, workshop):
        """Before the closing the room is asked something that no shipped agenda asks."""
        closing = workshop.steps.get(kind="checkout")
        Step.objects.filter(pk=closing.pk).update(order=closing.order + 1)
        fist = convert(yaml.safe_load(FIST.read_text(encoding="utf-8")), AgendaStep)
        step = add_step(closing.occasion, closing.order, fist, None)
        Question.objects.create(workshop=workshop, step=step, text="Är kartan bra nog?")

    def _round_before(self, municipality):
        """Each municipality closed a workshop a year ago, and chose to do two things; no level was agreed on."""
        made = create_workshop(
            Municipality.objects.get(pk=municipality), "I fjol", self.question_set, find_template("heldag"), None
        )
        ago = self.began_at - timedelta(days=365)
        made.update_and_bump_version(made_at=ago, ended_at=ago, state=State.CLOSED, code=None)
        for number, name in enumerate(("Rita om kartan", "Fråga grannarna"), start=1):
            Activity.objects.create(workshop=made, number=number, source=f"said:{number}", name=name, chosen_at=ago)
        return made.pk

    def earlier_activity(self, number=1):
        """The number of an activity of the plan before."""
        return Activity.objects.get(workshop=self.earlier[SALEM], number=number).pk

    def _seat(self, workshop, groups):
        of = load_snapshot(workshop).workshop
        for number, (name, sitting) in enumerate(groups.items(), start=1):
            group = Group.objects.create(workshop=of, number=number)
            self.groups[name] = group.pk
            for place, person in enumerate(sitting):
                role = ("official", "manager", "politician")[place % 3]
                self.people[person] = attendance.join(of, role, "", person.title()).pk
            Attendance.objects.filter(participant__in=[self.people[one] for one in sitting]).update(group=group)
        drop_snapshots(None)

    def _some_answers(self):
        """Of the first question all in Anna's group have answered, of the second three; both groups have a level."""
        first, second = self.questions[:2]
        for person in ("anna", "bo", "gun", "hans"):
            Rating.objects.set_rating(self.pk, self.viewer(person), self.groups["a"], first, 3)
            if person != "hans":
                Rating.objects.set_rating(self.pk, self.viewer(person), self.groups["a"], second, 2)
        for name in ("a", "b"):
            of = {"workshop_id": self.pk, "group_id": self.groups[name]}
            GroupRating.objects.create(**of, question_id=first, level=3)

    def _some_notes(self):
        """Anna and Bo have written in one group, Cilla in another; Bo's lies in a theme, and Anna's has been moved."""
        for workshop, who in ((self.pk, ("anna", "bo", "cilla")), (self.elsewhere, ("dag",))):
            of = {"workshop_id": workshop, "step": self.swot(workshop)}
            group = {"anna": "a", "bo": "a", "cilla": "b", "dag": "d"}
            theme = Theme.objects.create(
                **of, key=f"theme-{who[0]}", column="strengths", name="Kartan", group_id=self.groups[group[who[0]]]
            )
            for name in who:
                person = self.people[name]
                note = Note.objects.create(
                    **of,
                    key=f"note-{name}",
                    column="strengths",
                    text=f"Kartan är bra, säger {name}",
                    writer=f"p{person}",
                    author_id=person,
                    sitting=self.viewer(name).sitting,
                    group_id=self.groups[group[name]],
                    theme=theme if name == "bo" else None,
                )
                if name == "anna":
                    undo_log.record_revision(note, "moved", column="weaknesses")
            choices = [{"on": "theme", "number": theme.pk, "text": theme.name, "column": theme.column}]
            Poll.objects.create(**of, dots=3, most=2, choices=choices, counts={f"theme:{theme.pk}": 7}, voters=5)

    def _some_signals(self):
        """Both workshops look at a card and at an observation; Anna's group has placed the card."""
        self.card, self.other_card = (
            Card.objects.create(
                key=key, kind="law", title={"sv": key}, what_happens={"sv": "Något händer"}, horizon=0, source="Någon",
                as_of=2026, review_by="2027-06-30",
            )
            for key in ("kartlagen", "planlagen")
        )  # fmt: skip
        self.signals = {}
        for workshop, name, group in ((self.pk, "anna", "a"), (self.elsewhere, "dag", "d")):
            of = {"workshop_id": workshop, "step": self.scan(workshop)}
            card = Signal.objects.create(**of, key=f"card-{of['step'].pk}-{self.card.pk}", card=self.card, place=0)
            own = Signal.objects.create(**of, key=f"seen-{name}", title="En drönare", **self.by(name))
            self.signals |= {f"card-{name}": card.pk, name: own.pk}
            Placement.objects.create(
                workshop_id=workshop, signal=card, group_id=self.groups[group], horizon=1, meaning=4, is_threat=False
            )

    def scan(self, workshop=None):
        """The step of the horizon scan."""
        return next(step for step in self.snapshot_of(workshop or self.pk).steps if step.kind == "horizon")

    def _some_activities(self):
        """Anna, Bo and Cilla have proposed something; Anna's and Bo's are on the short list; five have weighed one."""
        weigh = {self.pk: ("anna", "bo", "gun", "hans", "cilla"), self.elsewhere: ("dag",)}
        for workshop, who in ((self.pk, ("anna", "bo", "cilla")), (self.elsewhere, ("dag",))):
            step = self.activities_step(workshop)
            of = {"workshop_id": workshop, "step": step}
            for number, name in enumerate(who, start=1):
                note = Note.objects.create(
                    **of, key=f"proposal-{name}", column="proposals", text=f"Rita kartan, säger {name}",
                    writer=f"p{self.people[name]}", **self.by(name),
                    group_id=self.groups[{"cilla": "b", "dag": "d"}.get(name, "a")],
                )  # fmt: skip
                if name == "cilla":
                    continue
                activity = Activity.objects.create(
                    **of,
                    number=number,
                    source=f"proposal:{note.pk}",
                    name=note.text,
                    dots=4 - number,
                    chosen_at=timezone.now() if number == 1 else None,
                )
                for person in weigh[workshop] if number == 1 else ():
                    EffectEffortVote.objects.create(
                        workshop_id=workshop,
                        activity=activity,
                        participant_id=self.people[person],
                        sitting=self.viewer(person).sitting,
                        effect=4,
                        effort=2,
                    )
            ActivitySeed.objects.create(
                workshop_id=workshop, source=f"raised:{workshop}", text="Kartan hinner inte med"
            )

    def _some_wishes(self):
        """The leader has said something to each group of Anna's workshop, and Cilla's group asks for help."""
        phase = self.phase("groups")
        for group in (self.groups["a"], self.groups["b"]):
            Message.objects.create(workshop_id=self.pk, phase=phase, group_id=group, text="5 minuter kvar")
        ParkingLot.objects.create(workshop_id=self.pk, opened_at=self.began_at)
        ParkedQuestion.objects.create(workshop_id=self.pk, key="parked-bo", text="Vem bestämmer?", writer="l1")
        before = {"key": "before", "kind": "words", "text": "Ett ord?", "closed_at": self.began_at}
        asked = QuickQuestion.objects.create(workshop_id=self.pk, **before)
        self.words = QuickAnswer.objects.create(workshop_id=self.pk, ask=asked, text="Kartan först").pk
        self.ask = QuickQuestion.objects.create(workshop_id=self.pk, key="ask", kind="scale", text="Hur går det?").pk
        Hand.objects.create(workshop_id=self.pk, phase=phase, group_id=self.groups["b"], what="help")

    def _some_hands(self):
        """Five have shown how many fingers, as many as it takes; nobody has seen how they stand."""
        for fingers, name in enumerate(("anna", "bo", "gun", "hans", "cilla", "dag")):
            question = Question.objects.get(workshop=self.elsewhere if name == "dag" else self.pk)
            viewer = self.viewer(name)
            said = {"participant_id": viewer.participant_id, "sitting": viewer.sitting, "fingers": fingers}
            question.hands.create(workshop_id=question.workshop_id, **said)

    def message(self, group):
        """The number of what the leader has said to a group."""
        return Message.objects.get(group=self.groups[group], text="5 minuter kvar").pk

    def activity(self, number=1):
        """The number of an activity on the short list."""
        return Activity.objects.get(workshop=self.pk, number=number).pk

    def presentation(self, workshop=None):
        """The number of a guest's presentation of three pages."""
        of = {"workshop_id": workshop or self.pk}
        made, is_new = Presentation.objects.get_or_create(
            **of, title="Gästens bilder", defaults={"state": "ready", "count": 3}
        )
        for number in range(1, 4) if is_new else ():
            made.pages.create(**of, number=number, text=f"Gästens sida {number}", picture=b"RIFF")
        return made.pk

    def proposal(self, name):
        """The number of the proposal that someone wrote."""
        return Note.objects.get(key=f"proposal-{name}").pk

    def activities_step(self, workshop=None):
        """The step of activities."""
        return next(step for step in load_snapshot(workshop or self.pk).steps if step.kind == "activities")

    @property
    def change(self):
        """The number of a change that can be undone."""
        return NoteRevision.objects.filter(workshop=self.pk, note__key="note-anna").earliest("pk").pk

    @property
    def theme(self):
        """The number of the theme in Anna's group."""
        return Theme.objects.get(key="theme-anna").pk

    def swot(self, workshop=None):
        """The SWOT step."""
        return next(step for step in self.snapshot_of(workshop or self.pk).steps if step.kind == "swot")

    def again(self):
        """The same cast for another test, which may note down more about it."""
        copied = copy(self)
        copied.__dict__ |= {name: dict(kept) for name, kept in vars(self).items() if isinstance(kept, dict)}
        return copied

    # Where the room is ────────────────────────────────────────────────────────

    def snapshot_of(self, workshop):
        """A workshop at its version, as the product remembers it; what changes none of that is no change of it."""
        return current_snapshot(workshop, version_of(workshop))

    @property
    def snapshot(self):
        """The workshop as it stands."""
        return self.snapshot_of(self.pk)

    @property
    def area(self):
        """The first area that is assessed."""
        return next(step.area_id for step in self.snapshot.steps if step.kind == "assessment" and step.area_id)

    @property
    def questions(self):
        """The numbers of its questions."""
        return [question.pk for question in self.snapshot.questions_of(self.area)]

    def phase(self, where, workshop=None):
        """The phase that a word of WHERE stands for."""
        here = self.snapshot_of(workshop or self.pk)
        kind = where if where in {"welcome", "break", "today", "checkout", "followup", "fist"} else "assessment"
        wanted = where if where in {"alone", "groups", "plenary"} else None
        if where in ACTIVITIES:
            phases = here.phases_of(self.activities_step(here.pk))
            return phases[stages([phase.kind for phase in phases]).index(where.split("_")[1])]
        if "_" in where:  # the kind of step, and of phase
            kind, wanted = where.replace("_vote", "_plenary").split("_")
        step = next(step for step in here.steps if step.kind == kind and (kind != "assessment" or step.area_id))
        if wanted == "talk":  # the last phase, when all talk about what there is
            return here.phases_of(step)[-1]
        return next(phase for phase in here.phases_of(step) if wanted in (None, phase.kind))

    def go(self, where, spot=None):
        """Put the room, and Dag's, in a phase or a state, past the leader's own actions."""
        state = where if where in {State.PAUSED, State.ENDED, State.CLOSED} else State.OPEN
        before = {"phase": None, "spot": None, "state": State.PLANNED, "ahead_at": self.began_at}
        for workshop in (self.pk, self.elsewhere):
            polls = Poll.objects.filter(workshop=workshop)
            polls.update(closed_at=None if where.endswith("_vote") else self.began_at)
            phase, opens = self.phase(where, workshop), self.phase("plenary", workshop)
            there = {"phase": phase, "spot": spot, "state": state, "ahead_at": None}
            self.snapshot_of(workshop).workshop.update_and_bump_version(**(before if where == "ahead" else there))
            Move.objects.filter(workshop=workshop).delete()
            if where in {"plenary", "today", "checkout"}:  # then the area has been opened to everyone
                Move.objects.create(workshop_id=workshop, phase=opens, what="to")
        drop_snapshots(None)

    # Who does what ────────────────────────────────────────────────────────────

    def seat(self, name):
        """Where someone of the cast sits, as it is now."""
        here = self.snapshot_of(self.elsewhere if name in {"dag", "greta"} else self.pk)
        if name == "board":
            return BoardSeat(here, secret=here.workshop.board_secret)
        if name == "table":
            group = here.groups[self.groups["a"]]
            return table_seat(here, group)
        if name in self.users:
            return desk_seat(here, self.users[name].pk)
        return participant_seat(here, Participant.objects.get(pk=self.people[name]))

    def viewer(self, name):
        """Someone of the cast, in the sitting of their phone."""
        return Viewer(self.people[name], Participant.objects.get(pk=self.people[name]).sitting)

    def by(self, name):
        """The fields of something that they wrote."""
        return {"author_id": self.people[name], "sitting": self.viewer(name).sitting}

    def lets(self, name, kind=LeaderRole.Kind.COACH, rights=("follow",)):
        """One more with an account and a leading of the workshop: a co-leader, or a coach with other rights."""
        if name not in self.users:
            self.users[name] = User.objects.create_user(f"{name}@example.se", None)
        said = {"kind": kind, "rights": list(rights)}
        LeaderRole.objects.update_or_create(workshop_id=self.pk, user=self.users[name], defaults=said)

    def frame(self, name, do, /, **fields):
        """An action as it is written on the wire; a leader's carries the version that the leader saw."""
        if do in self.registry.rules and issubclass(self.registry.rules[do].action, VersionedAction):
            fields.setdefault("version", self.snapshot.version)
        fields.setdefault("number", next(_numbers))
        fields.setdefault("phase", self.snapshot.workshop.phase_id)
        return json.dumps({"do": do, "id": f"{name}-{fields['number']}", **fields})

    def act(self, name, do, /, **fields):
        """Apply an action as the ledger does, and answer what it touched.

        Raises ActionRefused, Unreadable for what the wire does not take, and Broken where the ledger caught an error.
        """
        return self.apply(self.seat(name), self.frame(name, do, **fields))

    def table_lets_in(self, people, do, **fields):
        """One person at the table's screen lets newcomers in, a tap each, and says the same for every one of them."""
        for _ in range(people):
            self.act("table", "room.hand_over", role="official")
            self.act("table", do, **fields)

    def apply(self, seat, frame):
        """The same with a seat and a frame of one's own."""
        row, action = self.wire.read(frame)
        writer = Writer(self.registry)
        wish = QueuedAction(row, action, seat, answered=None)
        with transaction.atomic():
            writer.attempt([wish])
        if wish.refused is FAILED:
            raise Broken(row.name)
        if wish.refused:
            raise ActionRefused(wish.refused)
        connection.check_constraints()  # at commit on SQLite, and the test's transaction never commits
        return set(wish.touches)

    # What can be seen and what is kept ─────────────────────────────────────────

    def every_panel_for_every_audience(self, language="sv", left_out=()):
        """All panels of all screens of both rooms, drawn anew; but for rooms that are left out."""
        drop_snapshots(None)
        drawer = PanelRenderer(self.registry)
        seats = [self.seat(name) for name in (*SEATS, "dag", "greta", "gun")]
        shown = [(touch, seat.viewer) for seat in seats for touch in self.registry.screen_panels(seat)]
        return {
            touch: drawer.html(touch, language, viewer) for touch, viewer in shown if touch.workshop not in left_out
        }

    def after_items(self, before, touched, language="sv"):
        """The same panels as a browser has them once the items of long lists that were touched have come."""
        drawer, pages = PanelRenderer(self.registry), {}
        for touch in touched:
            if touch.panel.startswith("live/") or self.registry.panels[touch.panel].within is None:
                continue
            holder = self.registry.panels[touch.panel].container(touch)
            if holder in before:
                pages.setdefault(holder, Page(before[holder])).take(
                    touch.id, drawer.html(touch, language, reader_of(touch))
                )
        return {holder: page.shape() for holder, page in pages.items()}

    def rows_kept(self):
        """Every row of every table of ours that a workshop has, so that a change anywhere shows."""
        from django.apps import apps

        ours = [model for model in apps.get_models() if model.__module__.startswith(("digibarometer", "tests."))]
        ours = [model for model in ours if model._meta.label not in NOT_ROOMS]
        return {model._meta.label: sorted(model._default_manager.values_list(), key=repr) for model in ours}

    @contextmanager
    def then_as_before(self):
        """Try something, and take it back."""
        with transaction.atomic():
            try:
                yield
            finally:
                transaction.set_rollback(True)
        drop_snapshots(None)


NOT_ROOMS = {
    "questions.Card",
    "places.County",
    "places.Municipality",
    "questions.Area",
    "questions.Question",
    "questions.QuestionSet",
}
