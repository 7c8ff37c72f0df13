"""The invented municipality Exempelby: its people with accounts, and what it has come to in two earlier rounds."""

import random
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from digibarometer.accounts.models import Membership, User
from digibarometer.demo.seed_exercises import Words, seed_horizon_scans, seed_swot_notes
from digibarometer.demo.seed_plan import follow_up, make_plan
from digibarometer.exercises.assessment.models import GroupRating, PlenaryRating, Rating
from digibarometer.exercises.assessment.rules import lower_median
from digibarometer.exercises.assessment.simulated_behaviour import ratings
from digibarometer.places.models import County, Municipality
from digibarometer.questions.agenda_templates.schema import AgendaTemplate, shipped_templates
from digibarometer.questions.models import Question
from digibarometer.questions.question_sets.importer import load_shipped
from digibarometer.results.closing import close
from digibarometer.results.followup.component import add_followup_step
from digibarometer.results.models import Closing, Release, Target
from digibarometer.results.releases import all_question_ids, release_questions
from digibarometer.simulation.roster import roster
from digibarometer.workshops.factory import create_workshop
from digibarometer.workshops.models import (
    Attendance,
    ClosingAnswer,
    Group,
    LeaderRole,
    Move,
    MoveKind,
    Participant,
    State,
    Workshop,
)
from digibarometer.workshops.snapshot import WorkshopSnapshot, drop_snapshots, load_snapshot

EVA, SIMULATED = "eva@exempelby.example", "kim@exempelby.example"
ACCOUNTS = {EVA: "Eva Ekström", "olle@exempelby.example": "Olle Nyström", SIMULATED: "Kim Lund"}
PEOPLE, GROUPS = 24, 4
ROUNDS = {2021: date(2021, 10, 13), 2024: date(2024, 11, 6)}
WENT = {  # about where each area lay in 2021 and 2024, and lies now: forward, standing still, and back
    "ledning": (2.1, 2.8, 3.1),
    "service": (2.3, 3.1, 3.7),
    "process": (2.2, 2.3, 2.9),
    "information": (3.0, 3.3, 3.2),
    "teknik": (2.6, 2.5, 3.0),
    "kompetens": (2.7, 2.7, 2.2),
    "samverkan": (2.0, 2.7, 2.8),
    "nytta": (1.7, 1.6, 2.0),
}
TARGETS = {"ledning": 4, "service": 4, "process": 3, "information": 4, "teknik": 3, "kompetens": 4, "samverkan": 3}
MOTIVATIONS = [
    "Grupperna var oense. Det högre visade sig gälla bygglov men inte plan, så vi stannade på det lägre.",
    "Arbetssättet finns på papper. Ingen kunde ge ett exempel från det senaste året.",
    "Alla grupper hade egna exempel. Vi enades snabbt.",
    "Det fungerar så länge samma personer är kvar. Därför inte högre.",
]
OBSERVED = (
    ("Grannkommunen visar alla detaljplaner i 3D", "Byggherrar ringer dem i stället för oss och frågar hur de gjorde."),
    ("Två exploatörer lämnar modell i stället för ritning", "Vi skrev ut den på papper för att kunna granska."),
)
ANSWERS = (
    "Vi utser en person som följer frågan och berättar på avdelningsmötet varje kvartal.",
    "Vi provar i ett ärende före sommaren och skriver ner vad som inte fungerade.",
    "Vi tar upp det med grannkommunerna och ser om vi kan göra det tillsammans.",
)


def municipality() -> Municipality:
    """Exempelby in Exempellän; never counted."""
    county, _ = County.objects.get_or_create(code="99", defaults={"name": "Exempellän"})
    return Municipality.objects.get_or_create(
        code="9999", defaults={"name": "Exempelby", "county": county, "is_example": True}
    )[0]


def accounts(passwords: dict[str, str]) -> dict[str, User]:
    """The accounts, with these passwords."""
    made = {}
    for email, name in ACCOUNTS.items():
        user = User.objects.filter(email=email).first() or User.objects.create_user(email, name=name)
        user.set_password(passwords[email])
        user.save(update_fields=["password"])
        Membership.objects.get_or_create(
            user=user, municipality=municipality(), defaults={"is_administrator": email == EVA}
        )
        made[email] = user
    return made


def whole_day() -> AgendaTemplate:
    """The longest agenda of one occasion."""
    days = [template for template in shipped_templates() if len(template.occasions) == 1]
    return max(days, key=lambda each: each.minutes)


def truth(snapshot: WorkshopSnapshot, turn: int) -> dict[int, float]:
    """About where each question lies in this turn: its area's place, and a little of its own."""
    areas = {area.pk: WENT[area.key][turn] if area.key in WENT else 2.5 for area in snapshot.areas}
    return {
        question.pk: areas[question.area_id] + random.Random(question.key).gauss(0, 0.4)
        for question in snapshot.questions
        if question.area_id
    }


def new_workshop(leaders: list[User], on: date) -> Workshop:
    """A workshop that nobody has come to yet."""
    made = create_workshop(
        municipality(), f"Digibarometern {on.year}", load_shipped()[0], whole_day(), None, [on], is_example=True
    )
    add_followup_step(made)
    for place, user in enumerate(leaders):
        kind = LeaderRole.Kind.CO_LEADER if place else LeaderRole.Kind.LEADER
        LeaderRole.objects.create(workshop=made, user=user, kind=kind)
    return made


def finished_round(year: int, turn: int, leader: User) -> Workshop:
    """A round that was held, ended and closed in its time."""
    on = ROUNDS[year]
    chance = random.Random(year)
    with transaction.atomic():
        made = new_workshop([leader], on)
        snapshot = load_snapshot(made.pk)
        _people_rate(snapshot, chance, truth(snapshot, turn))
        _groups_and_room_agree(snapshot, chance)
        seed_swot_notes(snapshot, chance)
        seed_horizon_scans(snapshot, chance, Words(OBSERVED, ANSWERS))
        make_plan(snapshot, year, on, random.Random(year + 1))
        follow_up(made, leader)
        for area in snapshot.areas:
            if area.key in TARGETS:
                Target.objects.create(workshop=made, area=area, level=TARGETS[area.key])
        last = snapshot.phases[-1]
        made.update_and_bump_version(phase=last, state=State.ENDED, target_year=year + 3, ended_at=_at(on, 16))
        Move.objects.create(workshop=made, phase=last, what=MoveKind.END, by=leader)
        drop_snapshots(made.pk)
        release_questions(load_snapshot(made.pk), all_question_ids(snapshot), leader.pk)
    case = f"SBN {year}/118"
    close(made, leader, "Samhällsbyggnadsnämnden", case, f"SBN {year}-12-09 § 94")
    _set_back(made, on)
    return made


def _people_rate(snapshot: WorkshopSnapshot, chance: random.Random, truth: dict[int, float]) -> None:
    members, occasion = roster(PEOPLE), snapshot.occasion
    groups = [Group.objects.create(workshop=snapshot.workshop, number=number + 1) for number in range(GROUPS)]
    levels = snapshot.content.question_set.levels
    rated = []
    for place, member in enumerate(members):
        person = Participant.objects.create(workshop=snapshot.workshop, role=member.role, unit=member.unit)
        group = groups[place % GROUPS]
        Attendance.objects.create(workshop=snapshot.workshop, participant=person, occasion=occasion, group=group)
        acts = ratings(member.role, list(truth), chance, levels, truth)
        rated += [
            Rating(
                workshop=snapshot.workshop,
                participant=person,
                group=group,
                question_id=act["question"],
                level=act["level"],
            )
            for act in acts
        ]
        for question, weights in {"talked": (1, 5, 18), "learned": (1, 7, 16), "goes_on": (4, 12, 8)}.items():
            answer = chance.choices([1, 2, 3], weights)[0]
            ClosingAnswer.objects.create(
                workshop=snapshot.workshop, participant=person, question=question, answer=answer
            )
    Rating.objects.bulk_create(rated)


def _groups_and_room_agree(snapshot: WorkshopSnapshot, chance: random.Random) -> None:
    said: dict[tuple[int, int], list[int]] = defaultdict(list)
    rows = Rating.objects.filter(workshop=snapshot.pk, level__isnull=False, group__isnull=False)
    for group, question, level in rows.values_list("group", "question", "level"):
        said[question, group or 0].append(level or 0)
    of_groups: dict[int, list[int]] = defaultdict(list)
    made = []
    for (question, group), levels in said.items():
        level = lower_median(levels) or levels[0]
        of_groups[question].append(level)
        made.append(GroupRating(workshop=snapshot.workshop, group_id=group, question_id=question, level=level))
    GroupRating.objects.bulk_create(made)
    PlenaryRating.objects.bulk_create(
        [_room_agrees(snapshot, question, of_groups[question.pk], chance) for question in snapshot.questions]
    )


def _room_agrees(
    snapshot: WorkshopSnapshot, question: Question, levels: list[int], chance: random.Random
) -> PlenaryRating:
    discussed = max(levels) - min(levels) > 1 or chance.random() < 0.12
    return PlenaryRating(
        workshop=snapshot.workshop,
        question=question,
        level=lower_median(levels),
        was_discussed=discussed,
        motivation=chance.choice(MOTIVATIONS) if discussed else "",
    )


def _at(on: date, hour: int) -> datetime:
    return datetime(on.year, on.month, on.day, hour, tzinfo=UTC)


def _set_back(made: Workshop, on: date) -> None:
    """Let all have happened on its day."""
    closed = _at(on + timedelta(days=90), 9)
    Workshop.objects.filter(pk=made.pk).update(made_at=_at(on - timedelta(days=30), 8), ended_at=_at(on, 15))
    Release.objects.filter(workshop=made).update(at=_at(on, 14))
    PlenaryRating.objects.filter(workshop=made).update(at=_at(on, 13))
    GroupRating.objects.filter(workshop=made).update(at=_at(on, 12))
    Move.objects.filter(workshop=made).update(at=_at(on, 15))
    Closing.objects.filter(workshop=made).update(at=closed)
    drop_snapshots(made.pk)
