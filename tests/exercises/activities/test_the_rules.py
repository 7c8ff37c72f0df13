"""What holds for activities, without a room."""

from datetime import date

import pytest

from digibarometer.exercises.activities.rules import MAX_SHORTLISTED, is_reminded, stages, tally, top, unanswered
from digibarometer.measures.averages import median_level, middle_half
from digibarometer.pictures.impact_effort_matrix import quadrant


@pytest.mark.parametrize(
    ("kinds", "wanted"),
    [
        ("alone groups plenary alone plenary", "propose sharpen gather weigh choose"),
        ("alone groups alone plenary", "propose sharpen weigh choose"),
        ("groups plenary", "sharpen choose"),
        ("plenary", "choose"),
        ("alone alone groups plenary alone plenary plenary", "propose propose sharpen gather weigh choose choose"),
    ],
)
def test_what_a_phase_is_for_follows_from_how_people_work_in_it(kinds, wanted):
    assert stages(kinds.split()) == wanted.split()


def test_dots_come_first_and_eight_go_on_at_most():
    assert top({f"p{n}": n for n in range(1, 21)}) == [f"p{n}" for n in range(20, 12, -1)]


def test_those_that_share_the_last_place_come_together_or_not_at_all():
    dots = {f"p{n}": 9 for n in range(6)} | {"tied-a": 2, "tied-b": 2, "tied-c": 2}
    assert top(dots) == [f"p{n}" for n in range(6)]
    assert len(top({**dots, "tied-c": 1})) == MAX_SHORTLISTED


def test_what_got_no_dots_is_not_taken_up():
    assert top({"a": 0, "b": 1}) == ["b"]


def test_the_median_and_where_the_middle_half_lies():
    counts = tally([1, 2, 4, 4, 4, 5, 5, 5])
    assert counts == [1, 1, 0, 3, 3]
    assert (median_level(counts), middle_half(counts)) == (4, (4, 5))
    assert median_level(tally([2, 3])) == 2.5
    assert (median_level(()), middle_half(())) == (None, None)


@pytest.mark.parametrize(
    ("effect", "effort", "wanted"),
    [
        (5, 1, "quick"),
        (5, 5, "big"),
        (1, 1, "fill"),
        (1, 5, "later"),
        (3, 2.5, "quick"),
        (3, 3, "big"),
        (2.5, 3, "later"),
    ],
)
def test_the_quadrants(effect, effort, wanted):
    assert quadrant(effect, effort) == wanted


def test_an_area_short_of_its_target_that_nothing_answers_is_pointed_out_the_furthest_first():
    assert unanswered({1: 2.0, 2: 0.4, 3: 2.5, 4: 1.0, 5: -1}, answered=[4]) == [3, 1]


DUE = date(2027, 6, 1)


@pytest.mark.parametrize(
    ("due", "last", "today", "asked"),
    [
        (DUE, None, date(2027, 5, 1), False),
        (DUE, None, date(2027, 5, 18), True),
        (DUE, date(2027, 5, 18), date(2027, 5, 19), False),
        (DUE, date(2027, 5, 18), DUE, True),
        (DUE, DUE, date(2027, 6, 2), False),
        (DUE, DUE, date(2027, 7, 1), True),
        (None, None, date(2027, 4, 29), False),
        (None, None, date(2027, 8, 1), True),
        (None, date(2027, 8, 1), date(2027, 8, 2), False),
    ],
)
def test_the_owner_is_asked_two_weeks_before_on_the_day_and_then_each_month(due, last, today, asked):
    assert is_reminded(due, date(2027, 4, 28), last, today) is asked
