"""What holds on a wall."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digibarometer.notes.rules import dense_ranks, room_for
from digibarometer.notes.similarity import MIN_SIMILARITY, Likeness, significant_words


def shares_of(said):
    """Each pair of alike notes with the share of words that they have in common, worked out the long way."""
    by = {number: significant_words(text) for number, text in said.items()}
    pairs = [(one, two) for one in said for two in said if one < two and (by[one] or by[two])]
    shares = {(one, two): len(by[one] & by[two]) / len(by[one] | by[two]) for one, two in pairs}
    return {pair: share for pair, share in shares.items() if share >= MIN_SIMILARITY}


def test_notes_that_say_nearly_the_same_are_pointed_out():
    said = {1: "Kartan är inte aktuell", 2: "Kartor som inte är aktuella", 3: "För många projekt på en gång"}
    assert Likeness().groups_in(said) == [(1, 2)]


@given(
    st.lists(
        st.lists(st.sampled_from(["karta", "system", "pengar", "tid", "kunskap", "bygglov"]), max_size=6), max_size=8
    )
)
def test_no_pair_is_missed_whatever_words_are_common(notes):
    said = dict(enumerate(" ".join(note) for note in notes))
    assert sorted(Likeness().groups_in(said)) == sorted(shares_of(said))


@given(
    st.lists(
        st.dictionaries(
            st.integers(1, 6), st.sampled_from(["karta system", "karta", "pengar tid", "tid", "", "karta tid"])
        ),
        max_size=6,
    )
)
def test_a_wall_that_is_remembered_points_out_what_a_fresh_look_would(walls):
    remembered = Likeness()
    for said in walls:
        assert remembered.groups_in(said) == Likeness().groups_in(said)


VOCABULARY = ["karta", "system", "pengar", "tid", "kunskap", "bygglov", "ledning", "avtal", "skola", "vatten"]


@given(st.lists(st.lists(st.sampled_from(VOCABULARY), max_size=7), max_size=30))
def test_notes_of_an_ordinary_room_are_all_held_against_each_other(notes):
    said = dict(enumerate(" ".join(note) for note in notes))
    shares = shares_of(said)
    assert Likeness().groups_in(said) == sorted(shares, key=lambda pair: (-shares[pair], pair))


@pytest.mark.parametrize("seed", range(3))
def test_on_a_crowded_wall_what_is_pointed_out_is_alike_and_a_note_said_twice_is_found(seed):
    chance = random.Random(seed)
    said = {number: " ".join(chance.choices(VOCABULARY, k=6)) for number in range(200)}
    pairs, shares = Likeness().groups_in(said), shares_of(said)
    assert set(pairs) <= set(shares)
    assert [shares[pair] for pair in pairs] == sorted((shares[pair] for pair in pairs), reverse=True)
    assert shares[pairs[0]] == max(shares.values())


def test_a_wall_where_all_say_the_same_costs_as_much_a_note_when_it_is_long():
    def pairs_of(count):
        return len(Likeness().groups_in({number: f"Vi behöver mer tid {number}" for number in range(count)}))

    assert pairs_of(800) - pairs_of(700) == pairs_of(300) - pairs_of(200)


def test_notes_without_words_are_like_none():
    assert Likeness().groups_in({1: "!", 2: "!", 3: ""}) == []


def test_a_place_is_shared_where_dots_are_equal_and_the_next_place_is_left_out():
    assert dense_ranks({"a": 5, "b": 3, "c": 3, "d": 1, "e": 0}) == {
        "a": (1, False),
        "b": (2, True),
        "c": (2, True),
        "d": (4, False),
    }


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 9)))
def test_more_dots_never_mean_a_later_place(counts):
    places = dense_ranks(counts)
    for one in places:
        for two in places:
            assert (counts[one] > counts[two]) == (places[one][0] < places[two][0])


@pytest.mark.parametrize(
    ("wanted", "elsewhere", "may"), [(1, 2, True), (2, 1, True), (2, 2, False), (3, 0, False), (0, 3, True)]
)
def test_nobody_has_more_dots_than_the_leader_gave(wanted, elsewhere, may):
    assert room_for(wanted, elsewhere, dots=3, most=2) is may
