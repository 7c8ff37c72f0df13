import pytest

from digibarometer.measures.averages import area_histogram, area_index, half_level, total_index


def test_an_area_has_an_index_when_two_thirds_of_its_questions_have_a_level() -> None:
    assert area_index([3, 2, None]) == 2.5
    assert area_index([3, 2, 4, None, None]) is None
    assert area_index([]) is None


def test_the_total_weighs_areas_alike() -> None:
    assert total_index([area_index([1]), area_index([3, 3, 3, 3])]) == 2
    assert total_index([3.0, None, None]) is None


@pytest.mark.parametrize(("value", "half"), [(2.24, 2.0), (2.25, 2.5), (2.74, 2.5), (2.75, 3.0), (1.0, 1.0)])
def test_half_levels(value: float, half: float) -> None:
    assert half_level(value) == half


def test_a_persons_mean_counts_once_and_vet_ej_not_at_all() -> None:
    people = [(1, 1), (1, 2), (3, None), (5, 5), (4, 5), (None, None)]
    assert area_histogram(people, scale_size=5) == (1, 1, 0, 0, 1, 0, 0, 1, 1)


def test_too_few_people_have_no_histogram() -> None:
    assert area_histogram([(3, 3)] * 4 + [(None, None)] * 4, scale_size=5) is None
