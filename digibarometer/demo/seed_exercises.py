"""What Exempelby has written on its walls and seen on its horizon."""

import random
from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from digibarometer.exercises.horizon.models import FIRST_OWN, Placement, Signal
from digibarometer.exercises.horizon.rules import HORIZON, SCALE
from digibarometer.exercises.swot.simulated_behaviour import themes as names
from digibarometer.exercises.swot.wall_columns import SWOT
from digibarometer.notes.models import Note, Poll, Theme
from digibarometer.questions.horizon_cards import HORIZONS
from digibarometer.questions.models import Card, CardKind
from digibarometer.questions.swot_prompts import prompts
from digibarometer.workshops.models import Group, Step
from digibarometer.workshops.snapshot import WorkshopSnapshot

VOTERS, DOTS = 24, 3


@dataclass(frozen=True)
class Words:
    """What people of the invented municipality say in a scan."""

    observed: tuple[tuple[str, str], ...]  # in a few words, and more
    answers: tuple[str, ...]  # what the room does about it


def seed_horizon_scans(snapshot: WorkshopSnapshot, chance: random.Random, words: Words) -> None:
    """Let the room look at cards, place them in its groups, vote, and say what it does about the heaviest."""
    for step in snapshot.steps_of(HORIZON):
        _one_scan(snapshot, step, chance, words)


def _one_scan(snapshot: WorkshopSnapshot, step: Step, chance: random.Random, words: Words) -> None:
    taken = [_card(kind.value, snapshot, chance) for kind in CardKind]
    signals = [
        Signal.objects.create(
            workshop=snapshot.workshop, step=step, key=f"card-{step.pk}-{card.pk}", card=card, place=place
        )
        for place, card in enumerate(taken)
        if card
    ]
    for place, (title, text) in enumerate(words.observed, start=FIRST_OWN):
        key = f"{chance.getrandbits(96):024x}"
        own = {"key": key, "title": title, "text": text, "place": place}
        signals.append(Signal.objects.create(workshop=snapshot.workshop, step=step, **own))
    for signal in signals:
        _place(snapshot, signal, chance)
    weights = [chance.random() ** 2 + 0.05 for _ in signals]
    counts: dict[int, int] = defaultdict(int)
    for _ in range(VOTERS):  # nobody puts two dots on the same
        drawn = sorted(zip(signals, weights, strict=True), key=lambda one: -(chance.random() ** (1 / one[1])))
        for signal, _weight in drawn[:DOTS]:
            counts[signal.pk] += 1
    _keep_votes(snapshot, step, signals, counts)
    heaviest = sorted(signals, key=lambda signal: -counts[signal.pk])
    for signal, answer in zip(heaviest, words.answers, strict=False):
        Signal.objects.filter(pk=signal.pk).update(answer=answer)


def _card(kind: str, snapshot: WorkshopSnapshot, chance: random.Random) -> Card | None:
    """A card of this kind whose facts were known when the round was held; if none was, the room skips the kind."""
    year = (snapshot.workshop.occasions.first().on or timezone.localdate()).year  # type: ignore[union-attr]
    offered = list(Card.objects.filter(municipality=None, retired_at=None, kind=kind, as_of__lte=year))
    return chance.choice(offered) if offered else None


def _place(snapshot: WorkshopSnapshot, signal: Signal, chance: random.Random) -> None:
    """Each group places it about where most do; now and then one sees it quite differently."""
    horizon = signal.card.horizon if signal.card else 0
    meaning, threat = chance.choice((2, 3, 4, 4, 5)), chance.random() < 0.4
    for group in Group.objects.filter(workshop=snapshot.pk):
        apart = chance.choice((-1, 0, 0, 0, 1))
        Placement.objects.create(
            workshop=snapshot.workshop,
            signal=signal,
            group=group,
            horizon=min(max(horizon + chance.choice((0, 0, 0, apart)), 0), len(HORIZONS) - 1),
            meaning=min(max(meaning + apart, SCALE[0]), SCALE[-1]),
            is_threat=threat != (chance.random() < 0.15),
        )


def _keep_votes(snapshot: WorkshopSnapshot, step: Step, signals: list[Signal], counts: dict[int, int]) -> None:
    choices = [
        {"on": "signal", "number": each.pk, "text": each.card.title if each.card else each.title, "column": ""}
        for each in signals
    ]
    Poll.objects.create(
        workshop=snapshot.workshop,
        step=step,
        dots=DOTS,
        most=1,
        choices=choices,
        counts={f"signal:{number}": dots for number, dots in counts.items()},
        voters=VOTERS,
        closed_at=snapshot.workshop.made_at,
    )


MAX_NOTES = 12  # notes in a quadrant


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
