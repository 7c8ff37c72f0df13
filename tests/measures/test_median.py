import pytest
from hypothesis import given
from hypothesis import strategies as st

from digibarometer.measures.averages import interpolated_median, median_level

COUNTS = st.lists(st.integers(0, 12), min_size=1, max_size=7)


@pytest.mark.parametrize(
    ("counts", "median", "interpolated"),
    [
        ((1, 5, 7, 4, 1), 3, 2.93),
        ((0, 0, 20, 0, 0), 3, 3.00),
        ((0, 10, 10, 0, 0), 2.5, 2.50),
        ((1, 0, 0, 19, 0), 4, 3.97),
        ((1, 5, 8, 5, 1), 3, 3.00),
        ((0, 2, 9, 7, 2), 3, 3.39),
        ((0, 10, 0, 10, 0), 3, 3.00),
        ((10, 0, 0, 0, 10), 3, 3.00),
        ((0, 1, 2, 2, 0), 3, 3.25),
        ((3, 9, 8, 2, 0), 2, 2.39),
        ((1, 5, 9, 4, 1), 3, 2.94),
    ],
)
def test_the_worked_values(counts: tuple[int, ...], median: float, interpolated: float) -> None:
    assert median_level(counts) == median
    assert interpolated_median(counts) == pytest.approx(interpolated, abs=0.005)


def test_nobody_has_no_middle() -> None:
    assert median_level((0, 0, 0)) is None
    assert interpolated_median(()) is None


@given(COUNTS)
def test_the_interpolated_median_lies_within_half_a_level_of_the_median(counts: list[int]) -> None:
    if sum(counts):
        assert abs((interpolated_median(counts) or 0) - (median_level(counts) or 0)) <= 0.5


@given(COUNTS)
def test_turning_the_scale_turns_the_middle(counts: list[int]) -> None:
    if sum(counts):
        for middle in (median_level, interpolated_median):
            turned = middle(counts[::-1])
            assert turned == pytest.approx(len(counts) + 1 - (middle(counts) or 0))
