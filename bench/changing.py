"""How often the words for change are wrong, on simulated rounds whose truth is known: `python -m bench.changing`.

Two rounds of different people rate an area of five questions. A person's view has a spread of 0.7 level around the
truth, and each answer one of 0.75 around that. A false alarm: the truth has not moved, and the words say that it has.
A miss is what is left of "found": the truth has moved, and the words say that it cannot be told from chance.
"""

import argparse
import random
from collections.abc import Callable

from digibarometer.measures.averages import area_histogram
from digibarometer.measures.round_change import RoundChange, changed_keys, round_change, round_change_within

QUESTIONS, SPREAD, NOISE, MIDDLE = 5, 0.7, 0.75, 2.6
ROOMS = (8, 12, 20, 35)
MOVES = (0.0, 0.25, 0.5, 1.0)
Person = list[int]


def person(chance: random.Random, middle: float, questions: int = QUESTIONS) -> Person:
    """What one person answers on the questions of an area."""
    view = chance.gauss(middle, SPREAD)
    return [min(5, max(1, round(chance.gauss(view, NOISE)))) for _ in range(questions)]


def room(chance: random.Random, people: int, middle: float, questions: int = QUESTIONS) -> list[Person]:
    """What a room answers."""
    return [person(chance, middle, questions) for _ in range(people)]


def counts(people: list[Person], question: int = 0) -> tuple[int, ...]:
    """People per level of a question."""
    return tuple(sum(one[question] == level for one in people) for level in range(1, 6))


def of_area(chance: random.Random, people: int, move: float) -> RoundChange:
    """The area's change, from half levels of each person's mean: what releases keep."""
    before, after = room(chance, people, MIDDLE), room(chance, people, MIDDLE + move)
    return round_change(area_histogram(before, 5) or (), area_histogram(after, 5) or ())


def of_question(chance: random.Random, people: int, move: float) -> RoundChange:
    """One question's change."""
    before, after = room(chance, people, MIDDLE, 1), room(chance, people, MIDDLE + move, 1)
    return round_change(counts(before), counts(after))


def by_role(chance: random.Random, people: int, move: float, within: bool) -> RoundChange:
    """One question's change where officials lie lower and are twice as many as the others, then half as many."""
    rounds = []
    for first, middle in ((people // 3, MIDDLE), (people - people // 3, MIDDLE + move)):
        leading, officials = room(chance, first, middle + 0.6, 1), room(chance, people - first, middle - 0.6, 1)
        rounds.append((counts(leading), counts(officials)))
    before, after = rounds
    if within:
        return round_change_within(before, after)
    together = [tuple(map(sum, zip(*each, strict=True))) for each in rounds]
    return round_change(*together)


def said_to_move(of: Callable[[], RoundChange], runs: int) -> float:
    """The share of runs in which the words say that something moved."""
    return sum(of().word in ("forward", "back") for _ in range(runs)) / runs


def listed(chance: random.Random, people: int, still: int, on_the_move: int, move: float) -> tuple[int, int]:
    """Of so many questions that stand still and that move: how many of each come on the list of what moved."""
    truth = [0.0] * still + [move] * on_the_move
    found = changed_keys({place: of_question(chance, people, by) for place, by in enumerate(truth)})
    return sum(place < still for place in found), sum(place >= still for place in found)


def main() -> None:
    """Measure and print."""
    given = argparse.ArgumentParser(description="False alarms and misses of the words for change.")
    given.add_argument("--runs", type=int, default=400)
    runs, chance = given.parse_args().runs, random.Random(1)
    print(f"Said to have moved, of {runs} pairs of rounds\n")
    print("| people in each | what | " + " | ".join(f"moved {move}" for move in MOVES) + " |")
    print("| --- | --- |" + " ---: |" * len(MOVES))
    for people in ROOMS:
        for name, of in (("area", of_area), ("question", of_question)):
            shares = [said_to_move(lambda o=of, n=people, m=move: o(chance, n, m), runs) for move in MOVES]  # type: ignore[misc]
            print(f"| {people} | {name} | " + " | ".join(f"{share:.0%}" for share in shares) + " |")
    print(
        "\nRoles' shares turned round (a third lead, then two thirds), 24 people, nothing has moved: said to have moved"
    )
    for within in (False, True):
        share = said_to_move(lambda w=within: by_role(chance, 24, 0, w), runs)  # type: ignore[misc]
        print(f"- {'within roles, weighed alike' if within else 'roles not known'}: {share:.0%}")
    wrong = right = 0
    for _ in range(max(1, runs // 10)):
        false, true = listed(chance, 24, 30, 6, 1.0)
        wrong, right = wrong + false, right + true
    print(f"\nThe list of 36 questions (6 moved one level, 24 people): {right} rightly and {wrong} wrongly on it, ")
    print(f"of {6 * max(1, runs // 10)} that moved.")


if __name__ == "__main__":
    main()
