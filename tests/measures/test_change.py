"""What may be said of change, when it was not the same people."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.changing import by_role, listed, of_area, of_question, said_to_move
from digibarometer.measures import round_change as changes
from digibarometer.measures.round_change import RoundChange, changed_keys, round_change, round_change_within

BEFORE, AFTER = (3, 9, 8, 2, 0), (1, 5, 9, 4, 1)
ROOM = st.lists(st.integers(0, 6), min_size=5, max_size=5).filter(lambda counts: sum(counts) >= changes.MIN_RATERS)


@pytest.fixture
def quick(monkeypatch):
    """Fewer draws: what holds of any number of them is tested."""
    monkeypatch.setattr(changes, "RESAMPLES", 200)
    changes._change.cache_clear()
    yield
    changes._change.cache_clear()


def test_the_worked_example() -> None:
    found = round_change(BEFORE, AFTER)
    assert found.delta == pytest.approx(0.31, abs=0.005)
    assert [found.low, found.high] == pytest.approx([0.0, 0.61], abs=0.03)


def test_the_same_rooms_always_give_the_same_figures() -> None:
    first = round_change(BEFORE, AFTER)
    changes._change.cache_clear()
    random.seed(7)
    assert round_change(BEFORE, AFTER) == first


@pytest.mark.usefixtures("quick")
@settings(max_examples=40, deadline=None)
@given(ROOM, ROOM)
def test_what_is_found_lies_in_its_interval_and_within_the_scale(before: list[int], after: list[int]) -> None:
    found = round_change(before, after)
    assert found.delta is not None and found.low is not None and found.high is not None
    assert -1 <= found.low <= found.delta <= found.high <= 1


@settings(max_examples=40, deadline=None)
@given(ROOM)
def test_a_room_has_never_moved_from_itself(room: list[int]) -> None:
    assert round_change(room, room).word == "unclear"
    assert round_change(room, room).delta == pytest.approx(0)


@settings(max_examples=40, deadline=None)
@given(ROOM)
def test_one_level_up_for_everybody_is_never_said_to_be_back(room: list[int]) -> None:
    assert round_change([*room, 0], [0, *room]).word in ("forward", "unclear")
    assert round_change([0, *room], [*room, 0]).word in ("back", "unclear")


def test_with_too_few_nothing_is_said_and_no_figure_given() -> None:
    assert round_change((0, 4, 3, 0, 0), AFTER) == RoundChange("too_few")
    assert round_change((), ()) == RoundChange("too_few")


def test_roles_weigh_alike_when_their_shares_differ_much() -> None:
    leading, officials = (0, 0, 2, 6, 2), (2, 6, 2, 0, 0)
    few_lead = round_change_within(
        [leading, tuple(2 * n for n in officials)], [tuple(2 * n for n in leading), officials]
    )
    assert few_lead.is_stratified and few_lead.is_weighted
    assert few_lead.word == "unclear"  # each role thinks as before: only who came has changed
    alone = round_change(tuple(map(sum, zip(leading, officials, officials, strict=True))),
                   tuple(map(sum, zip(leading, leading, officials, strict=True))))  # fmt: skip
    assert (alone.delta or 0) > abs(few_lead.delta or 0) + 0.1


def test_roles_that_are_as_many_as_before_are_not_weighed() -> None:
    found = round_change_within([(0, 3, 4, 1, 0), (3, 6, 4, 1, 0)], [(0, 2, 4, 2, 0), (3, 5, 5, 1, 0)])
    assert found.is_stratified and not found.is_weighted


def test_a_role_that_one_round_lacks_makes_the_whole_room_be_compared() -> None:
    found = round_change_within([(0, 3, 4, 1, 0), (0, 0, 0, 0, 0)], [(0, 2, 4, 2, 0), (3, 5, 5, 1, 0)])
    assert not found.is_stratified
    with pytest.raises(ValueError, match="strata"):
        round_change_within([BEFORE], [BEFORE, AFTER])


def test_the_list_of_what_moved_is_stricter_than_each_question_alone() -> None:
    weak, strong = RoundChange("forward", 0.4, 0.01, 0.7, 0.04), RoundChange("back", -0.8, -0.9, -0.5, 0.0004)
    still = {f"still {n}": RoundChange("unclear", 0.0, -0.3, 0.3, 0.8) for n in range(34)}
    assert changed_keys({"weak": weak, "strong": strong, **still}) == ["strong"]
    assert changed_keys({"weak": weak}) == ["weak"]
    assert changed_keys({"few": RoundChange("too_few")}) == []


@pytest.mark.usefixtures("quick")
def test_on_rounds_whose_truth_is_known_chance_is_seldom_taken_for_change() -> None:
    """`python -m bench.changing` has the whole table; here the limits are wide, so that only real harm is seen."""
    chance = random.Random(20)
    assert said_to_move(lambda: of_area(chance, 20, 0), 150) <= 0.13
    assert said_to_move(lambda: of_question(chance, 20, 0), 150) <= 0.13
    assert said_to_move(lambda: of_area(chance, 20, 1.0), 60) >= 0.85
    assert said_to_move(lambda: by_role(chance, 24, 0, within=True), 100) <= 0.15
    wrong, right = map(sum, zip(*(listed(chance, 24, 30, 6, 1.0) for _ in range(4)), strict=True))
    assert wrong <= 4 and right >= 6
