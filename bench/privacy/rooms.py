"""Rooms for the curious reader: people with roles and groups who come, answer, come late, change their minds, leave."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from digibarometer.measures.disclosure_control import ROLES, Answer, may_release_again, release_figures
from digibarometer.measures.release_figures import ReleaseFigures

Person = tuple[str, int]  # role, small group


@dataclass
class Asked:
    """One question in one room: who had answered what at each release, and what was released."""

    threshold: int
    levels: int
    moments: list[dict[int, Answer]] = field(default_factory=list)
    releases: list[ReleaseFigures] = field(default_factory=list)


def a_room(dice: Random) -> list[Person]:
    """6–40 people in 2–8 groups, roles mixed as chance would have it."""
    people, groups = dice.randint(6, 40), dice.randint(2, 8)
    weights = dice.choice([(3, 6, 15), (5, 8, 10), (1, 1, 1), (0, 1, 2), (1, 0, 3), (8, 8, 8)])
    return [(dice.choices(ROLES, weights)[0], 1 + place % groups) for place in range(people)]


def asked(dice: Random, room: list[Person], threshold: int, levels: int) -> Asked:
    """The room is asked a question; the picture is opened up to four times, and renewed where that is allowed."""
    middle, gap = dice.uniform(1, levels), dice.choice([0, 0, 1, -1, levels])
    width, unsure = dice.choice([0.2, 0.7, 1.2]), dice.choice([0, 0, 0.05, 0.3])

    def answer(person: Person) -> Answer:
        near = dice.gauss(middle + gap * (person[0] != "official"), width)
        level = None if dice.random() < unsure else min(levels, max(1, round(near)))
        return Answer(*person, level)

    question, said = Asked(threshold, levels), {}
    there = set(dice.sample(range(len(room)), dice.randint(len(room) // 2, len(room))))
    released: ReleaseFigures | None = None
    for _ in range(dice.randint(1, 4)):
        for place in there - said.keys():
            said[place] = answer(room[place])
        for place in dice.sample(sorted(said), min(len(said), dice.choice([0, 0, 1, 3]))):
            said[place] = answer(room[place])
        raters = sum(one.level is not None for one in said.values())
        if may_release_again(released.raters if released else None, raters, threshold):
            found = release_figures(said.values(), levels, threshold, released)
            if found.counts is not None:
                released = found
                question.moments.append(dict(said))
                question.releases.append(found)
        late = [place for place in range(len(room)) if place not in there]
        there |= set(dice.sample(late, dice.randint(0, len(late))))
        if dice.random() < 0.2:
            there.discard(dice.randrange(len(room)))  # has left: what was answered stays, more does not come
    return question


def questions(seed: int, number: int = 3) -> Iterator[Asked]:
    """Some questions in one room."""
    dice = Random(seed)
    room = a_room(dice)
    threshold, levels = dice.choice([3, 4, 5, 5, 5, 7]), dice.randint(2, 5)
    for _ in range(number):
        yield asked(dice, room, threshold, levels)
