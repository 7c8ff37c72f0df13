from collections.abc import Sequence
from itertools import combinations
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digibarometer.measures.role_gap import Gap, cliffs_delta, exact_p, role_gap

POLITICIANS, OFFICIALS = (0, 0, 2, 3, 0), (1, 5, 5, 1, 0)
FEW = st.lists(st.integers(0, 2), min_size=4, max_size=4)


def levels(counts: Sequence[int]) -> list[int]:
    return [level for level, count in enumerate(counts) for _ in range(count)]


def higher_less_lower(a: Sequence[int], b: Sequence[int]) -> int:
    return sum((x > y) - (x < y) for x in a for y in b)


def test_the_worked_gap() -> None:
    assert cliffs_delta(POLITICIANS, OFFICIALS) == pytest.approx(43 / 60)
    assert exact_p(POLITICIANS, OFFICIALS) == pytest.approx(0.027, abs=0.0005)
    assert role_gap(POLITICIANS, OFFICIALS).word == "higher"
    assert role_gap(OFFICIALS, POLITICIANS).word == "lower"


def test_the_smallest_p_there_is() -> None:
    assert exact_p((3, 0), (0, 3)) == pytest.approx(0.10)
    assert exact_p((4, 0), (0, 4)) == pytest.approx(2 / 70)


@settings(max_examples=60, deadline=None)
@given(FEW, FEW)
def test_p_is_what_listing_every_division_gives(a: list[int], b: list[int]) -> None:
    ratings, size = levels(a) + levels(b), sum(a)
    if not size or size == len(ratings):
        assert exact_p(a, b) is None
        return
    observed = abs(higher_less_lower(levels(a), levels(b)))
    everyone, uneven, ways = range(len(ratings)), 0, 0
    for chosen in combinations(everyone, size):
        rest = [ratings[i] for i in everyone if i not in chosen]
        uneven += abs(higher_less_lower([ratings[i] for i in chosen], rest)) >= observed
        ways += 1
    assert exact_p(a, b) == pytest.approx(uneven / ways)


@given(FEW, FEW)
def test_swapping_the_sides_turns_delta_and_keeps_p(a: list[int], b: list[int]) -> None:
    there, back = cliffs_delta(a, b), cliffs_delta(b, a)
    assert there is None if back is None else there == pytest.approx(-back)
    assert exact_p(a, b) == exact_p(b, a)


def test_delta_lies_between_minus_one_and_one() -> None:
    assert cliffs_delta((5, 0), (0, 5)) == -1
    assert cliffs_delta((0, 5), (5, 0)) == 1
    assert cliffs_delta((5, 5), (5, 5)) == 0


def test_sixty_people_take_no_time() -> None:
    began = perf_counter()
    p = exact_p((6, 6, 6, 6, 6), (6, 6, 6, 6, 6))
    assert p == pytest.approx(1)
    assert perf_counter() - began < 1


@pytest.mark.parametrize(
    ("a", "b", "word"),
    [
        ((0, 0, 0, 4, 0), (9, 0, 0, 0, 0), "too_few"),
        ((0, 0, 0, 0, 0), (9, 0, 0, 0, 0), "too_few"),
        ((0, 3, 4, 3, 0), (0, 3, 4, 3, 0), "none"),
        ((0, 2, 2, 1, 0), (0, 1, 2, 2, 0), "none"),  # fairly large, but chance does as much
        ((0, 0, 0, 5, 0), (0, 5, 0, 0, 0), "higher"),
    ],
)
def test_words(a: tuple[int, ...], b: tuple[int, ...], word: str) -> None:
    assert role_gap(a, b).word == word


def test_too_few_carry_no_figures() -> None:
    assert role_gap((0, 4), (9, 0)) == Gap("too_few")
