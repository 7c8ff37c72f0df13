import pytest
from hypothesis import given
from hypothesis import strategies as st

from digibarometer.measures.agreement import agreement_word, is_polarized, leik, van_der_eijk
from digibarometer.measures.averages import median_level

COUNTS = st.lists(st.integers(0, 12), min_size=2, max_size=7).filter(any)
LOWEST = {leik: 0, van_der_eijk: -1}

WORKED = [
    ((0, 0, 20, 0, 0), 1.000, 1.000),
    ((0, 10, 10, 0, 0), 0.750, 0.750),
    ((1, 0, 0, 19, 0), 0.858, 0.925),
    ((1, 5, 8, 5, 1), 0.450, 0.650),
    ((0, 2, 9, 7, 2), 0.575, 0.675),
    ((0, 10, 0, 10, 0), 0.167, 0.500),
    ((4, 4, 4, 4, 4), 0.000, 0.400),
    ((7, 0, 6, 0, 7), -0.350, 0.300),
    ((10, 0, 0, 0, 10), -1.000, 0.000),
    ((0, 1, 2, 2, 0), 0.600, 0.700),
]


@pytest.mark.parametrize(("counts", "a", "consensus"), WORKED)
def test_the_worked_values(counts: tuple[int, ...], a: float, consensus: float) -> None:
    assert van_der_eijk(counts) == pytest.approx(a, abs=0.0006)
    assert leik(counts) == pytest.approx(consensus, abs=0.0006)


def test_the_published_value_of_van_der_eijk() -> None:
    assert van_der_eijk((30, 40, 210, 130, 530, 50, 10)) == pytest.approx(0.6113, abs=0.00005)


@pytest.mark.parametrize("measure", LOWEST)
def test_nobody_neither_agrees_nor_disagrees(measure) -> None:
    assert measure((0, 0, 0, 0, 0)) is None


@pytest.mark.parametrize("measure", LOWEST)
@given(counts=COUNTS)
def test_within_bounds_and_blind_to_direction_and_size(measure, counts) -> None:
    value = measure(counts)
    assert LOWEST[measure] <= value <= 1
    assert measure(counts[::-1]) == pytest.approx(value)
    assert measure([3 * count for count in counts]) == pytest.approx(value)


@given(COUNTS)
def test_leik_is_the_distance_from_the_median_turned_round(counts: list[int]) -> None:
    middle, n = median_level(counts) or 0, sum(counts)
    distance = sum(count * abs(level - middle) for level, count in enumerate(counts, 1)) / n
    assert leik(counts) == pytest.approx(1 - 2 * distance / (len(counts) - 1))


@given(COUNTS, st.integers(0, 6))
def test_a_step_towards_the_middle_never_lowers_what_the_screen_shows(counts: list[int], place: int) -> None:
    middle = median_level(counts) or 0
    place %= len(counts)
    if counts[place] and abs(place + 1 - middle) >= 1:
        moved = list(counts)
        moved[place] -= 1
        moved[place + (1 if place + 1 < middle else -1)] += 1
        assert (leik(moved) or 0) >= (leik(counts) or 0)


def test_van_der_eijks_measure_breaks_that_promise() -> None:
    assert (van_der_eijk((0, 2, 0, 0, 3)) or 0) < (van_der_eijk((1, 1, 0, 0, 3)) or 0)


@pytest.mark.parametrize(
    ("counts", "word"),
    [
        ((0, 10, 10, 0, 0), "large"),
        ((0, 1, 2, 2, 0), "some"),
        ((1, 3, 3, 1, 2), "small"),
        ((0, 0, 4, 0, 0), None),
        ((2, 0, 0, 0, 3), "small"),
    ],
)
def test_words(counts: tuple[int, ...], word: str | None) -> None:
    assert agreement_word(counts) == word


def test_exactly_on_the_border_gets_the_better_word() -> None:
    assert leik((4, 0, 0, 0, 16)) == 0.6
    assert agreement_word((4, 0, 0, 0, 16)) == "some"


@pytest.mark.parametrize(
    ("counts", "split"),
    [
        ((10, 0, 0, 0, 10), True),
        ((0, 10, 0, 10, 0), True),
        ((7, 0, 6, 0, 7), True),
        ((0, 10, 2, 9, 0), True),
        ((0, 9, 2, 9, 0), False),  # exactly a tenth between
        ((4, 4, 4, 4, 4), False),
        ((0, 10, 10, 0, 0), False),
        ((1, 0, 0, 19, 0), False),
        ((2, 0, 0, 0, 2), False),  # four people are no camps
        ((0, 0, 0, 0, 0), False),
    ],
)
def test_two_camps(counts: tuple[int, ...], split: bool) -> None:
    assert is_polarized(counts) is split
