"""The rest of a day fits into the time that is left, whatever day it is."""

from hypothesis import given
from hypothesis import strategies as st

from digibarometer.agendas.rules import (
    LEAST_PLENARY,
    after_groups,
    fit_minutes,
    flexible_phase,
    minutes_for,
    report_back_minutes,
)
from digibarometer.workshops.extension_points import step_kind, step_kinds

KINDS = st.sampled_from(sorted(step_kinds()))
DAY = st.lists(st.tuples(KINDS, st.integers(1, 120)), max_size=40)
KEEP = {"lunch", "activities", "checkout"}


def phase_of(kind, minutes):
    return flexible_phase(minutes, step_kind(kind).min_minutes, step_kind(kind).keeps_minutes)


@given(DAY, st.integers(-300, 900))
def test_the_end_is_kept_where_it_can_be(day, time):
    parts = [phase_of(kind, minutes) for kind, minutes in day]
    least, whole = sum(one.least for one in parts), sum(one.minutes for one in parts)
    assert sum(fit_minutes(parts, time)) == min(whole, max(least, time))


@given(DAY, st.integers(-300, 900))
def test_lunch_activities_and_the_closing_keep_their_minutes(day, time):
    new = fit_minutes([phase_of(kind, minutes) for kind, minutes in day], time)
    assert all(after == minutes for (kind, minutes), after in zip(day, new, strict=True) if kind in KEEP)


@given(DAY, st.integers(-300, 900))
def test_nothing_becomes_longer_or_shorter_than_the_least(day, time):
    parts = [phase_of(kind, minutes) for kind, minutes in day]
    for one, after in zip(parts, fit_minutes(parts, time), strict=True):
        assert 1 <= one.least <= after <= one.minutes
        assert one.least >= min(one.minutes, 2)
        assert one.least * 2 >= one.minutes


@given(DAY, st.integers(0, 900), st.integers(0, 900))
def test_with_more_time_no_phase_is_a_whole_share_shorter(day, one, other):
    parts = [phase_of(kind, minutes) for kind, minutes in day]
    less, more = (fit_minutes(parts, time) for time in sorted((one, other)))
    assert all(a <= b + 1 for a, b in zip(less, more, strict=True))  # a minute may go to a neighbour when rounded


def test_a_day_twenty_minutes_late_takes_it_from_where_there_is_time():
    parts = [
        phase_of("assessment", 20),
        phase_of("break", 15),
        phase_of("today", 40),
        phase_of("activities", 60),
        phase_of("checkout", 20),
    ]
    assert fit_minutes(parts, 135) == [15, 11, 29, 60, 20]


@given(st.integers(1, 40), st.integers(1, 40))
def test_more_groups_take_more_time_and_never_less_than_the_least(groups, more):
    assert report_back_minutes(groups) < report_back_minutes(groups + more)
    assert minutes_for(20, groups, groups) == 20
    assert minutes_for(20, groups + more, groups) >= LEAST_PLENARY


def test_groups_report_only_right_after_they_have_worked():
    assert list(after_groups(["plenary", "alone", "groups", "plenary", "alone", "plenary"])) == [3]
    assert list(after_groups([])) == []


def test_the_kinds_of_steps_where_groups_report_back_and_those_that_keep_their_minutes():
    assert {kind.key for kind in step_kinds().values() if kind.reports_back} == {
        "swot",
        "horizon",
        "activities",
        "today",
    }
    assert {kind.key for kind in step_kinds().values() if kind.keeps_minutes} == KEEP
