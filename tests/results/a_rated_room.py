"""A small workshop as rows, for the tests of results and reports."""

from digibarometer.exercises.assessment.models import GroupRating, PlenaryRating, Rating
from digibarometer.notes.models import Note
from digibarometer.places.importer import load_places
from digibarometer.places.models import Municipality
from digibarometer.questions.agenda_templates.schema import shipped_templates
from digibarometer.questions.question_sets.importer import load_shipped
from digibarometer.workshops.factory import create_workshop
from digibarometer.workshops.models import Attendance, Group, Move, Participant, Phase, PhaseKind
from digibarometer.workshops.seats import Viewer
from digibarometer.workshops.snapshot import drop_snapshots, load_snapshot

MIX = {"politician": 3, "manager": 6, "official": 15}


def workshop(mix=MIX, groups=4, question_set=None, **fields):
    """A workshop with people in groups, and nobody has rated yet."""
    if not Municipality.objects.exists():
        load_places()
    question_set = question_set or load_shipped()[0]
    whole_day = max(shipped_templates(), key=lambda each: sum(len(one.steps) for one in each.occasions))
    made = create_workshop(Municipality.objects.first(), "Vår workshop", question_set, whole_day, None, is_example=True)
    for name, value in fields.items():
        setattr(made, name, value)
    made.save()
    there = [Group.objects.create(workshop=made, number=number) for number in range(1, groups + 1)]
    roles = [role for role, people in mix.items() for _ in range(people)]
    for place, role in enumerate(roles):
        person = Participant.objects.create(workshop=made, role=role, first_name=f"Namn{place}")
        Attendance.objects.create(
            workshop=made, participant=person, occasion=made.occasions.first(), group=there[place % groups]
        )
    return made


def level_of(role, question, place):
    """What someone thinks: roles differ, and some do not know."""
    if (place + question.order) % 11 == 0 and question.order % 4 == 0:
        return None
    base = {"politician": 4, "manager": 3, "official": 2}[role] if question.order % 3 == 0 else 3
    return max(1, min(5, base + (place * 7 + question.order) % 3 - 1))


def rate(made, questions=None, people=None, level=level_of):
    """These people (all) rate these questions (all)."""
    snapshot = load_snapshot(made.pk)
    attending = list(Attendance.objects.filter(workshop=made).select_related("participant").order_by("pk"))
    for place, attendance in enumerate(attending[slice(people)] if people is not None else attending):
        for question in snapshot.questions if questions is None else questions:
            said = level(attendance.participant.role, question, place) if callable(level) else level
            viewer = Viewer(attendance.participant_id, attendance.participant.sitting)
            Rating.objects.set_rating(made.pk, viewer, attendance.group_id, question.pk, said)


def agree(made, motivation=""):
    """Groups and room set levels on every question, in the plenaries of the areas."""
    seen_together(made)
    snapshot = load_snapshot(made.pk)
    for question in snapshot.questions:
        for group in snapshot.groups.values():
            level = 1 + (question.order + group.number * (question.order % 3)) % 4
            GroupRating.objects.create(workshop=made, group=group, question=question, level=level)
        PlenaryRating.objects.create(
            workshop=made,
            question=question,
            level=1 + question.order % 4,
            motivation=motivation if question.order == 1 else "",
            was_discussed=question.order == 1,
        )


def seen_together(made):
    """The room has been in the plenary of every step."""
    plenaries = Phase.objects.filter(workshop=made, kind=PhaseKind.PLENARY)
    Move.objects.bulk_create(Move(workshop=made, phase=phase, what="to") for phase in plenaries)
    made.update_and_bump_version()


def hang_notes(made, text, number):
    """So many notes on the wall of the SWOT."""
    step = next(step for step in load_snapshot(made.pk).steps if step.kind == "swot")
    Note.objects.bulk_create(
        Note(workshop=made, step=step, key=f"{text}-{n}", column="strengths", text=f"{text} {n}") for n in range(number)
    )


def fresh(made):
    """The workshop as it stands, and nothing remembered."""
    drop_snapshots(None)
    made.refresh_from_db()
    return load_snapshot(made.pk)
