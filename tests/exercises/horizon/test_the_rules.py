"""What holds in a horizon scan, whatever the agenda and the groups come up with."""

from hypothesis import given
from hypothesis import strategies as st

from digibarometer.exercises.horizon.rules import Place, combine, stages

PLACES = st.builds(Place, st.integers(0, 2), st.integers(1, 5), st.booleans())


def test_the_usual_step_shows_cards_lets_people_write_and_place_and_then_talks():
    assert stages(["plenary", "alone", "groups", "plenary"]) == ["present", "scan", "place", "talk"]


def test_a_step_with_nothing_but_plenary_ends_with_the_radar():
    assert stages(["plenary"]) == ["talk"]
    assert stages(["plenary", "plenary"]) == ["present", "talk"]
    assert stages([]) == []


def test_people_may_begin_without_being_shown_anything():
    assert stages(["alone", "plenary"]) == ["scan", "talk"]


@given(st.lists(st.sampled_from(["plenary", "alone", "groups"])))
def test_cards_are_never_shown_again_after_people_have_worked(kinds):
    made = stages(kinds)
    assert len(made) == len(kinds)
    worked = [number for number, each in enumerate(made) if each in ("scan", "place")]
    assert not worked or "present" not in made[worked[0] :]


def test_what_nobody_has_placed_lies_nowhere():
    assert combine([]) is None


def test_the_middle_of_the_groups_counts_and_not_the_loudest():
    said = combine([Place(0, 2, False), Place(0, 3, False), Place(1, 5, True)])
    assert (said.horizon, said.meaning, said.is_threat, said.groups) == (0, 3, False, 3)


def test_as_many_threats_as_opportunities_is_a_threat():
    assert combine([Place(0, 3, True), Place(0, 3, False)]).is_threat


def test_groups_that_are_far_apart_are_worth_a_word():
    assert combine([Place(0, 3, True), Place(2, 3, True)]).is_split
    assert combine([Place(1, 1, True), Place(1, 4, True)]).is_split
    assert not combine([Place(0, 2, True), Place(1, 4, False)]).is_split


@given(st.lists(PLACES, min_size=1), st.randoms())
def test_the_order_in_which_groups_answer_does_not_matter(places, chance):
    mixed = chance.sample(places, len(places))
    said = combine(places)
    assert said == combine(mixed)
    assert min(one.horizon for one in places) <= said.horizon <= max(one.horizon for one in places)
    assert min(one.meaning for one in places) <= said.meaning <= max(one.meaning for one in places)
