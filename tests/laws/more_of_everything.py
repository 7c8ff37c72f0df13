"""More of all that a workshop and its municipality have: people, answers, notes, cards, activities, colleagues."""

from django.utils import timezone
from django.utils.crypto import get_random_string

from digibarometer.accounts.models import Invitation, Membership, User
from digibarometer.exercises.activities.models import Activity, EffectEffortVote
from digibarometer.exercises.assessment.models import GroupRating, OwnReason, PlenaryRating, Rating
from digibarometer.exercises.horizon.models import Placement, Signal
from digibarometer.hosting.models import Decision, Hand, Message, ParkedQuestion, QuickAnswer, QuickQuestion
from digibarometer.inviting.models import Invitee, StakeholderFunction
from digibarometer.notes.models import ActivitySeed, Note, Theme
from digibarometer.questions.agenda_templates.schema import find_template
from digibarometer.questions.models import Card
from digibarometer.results.models import Target
from digibarometer.workshops import attendance
from digibarometer.workshops.factory import create_workshop
from digibarometer.workshops.models import Attendance, ClosingAnswer, Group, LeaderRole, Move, PhaseReady
from digibarometer.workshops.seats import Viewer
from digibarometer.workshops.snapshot import drop_snapshots, load_snapshot


def add(room, number):
    """So many groups with as many people, who have all said something everywhere; and so many of the rest."""
    room.go("alone")
    for _ in range(number):
        _a_group(room, number)
        _a_colleague(room)
        _written_together(room)
    snapshot = load_snapshot(room.pk)
    for question in snapshot.questions[: 3 * number]:
        PlenaryRating.objects.update_or_create(
            workshop_id=room.pk, question=question, defaults={"level": 2, "motivation": "Så är det"}
        )
    for area in snapshot.areas[:number]:
        Target.objects.update_or_create(workshop_id=room.pk, area=area, question=None, defaults={"level": 4})
    Move.objects.bulk_create(Move(workshop_id=room.pk, phase=snapshot.phases[0], what="to") for _ in range(number))
    drop_snapshots(None)


def _said_and_asked(room, group):
    """The leader has said something to the group, which wants something; questions are parked, decided and asked."""
    of = {"workshop_id": room.pk}
    Message.objects.create(**of, phase=room.phase("groups"), group=group, text="2 minuter kvar")
    Hand.objects.create(**of, phase=room.phase("groups"), group=group, what="done")
    ParkedQuestion.objects.create(**of, key=_word(), text="Vem bestämmer?")
    Decision.objects.create(**of, key=_word(), text="Vi bestämmer")
    QuickAnswer.objects.create(**of, ask_id=room.ask, value=3)
    QuickAnswer.objects.create(**of, ask=QuickQuestion.objects.get(workshop=room.pk, key="before"), text=_word())


def _word():
    return get_random_string(8)


def _a_group(room, number):
    snapshot = load_snapshot(room.pk)
    group = Group.objects.create(workshop_id=room.pk, number=Group.objects.filter(workshop=room.pk).count() + 1)
    people = [
        attendance.join(snapshot.workshop, ("official", "manager", "politician")[n % 3], "", _word()) for n in range(6)
    ]
    Attendance.objects.filter(participant__in=people).update(group=group)
    for question in snapshot.questions[: 3 * number]:
        GroupRating.objects.create(workshop_id=room.pk, group=group, question=question, level=3, reason="Därför")
    _said_and_asked(room, group)
    for person in people:
        for place, question in enumerate(snapshot.questions[: 3 * number]):
            Rating.objects.set_rating(room.pk, Viewer(person.pk, person.sitting), group.pk, question.pk, 1 + place % 4)
        OwnReason.objects.create(workshop_id=room.pk, participant=person, question=snapshot.questions[0], reason="Så")
        ClosingAnswer.objects.create(workshop_id=room.pk, participant=person, question="talked", answer=3)
        PhaseReady.objects.create(
            workshop_id=room.pk, phase=room.phase("alone"), participant=person, group=group, is_ready=True
        )
        _written(room, person, group)
    for signal in Signal.objects.filter(workshop=room.pk):
        Placement.objects.create(workshop_id=room.pk, signal=signal, group=group, horizon=1, meaning=3, is_threat=False)


def _written(room, person, group):
    of = {"workshop_id": room.pk, "writer": f"p{person.pk}", "author": person, "group": group}
    for step, column in ((room.swot(), "strengths"), (room.activities_step(), "proposals")):
        Note.objects.create(**of, step=step, key=_word(), column=column, text="Det här tänker jag på")
    Signal.objects.create(workshop_id=room.pk, step=room.scan(), key=_word(), title="Något nytt", author=person)
    for activity in Activity.objects.filter(workshop=room.pk):
        EffectEffortVote.objects.create(workshop_id=room.pk, activity=activity, participant=person, effect=4, effort=2)


def _a_colleague(room):
    workshop = load_snapshot(room.pk).workshop
    colleague = User.objects.create_user(f"{_word()}@example.se", None)
    Membership.objects.create(user=colleague, municipality=workshop.municipality)
    LeaderRole.objects.create(workshop=workshop, user=colleague, kind=LeaderRole.Kind.CO_LEADER)
    StakeholderFunction.objects.create(workshop=workshop, name=_word(), coming=2)
    Invitee.objects.create(workshop=workshop, email=f"{_word()}@example.se")
    Invitation.objects.create(municipality=workshop.municipality, email=f"{_word()}@example.se")
    create_workshop(
        workshop.municipality, "En dag till", workshop.question_set, find_template("heldag"), room.users["eva"]
    )


def _written_together(room):
    of = {"workshop_id": room.pk, "step": room.swot()}
    theme = Theme.objects.create(**of, key=_word(), column="strengths", name="Kartan")
    note = Note.objects.create(**of, key=_word(), column="strengths", text="I ett tema", writer="l1", theme=theme)
    Note.objects.create(**of, key=_word(), column="strengths", text="Hopslagen", writer="l1", under=note)
    ActivitySeed.objects.create(workshop_id=room.pk, source=f"theme:{theme.pk}", text="Ett frö")
    last = Activity.objects.filter(workshop=room.pk).count()
    Activity.objects.create(
        workshop_id=room.pk, step=room.activities_step(), number=last + 1, source=f"seed:{theme.pk}", name="Rita",
        dots=1, chosen_at=timezone.now(), owner="Enheten",
    )  # fmt: skip
    Card.objects.create(
        municipality=load_snapshot(room.pk).workshop.municipality, key=_word(), kind="law", title={"sv": "Kort"},
        what_happens={"sv": "Något händer"}, horizon=1, source="Vi", as_of=2026, review_by="2099-01-01",
    )  # fmt: skip
