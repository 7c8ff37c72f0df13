"""Attacks many rooms, times the decision, and prints both: `python -m bench.privacy --seconds 60`."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from random import Random

from bench.privacy.arithmetic import small_sets_known
from bench.privacy.listing import few_known, few_known_in_groups, known_at_own_table
from bench.privacy.moves import MENDINGS, first_leak, played
from bench.privacy.rooms import Asked, questions
from digibarometer.measures.disclosure_control import ROLES, Answer, release_figures

MOST = 1500  # rooms that are listed for one release
MOST_ROOMS = 20_000  # that are tried for one mending
FIGURES = [
    ("rooms tried", "rooms"),
    ("questions asked", "questions"),
    ("releases attacked by exact arithmetic", "releases"),
    ("… of those that show roles, by listing every room that fits", "listed"),
    ("… the same for members of each small group", "in groups"),
    ("… in how many of those a role at the own table is known: a limit that docs/privacy.md names", "own table"),
    ("cells by role shown", "shown"),
    ("cells by role hidden", "hidden"),
    ("leaks", "leaks"),
]
MOVED = [
    ("rooms in which people move", "rooms"),
    ("moves", "moves"),
    ("spreads opened", "spreads"),
    ("releases", "releases"),
    ("leaks", "leaks"),
]
QUESTIONS = 36
MIXES = [(3, 6, 15), (4, 8, 28), (6, 10, 24), (2, 18, 20)]


def main() -> None:
    """Attack for so many seconds, then time; exits with 1 if anything leaked."""
    given = argparse.ArgumentParser(description="Attacks the privacy rule as a curious reader would.")
    given.add_argument("--seconds", type=float, default=60)
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--taken-out", action="store_true", help="take out each mending and see that its hole is found")
    options = given.parse_args()
    if options.taken_out:
        sys.exit(take_out(options.seed))
    found = attack(options.seconds / 2, options.seed)
    print(table(found, FIGURES))
    moved = move(options.seconds / 2, options.seed)
    print(table(moved, MOVED))
    for mix in MIXES:
        print(f"{sum(mix)} people ({'/'.join(map(str, mix))}) × {QUESTIONS} questions: {timed(mix):.0f} ms CPU")
    sys.exit(1 if found["leaks"] or moved["leaks"] else 0)


def take_out(seed: int) -> int:
    """Print how many rooms it takes to find the hole that each mending mended. The number of those not found."""
    missed = 0
    for name, mended in MENDINGS.items():
        rooms = first_leak(name, seed, MOST_ROOMS)
        missed += rooms is None
        print(f"{name}: {mended}: " + ("NOT FOUND" if rooms is None else f"found in room {rooms}"), flush=True)
    return missed


def move(seconds: float, seed: int) -> Counter[str]:
    """Counts of what an attacker who moves has tried and found."""
    found: Counter[str] = Counter()
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        found["rooms"] += 1
        room, moves, leaks = played(seed + found["rooms"])
        found += room.tries
        found["moves"] += len(moves)
        found["leaks"] += len(leaks)
        for leak in leaks:
            print(f"seed {seed + found['rooms']}: {leak}, after {', '.join(moves)}")
    return found


def attack(seconds: float, seed: int) -> Counter[str]:
    """Counts of what was tried and found."""
    found: Counter[str] = Counter()
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        found["rooms"] += 1
        for question in questions(seed + found["rooms"]):
            found["questions"] += 1
            if question.releases:
                found.update(_of_question(question))
    return found


def _of_question(question: Asked) -> Counter[str]:
    cells = [cell for release in question.releases for cell in (*release.roles.values(), release.leading)]
    shown = sum(cell is not None for cell in cells)
    found = Counter(releases=len(question.releases), shown=shown, hidden=len(cells) - shown)
    leaks = small_sets_known(question)
    if any(question.releases[0].roles.values()):
        for listed, name in ((few_known(question, MOST), "listed"), (few_known_in_groups(question, MOST), "in groups")):
            if listed is not None:
                found[name] += 1
                leaks += listed
        found["own table"] += bool(known_at_own_table(question, MOST))
    for leak in leaks:
        print(leak, question.threshold, question.releases[0])
    found["leaks"] += len(leaks)
    return found


def table(found: Counter[str], rows: Sequence[tuple[str, str]]) -> str:
    """As it goes into a report."""
    return "\n".join(["| | |", "|---|---|", *(f"| {text} | {found[name]} |" for text, name in rows)])


def timed(mix: tuple[int, int, int], seed: int = 7) -> float:
    """CPU milliseconds to decide on all questions of one room; the best of three rooms."""
    dice, best = Random(seed), float("inf")
    roles = [role for role, people in zip(ROLES, mix, strict=True) for _ in range(people)]
    for _ in range(3):
        asked = []
        for _ in range(QUESTIONS):
            middle = dice.gauss(2.8, 0.5)
            levels = [min(5, max(1, round(dice.gauss(middle, 0.9)))) for _ in roles]
            asked.append(
                [Answer(role, 1 + i % 5, level) for i, (role, level) in enumerate(zip(roles, levels, strict=True))]
            )
        began = time.process_time()
        for answers in asked:
            release_figures(answers, 5)
        best = min(best, 1000 * (time.process_time() - began))
    return best


if __name__ == "__main__":
    main()
