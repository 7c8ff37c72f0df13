"""The SWOT of Exempelby's earlier rounds: notes in themes, with votes."""

import random
from collections import defaultdict

from digibarometer.exercises.swot.wall_columns import SWOT
from digibarometer.notes.models import Note, Poll, Theme
from digibarometer.questions.swot_prompts import prompts
from digibarometer.simulation.walls import themes as names
from digibarometer.workshops.models import Group, Step
from digibarometer.workshops.snapshot import WorkshopSnapshot

MAX_NOTES = 12  # notes in a quadrant
VOTERS, DOTS = 24, 3


def seed_swot_notes(snapshot: WorkshopSnapshot, chance: random.Random) -> None:
    """Hang notes on the wall of each SWOT step, gather the larger heaps, and let the room vote."""
    for step in snapshot.steps_of(SWOT):
        _one_wall(snapshot, step, chance)


def _one_wall(snapshot: WorkshopSnapshot, step: Step, chance: random.Random) -> None:
    groups = list(Group.objects.filter(workshop=snapshot.pk))
    themes: list[Theme] = []
    for quadrant in prompts().quadrants:
        heaps = defaultdict(list)
        for example in chance.sample(quadrant.example_notes, min(MAX_NOTES, len(quadrant.example_notes))):
            heaps[example.area].append(example.text)
        for area, texts in heaps.items():
            theme = _theme(snapshot, step, quadrant.key, area) if len(texts) > 1 and area in names() else None
            themes += [theme] if theme else []
            for text in texts:
                Note.objects.create(
                    workshop=snapshot.workshop,
                    step=step,
                    group=chance.choice(groups) if groups else None,
                    key=f"{chance.getrandbits(96):024x}",
                    place=chance.getrandbits(40),
                    column=quadrant.key,
                    text=text,
                    theme=theme,
                )
    if themes:
        _vote(snapshot, step, themes, chance)


def _theme(snapshot: WorkshopSnapshot, step: Step, column: str, area: str) -> Theme:
    key = f"{column}-{area}"
    return Theme.objects.create(workshop=snapshot.workshop, step=step, key=key, column=column, name=names()[area])


def _vote(snapshot: WorkshopSnapshot, step: Step, themes: list[Theme], chance: random.Random) -> None:
    weights = {theme.pk: chance.random() ** 2 + 0.05 for theme in themes}
    counts: dict[str, int] = defaultdict(int)
    for _ in range(VOTERS):
        for pk in _chosen(weights, chance):
            counts[f"theme:{pk}"] += 1
    choices = [{"on": "theme", "number": each.pk, "text": each.name, "column": each.column} for each in themes]
    Poll.objects.create(
        workshop=snapshot.workshop,
        step=step,
        dots=DOTS,
        most=1,
        choices=choices,
        counts=dict(counts),
        voters=VOTERS,
        closed_at=snapshot.workshop.made_at,
    )


def _chosen(weights: dict[int, float], chance: random.Random) -> list[int]:
    """The themes that one person puts a dot on: never two on the same."""
    return sorted(weights, key=lambda pk: chance.random() ** (1 / weights[pk]))[-DOTS:]
