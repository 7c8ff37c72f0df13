"""What became of the questions between two versions, so that rounds stay comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digibarometer.questions.question_sets.version_mapping import (
    QuestionChange,
    broken,
    complete_changes,
    compose,
    from_sources,
    sources,
    unchanged_areas,
)

BEFORE = {"maps": "How open?", "plans": "How digital?", "permits": "How quick?", "archive": "How safe?"}
AFTER = {"maps": "How open?", "plans": "How digital, really?", "permits": "How quick?", "skills": "Who can?"}
keys = st.lists(st.sampled_from("abcdefgh"), unique=True)


def kinds(changes):
    return [(one.kind, *one.before, "→", *one.after) for one in changes]


def test_addresses_suggest_what_nobody_has_said():
    assert kinds(complete_changes([], BEFORE, AFTER)) == [
        ("same", "maps", "→", "maps"),
        ("reworded", "plans", "→", "plans"),
        ("same", "permits", "→", "permits"),
        ("new", "→", "skills"),
        ("gone", "archive", "→"),
    ]


def test_what_is_said_goes_before_what_the_addresses_suggest():
    said = [QuestionChange("merged", ("plans", "archive"), ("plans",))]
    assert ("merged", "plans", "archive", "→", "plans") in kinds(complete_changes(said, BEFORE, AFTER))
    assert not [one for one in complete_changes(said, BEFORE, AFTER) if one.kind == "gone"]


def test_a_question_that_takes_over_anothers_address_is_not_taken_for_it():
    said = [QuestionChange("reworded", ("maps",), ("skills",))]
    found = kinds(complete_changes(said, BEFORE, AFTER))
    assert ("new", "→", "maps") in found
    assert ("reworded", "maps", "→", "skills") in found


def test_what_is_said_of_questions_that_are_no_longer_there_is_dropped():
    said = [QuestionChange("reworded", ("gone-long-ago",), ("maps",))]
    assert ("same", "maps", "→", "maps") in kinds(complete_changes(said, BEFORE, AFTER))


def test_the_sources_of_each_question_say_what_was_split_merged_new_and_gone():
    before, after = dict.fromkeys("abcd", 1), dict.fromkeys("axyzn", 1)
    found = from_sources({"a": ["a"], "x": ["b"], "y": ["b"], "z": ["c", "d"]}, before, after)
    assert kinds(found) == [
        ("same", "a", "→", "a"),
        ("split", "b", "→", "x", "y"),
        ("merged", "c", "d", "→", "z"),
        ("new", "→", "n"),
    ]
    assert sources(found) == {"a": ("a",), "x": ("b",), "y": ("b",), "z": ("c", "d"), "n": ()}


def test_several_that_come_from_several_cannot_be_told_apart():
    with pytest.raises(ValueError) as impossible:
        from_sources({"x": ["a", "b"], "y": ["b"]}, dict.fromkeys("ab", 1), dict.fromkeys("xy", 1))
    assert impossible.value.args == ("x", "y")


def test_what_cannot_be_is_found_with_its_place():
    said = [
        QuestionChange("same", ("maps",), ("maps",)),
        QuestionChange("split", ("maps",), ("plans",)),
        QuestionChange("reworded", ("nowhere",), ("permits",)),
    ]
    assert list(broken(said, BEFORE, AFTER)) == [(1, "twice", "maps"), (1, "shape", "split"), (2, "unknown", "nowhere")]


def test_two_steps_become_one():
    first = [
        QuestionChange("same", ("a",), ("a",)),
        QuestionChange("split", ("b",), ("c", "d")),
        QuestionChange("gone", ("e",)),
    ]
    second = [
        QuestionChange("reworded", ("a",), ("a",)),
        QuestionChange("merged", ("c", "d"), ("f",)),
        QuestionChange("new", (), ("g",)),
    ]
    assert kinds(compose(first, second)) == [
        ("reworded", "a", "→", "a"),
        ("reworded", "b", "→", "f"),
        ("new", "→", "g"),
        ("gone", "e", "→"),
    ]


def test_what_was_merged_and_split_again_otherwise_is_not_compared():
    first, second = [QuestionChange("merged", ("a", "b"), ("c",))], [QuestionChange("split", ("c",), ("d", "e"))]
    assert kinds(compose(first, second)) == [
        ("new", "→", "d"),
        ("new", "→", "e"),
        ("gone", "a", "→"),
        ("gone", "b", "→"),
    ]


def test_an_area_is_steady_when_nothing_has_come_or_gone():
    changes = [
        QuestionChange("same", ("a",), ("a",)),
        QuestionChange("reworded", ("b",), ("b",)),
        QuestionChange("new", (), ("n",)),
    ]
    assert unchanged_areas(
        changes, {"maps": ["a"], "work": ["b"]}, {"maps": ["a"], "work": ["b", "n"], "more": []}
    ) == {
        "maps": True,
        "work": False,
    }


def test_an_area_is_not_steady_when_a_question_has_moved_out_of_it():
    changes = [QuestionChange("same", ("a",), ("a",)), QuestionChange("same", ("b",), ("b",))]
    before, after = {"maps": ["a", "b"], "work": []}, {"maps": ["a"], "work": ["b"]}
    assert unchanged_areas(changes, before, after) == {"maps": False, "work": False}


@given(keys, keys, st.data())
def test_every_question_of_both_versions_is_told_of_exactly_once(old, new, data):
    before, after = dict.fromkeys(old, 1), dict.fromkeys(new, 1)
    picked = {key: data.draw(st.lists(st.sampled_from(old), max_size=1)) if old else [] for key in new}
    for found in (complete_changes([], before, after), from_sources(picked, before, after)):
        assert sorted(key for one in found for key in one.before) == sorted(old)
        assert sorted(key for one in found for key in one.after) == sorted(new)
        assert not list(broken(found, before, after))


@given(keys, keys, keys)
def test_over_several_versions_no_question_is_lost_either(one, two, three):
    steps = [complete_changes([], dict.fromkeys(a, 1), dict.fromkeys(b, 1)) for a, b in ((one, two), (two, three))]
    found = compose(*steps)
    assert sorted(key for change in found for key in change.before) == sorted(one)
    assert sorted(key for change in found for key in change.after) == sorted(three)
