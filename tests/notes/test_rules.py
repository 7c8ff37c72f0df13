"""What holds on a wall."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digibarometer.notes.alike import ALIKE, Likeness, alike, words
from digibarometer.notes.rules import ranks, room_for


def test_notes_that_say_nearly_the_same_are_pointed_out():
    said = {1: "Kartan är inte aktuell", 2: "Kartor som inte är aktuella", 3: "För många projekt på en gång"}
    assert alike(said) == [(1, 2)]


@given(
    st.lists(
        st.lists(st.sampled_from(["karta", "system", "pengar", "tid", "kunskap", "bygglov"]), max_size=6), max_size=8
    )
)
def test_no_pair_is_missed_whatever_words_are_common(notes):
    said = dict(enumerate(" ".join(note) for note in notes))
    pairs = [(one, two) for one in said for two in said if one < two and (words(said[one]) or words(said[two]))]
    share = {(a, b): len(words(said[a]) & words(said[b])) / len(words(said[a]) | words(said[b])) for a, b in pairs}
    assert sorted(alike(said)) == [pair for pair in pairs if share[pair] >= ALIKE]


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
        assert remembered.of(said) == alike(said)


def test_notes_without_words_are_like_none():
    assert alike({1: "!", 2: "!", 3: ""}) == []


def test_a_place_is_shared_where_dots_are_equal_and_the_next_place_is_left_out():
    assert ranks({"a": 5, "b": 3, "c": 3, "d": 1, "e": 0}) == {
        "a": (1, False),
        "b": (2, True),
        "c": (2, True),
        "d": (4, False),
    }


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 9)))
def test_more_dots_never_mean_a_later_place(counts):
    places = ranks(counts)
    for one in places:
        for two in places:
            assert (counts[one] > counts[two]) == (places[one][0] < places[two][0])


@pytest.mark.parametrize(
    ("wanted", "elsewhere", "may"), [(1, 2, True), (2, 1, True), (2, 2, False), (3, 0, False), (0, 3, True)]
)
def test_nobody_has_more_dots_than_the_leader_gave(wanted, elsewhere, may):
    assert room_for(wanted, elsewhere, dots=3, most=2) is may
