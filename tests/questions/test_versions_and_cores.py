"""A new version knows what became of the questions, and a set may build on another that stays as it is."""

from copy import deepcopy

import pytest

from digibarometer.content import QUESTION_SETS
from digibarometer.places.importer import load_places
from digibarometer.places.models import Municipality
from digibarometer.questions.content_files.errors import Unreadable
from digibarometer.questions.models import QuestionSet
from digibarometer.questions.question_sets.importer import import_question_set, load_shipped
from digibarometer.questions.question_sets.lineage import changes_between
from digibarometer.questions.question_sets.serialization import as_yaml, to_schema
from digibarometer.running.check_content import check
from tests.questions.writing import in_file, question, question_set, said, written

pytestmark = pytest.mark.django_db
LEVELS = range(1, 6)


def next_version(content, number="1.1.0", **more):
    newer = deepcopy(content) | {"version": number, "previous": {"key": "own-set", "version": content["version"]}}
    return newer | more


def on_core(**more):
    """A set with the core's areas and a question and an area of its own."""
    own = deepcopy(question_set()) | {"key": "with-ours", "builds_on": {"key": "own-set", "version": "1.0.0"}}
    own["areas"][0]["questions"].insert(1, question("first-ours", LEVELS))
    area = {"key": "ours", "title": said("ours"), "short": said("ours"), "questions": [question("ours-one", LEVELS)]}
    own["areas"].append(area)
    return own | more


def kinds(changes):
    return [(one.kind, *one.before, "→", *one.after) for one in changes]


@pytest.mark.parametrize("path", sorted(QUESTION_SETS.glob("*.yaml")), ids=lambda path: path.name)
def test_what_ships_can_be_taken_out_and_read_again_without_change(path):
    kept = import_question_set(path)
    kept.freeze()
    out = as_yaml(to_schema(kept)).encode()
    assert import_question_set(out) == kept
    assert QuestionSet.objects.count() == 1


def test_what_is_taken_out_has_nothing_to_mend(tmp_path):
    import_question_set(written(question_set()))
    kept = import_question_set(
        written(on_core(short_variant={"title": said("short"), "questions": ["first-one", "second-one", "ours-one"]}))
    )
    path = tmp_path / "out.yaml"
    path.write_text(as_yaml(to_schema(kept)), encoding="utf-8")
    assert [str(problem) for problem in check(path)] == []
    assert "short (sv)" in path.read_text(encoding="utf-8")


def test_levels_may_be_left_undescribed_where_the_names_of_the_scale_say_enough(tmp_path):
    content = question_set(range(1, 5))
    for area in content["areas"]:
        for one in area["questions"]:
            del one["levels"]
    assert check(in_file(tmp_path, content)) == []
    kept = import_question_set(written(content))
    assert kept.questions.first().scale == [1, 2, 3, 4]
    assert kept.questions.first().level_text(2) == ""
    assert import_question_set(as_yaml(to_schema(kept)).encode()) == kept


def test_a_new_version_knows_what_became_of_every_question():
    content = question_set()
    old = import_question_set(written(content))
    newer = next_version(content)
    newer["areas"][0]["questions"][0]["text"]["sv"] = "Hellre så här?"
    newer["areas"][1]["questions"][1] = question("second-new", LEVELS)
    new = import_question_set(written(newer))
    assert kinds(changes_between(old, new)) == [
        ("reworded", "first-one", "→", "first-one"),
        ("same", "first-two", "→", "first-two"),
        ("same", "second-one", "→", "second-one"),
        ("new", "→", "second-new"),
        ("gone", "second-two", "→"),
    ]


def test_the_file_may_say_that_a_question_was_split():
    content = question_set()
    old = import_question_set(written(content))
    split = {"kind": "split", "before": ["second-two"], "after": ["second-a", "second-b"]}
    newer = next_version(content, changes=[split])
    newer["areas"][1]["questions"][1:] = [question("second-a", LEVELS), question("second-b", LEVELS)]
    new = import_question_set(written(newer))
    assert ("split", "second-two", "→", "second-a", "second-b") in kinds(changes_between(old, new))
    third = import_question_set(written(next_version(newer, "2.0.0", changes=[])))
    assert ("split", "second-two", "→", "second-a", "second-b") in kinds(changes_between(old, third))
    assert changes_between(third, old) is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "gone", "before": ["never-was"]}, "“never-was” is no question of that version"),
        ({"kind": "reworded", "before": ["first-one"], "after": ["never-was"]}, "“never-was” is no question"),
        ({"kind": "split", "before": ["first-one"], "after": ["first-one"]}, "“split” does not fit"),
    ],
)
def test_changes_that_cannot_be_are_refused_with_their_place(change, message):
    content = question_set()
    import_question_set(written(content))
    with pytest.raises(Unreadable, match=message) as refused:
        import_question_set(written(next_version(content, changes=[change])))
    assert [problem.place for problem in refused.value.problems] == ["changes[0]"]


def test_the_version_before_must_be_here():
    with pytest.raises(Unreadable, match=r"no version 1\.0\.0 of “own-set” here"):
        import_question_set(written(next_version(question_set())))


def test_a_set_that_builds_on_another_may_add_questions_and_areas():
    core = import_question_set(written(question_set()))
    kept = import_question_set(written(on_core()))
    assert kept.builds_on == core
    assert kinds(changes_between(core, kept)) == [
        ("same", "first-one", "→", "first-one"),
        ("new", "→", "first-ours"),
        ("same", "first-two", "→", "first-two"),
        ("same", "second-one", "→", "second-one"),
        ("same", "second-two", "→", "second-two"),
        ("new", "→", "ours-one"),
    ]
    others = import_question_set(written(on_core(key="theirs")))
    assert len([one for one in changes_between(kept, others) if one.kind == "same"]) == 4


def reworded(content):
    content["areas"][0]["questions"][0]["text"]["sv"] = "Nej"


def dropped(content):
    del content["areas"][1]["questions"][0]


def retitled(content):
    content["areas"][1]["title"]["sv"] = "Annat"


def reordered(content):
    content["areas"].reverse()


def gone(content):
    del content["areas"][0]


def rescaled(content):
    content["scale"]["levels"][0]["name"]["sv"] = "Inte alls"


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        (reworded, "areas[0].questions[0]", "The question “first-one” belongs to the core"),
        (dropped, "areas[1].questions", "The question “second-one” is missing"),
        (retitled, "areas[1]", "The texts of the area “second” belong to the core"),
        (reordered, "areas", "not in the core's order"),
        (gone, "areas", "The area “first” is missing"),
        (rescaled, "scale.levels", "The scale is not that of the question set that this one builds on"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_the_core_is_locked(change, place, message):
    import_question_set(written(question_set()))
    content = on_core()
    change(content)
    with pytest.raises(Unreadable, match=message) as refused:
        import_question_set(written(content))
    assert place in [problem.place for problem in refused.value.problems]


def test_minutes_of_the_cores_areas_are_the_sets_own():
    import_question_set(written(question_set()))
    content = on_core()
    content["areas"][0]["minutes"] = {"alone": 9, "groups": 9, "plenary": 9}
    assert import_question_set(written(content)).areas.first().minutes["alone"] == 9


def test_the_key_of_somebody_elses_set_is_refused():
    load_places()
    salem = Municipality.objects.get(pk="0128")
    own = import_question_set(written(question_set()), salem)
    assert own.municipality == salem
    with pytest.raises(Unreadable, match="is the key of somebody else's question set"):
        import_question_set(written(next_version(question_set())))


def test_a_set_of_one_language_can_be_taken_out_again(tmp_path):
    content = question_set()
    content["languages"] = ["sv"]

    def only_swedish(value):
        if isinstance(value, dict):
            return {name: only_swedish(inner) for name, inner in value.items() if name != "en"}
        return [only_swedish(inner) for inner in value] if isinstance(value, list) else value

    kept = import_question_set(written(only_swedish(content)))
    path = tmp_path / "out.yaml"
    path.write_text(as_yaml(to_schema(kept)), encoding="utf-8")
    assert [str(problem) for problem in check(path)] == []


def test_what_ships_is_everyones():
    assert [one.municipality for one in load_shipped()] == [None]
