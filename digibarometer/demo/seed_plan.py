"""The plans of Exempelby's earlier rounds, and what became of them: some done, some late, one given up."""

import random
from datetime import UTC, date, datetime, timedelta

from digibarometer.accounts.models import User
from digibarometer.exercises.activities.models import Activity, Progress, ProposalSource, Status
from digibarometer.exercises.activities.rules import ACTIVITIES, MAX_SHORTLISTED, tally
from digibarometer.exercises.activities.simulated_behaviour import weight
from digibarometer.i18n import SOURCE_LANGUAGE
from digibarometer.notes.models import Note, Poll
from digibarometer.questions.swot_prompts import ExampleActivity, prompts
from digibarometer.results.followup.models import FollowUp
from digibarometer.results.followup.queries import followed_activities
from digibarometer.workshops.models import Group, Step, Workshop
from digibarometer.workshops.snapshot import WorkshopSnapshot

VOTERS, DOTS, PROPOSALS = 24, 3, 22
Story = tuple[tuple[int, Status, str], ...]  # days after the workshop, how it goes, what was said
BECAME: dict[int, tuple[Story, ...]] = {
    2021: (
        (
            (75, Status.GOING, "Uppdraget är beslutat i ledningsgruppen."),
            (300, Status.DONE, "Klart. Rollen finns i organisationsplanen sedan i somras."),
        ),
        (
            (120, Status.GOING, "Vi började med bygglov. Plan kommer efter sommaren."),
            (420, Status.DONE, "Används i alla ärenden sedan årsskiftet."),
        ),
        (
            (90, Status.GOING, "Första mötet är hållet."),
            (500, Status.GOING, "Går långsammare än vi trodde. Två av tre grannkommuner är med."),
        ),
        ((200, Status.STOPPED, "Vi fick inte pengar till det. Tas upp igen när systemet ändå ska upphandlas."),),
        (),
    ),
    2024: (
        (
            (60, Status.GOING, "Igång. Första genomgången är gjord."),
            (240, Status.DONE, "Klart, tre veckor före tiden."),
        ),
        ((150, Status.GOING, "Hälften är gjord. Resten tas efter semestern."),),
        ((100, Status.GOING, "Väntar på besked från leverantören."),),
        ((330, Status.DONE, "Gjort för de senaste fem åren. Äldre får vänta."),),
        (),
        (),
    ),
}


def make_plan(snapshot: WorkshopSnapshot, year: int, on: date, chance: random.Random) -> None:
    """Proposals, votes and weights of a round, the plan that came of them, and how it went."""
    step = next(iter(snapshot.steps_of(ACTIVITIES)), None)
    if step is None:
        return
    examples = chance.sample(prompts().example_activities, PROPOSALS)
    areas = {area.key: area.pk for area in snapshot.areas}
    notes = [_propose(snapshot, step, each, areas, chance) for each in examples]
    ranked = _vote(snapshot, step, notes, examples, chance)
    taken = [
        _take_up(snapshot, step, n, *each, areas, chance) for n, each in enumerate(ranked[:MAX_SHORTLISTED], start=1)
    ]
    best = sorted(taken, key=lambda one: (one.effort_middle or 0) - 1.5 * (one.effect_middle or 0))
    for activity, story in zip(best, BECAME.get(year, ()), strict=False):
        _choose(snapshot, activity, on, story, chance)


def _propose(
    snapshot: WorkshopSnapshot, step: Step, example: ExampleActivity, areas: dict[str, int], chance: random.Random
) -> Note:
    groups = list(Group.objects.filter(workshop=snapshot.pk))
    note = Note.objects.create(
        workshop=snapshot.workshop,
        step=step,
        group=chance.choice(groups) if groups else None,
        key=f"{chance.getrandbits(96):024x}",
        place=chance.getrandbits(40),
        column="proposals",
        text=example.title[SOURCE_LANGUAGE],
    )
    if example.area in areas:
        ProposalSource.objects.create(workshop=snapshot.workshop, note=note, source=f"area:{areas[example.area]}")
    return note


def _vote(
    snapshot: WorkshopSnapshot, step: Step, notes: list[Note], examples: list[ExampleActivity], chance: random.Random
) -> list[tuple[Note, ExampleActivity, int]]:
    """Each proposal with its dots, most first."""
    liked = [max(2 * each.effect - each.effort, 1) + 3 * chance.random() for each in examples]
    drawn = chance.choices(range(len(notes)), liked, k=VOTERS * DOTS)
    counts = {f"proposal:{note.pk}": drawn.count(place) for place, note in enumerate(notes) if place in drawn}
    Poll.objects.create(
        workshop=snapshot.workshop,
        step=step,
        dots=DOTS,
        most=DOTS,
        choices=[{"on": "proposal", "number": note.pk, "text": note.text, "column": ""} for note in notes],
        counts=counts,
        voters=VOTERS,
        closed_at=snapshot.workshop.made_at,
    )
    rows = [
        (note, example, drawn.count(place)) for place, (note, example) in enumerate(zip(notes, examples, strict=True))
    ]
    return sorted(rows, key=lambda row: -row[2])


def _take_up(
    snapshot: WorkshopSnapshot,
    step: Step,
    number: int,
    note: Note,
    example: ExampleActivity,
    dots: int,
    areas: dict[str, int],
    chance: random.Random,
) -> Activity:
    question = next((one for one in snapshot.questions if one.key == example.question), None)
    return Activity.objects.create(
        workshop=snapshot.workshop,
        step=step,
        number=number,
        source=f"proposal:{note.pk}",
        name=note.text,
        grew_from=f"area:{areas[example.area]}" if example.area in areas else "",
        dots=dots,
        effect=tally(weight(note.text, "effect", chance) for _ in range(VOTERS)),
        effort=tally(weight(note.text, "effort", chance) for _ in range(VOTERS)),
        weighed_by=VOTERS,
        owner=example.owner[SOURCE_LANGUAGE],
        first_step=example.first_step[SOURCE_LANGUAGE],
        question=question,
        from_level=example.from_level if question else None,
        to_level=example.to_level if question else None,
    )


def _choose(snapshot: WorkshopSnapshot, activity: Activity, on: date, story: Story, chance: random.Random) -> None:
    at = datetime(on.year, on.month, on.day, 14, tzinfo=UTC)
    activity.chosen_at = activity.taken_at = at
    activity.due_on = on + timedelta(days=chance.choice([180, 240, 300, 365, 450]))
    for days, status, text in story:
        said = {"status": status, "text": text, "at": at + timedelta(days=days)}
        Progress.objects.create(workshop=snapshot.workshop, activity=activity, **said)
        activity.status = status
    activity.save()


LED_TO = {  # by how it went, in the room's own words
    Status.DONE: (
        "Enheterna pratar om samma sak nu. I vardagen märks det mest i bygglov.",
        "Vi vet var det tar tid. Fortare har det inte gått än.",
    ),
    Status.GOING: ("Det går i nya ärenden. De äldre saknar fortfarande länkar.",),
    Status.STOPPED: ("De flesta planerna kom med när systemet byttes.",),
}


def follow_up(workshop: Workshop, leader: User) -> None:
    """The room goes through the plan of the round before; of what nobody has begun it says nothing more."""
    words = {status: iter(said) for status, said in LED_TO.items()}
    for each in followed_activities(workshop):
        status = Status(each.activity.status)
        FollowUp.objects.create(
            workshop=workshop,
            activity=each.activity,
            became=each.became,
            led_to=next(words.get(status, iter(())), ""),
            by=leader,
            at=workshop.made_at,
        )
