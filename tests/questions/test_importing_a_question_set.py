"""A question set in the database is what its file says, and a version that has been used stays as it is."""

import pytest
from django.template import Context, Template
from django.utils import translation

from digibarometer.content import QUESTION_SETS
from digibarometer.i18n import localized
from digibarometer.questions.content_files.errors import Unreadable
from digibarometer.questions.models import Area, Question, QuestionSet
from digibarometer.questions.question_sets.importer import import_question_set, load_shipped
from tests.questions.writing import question, question_set, written

pytestmark = pytest.mark.django_db


def test_what_ships_is_imported_once_however_often_it_is_done():
    first, second = load_shipped(), load_shipped()
    assert first == second
    [ours] = first
    assert (ours.key, ours.version, ours.levels) == ("oppna-fragor-samhallsbyggnad", "1.0.0", [1, 2, 3, 4, 5])
    assert (Area.objects.count(), Question.objects.count()) == (8, 37)
    assert ours.questions.filter(in_short=True).count() == 16


def test_the_trial_question_has_no_area_and_stands_before_the_others():
    [ours] = load_shipped()
    trial = ours.questions.first()
    assert trial == ours.trial
    assert trial.is_trial
    assert [question.order for question in ours.questions.all()] == list(range(37))


def test_a_question_set_without_a_trial_question_has_none():
    assert import_question_set(written(question_set())).trial is None


@pytest.mark.parametrize("levels", [range(1, 5), range(1, 8), range(1, 3)], ids=["4", "7", "2"])
def test_a_scale_of_any_number_of_levels_can_be_imported(levels):
    kept = import_question_set(written(question_set(levels)))
    assert kept.levels == list(levels)
    assert all(question.scale == list(levels) for question in kept.questions.all())
    assert kept.level_name(levels[-1], "en") == f"Level {levels[-1]} (en)"
    assert kept.level_name(99) == ""
    assert kept.dont_know["label"]["sv"] == "Vet inte"


def test_a_path_and_its_bytes_are_the_same_question_set():
    path = QUESTION_SETS / "oppna-fragor-samhallsbyggnad.yaml"
    assert import_question_set(path) == import_question_set(path.read_bytes())


def test_a_version_that_nobody_has_used_can_be_changed():
    content = question_set()
    kept = import_question_set(written(content))
    content["areas"][0]["questions"] = [question("first-two", range(1, 6)), question("first-new", range(1, 6))]
    content["areas"][0]["title"]["sv"] = "Nytt namn"
    same = import_question_set(written(content))
    assert same == kept
    assert [question.key for question in same.questions.all()] == ["first-two", "first-new", "second-one", "second-two"]
    assert same.areas.first().title["sv"] == "Nytt namn"


def test_a_frozen_version_cannot_be_changed_but_the_same_file_may_come_again():
    content = question_set()
    kept = import_question_set(written(content))
    kept.freeze()
    frozen_at = kept.frozen_at
    kept.freeze()
    assert frozen_at is not None
    assert kept.frozen_at == frozen_at
    assert import_question_set(written(content)) == kept
    content["areas"][0]["title"]["sv"] = "Nytt namn"
    with pytest.raises(
        Unreadable, match=r"Version 1\.0\.0 of “own-set” has been used.*Give the changed file a new version"
    ):
        import_question_set(written(content))
    assert Area.objects.get(question_set=kept, key="first").title["sv"] == "first (sv)"


def test_a_new_version_lives_beside_the_old_with_the_same_addresses():
    content = question_set()
    old = import_question_set(written(content))
    old.freeze()
    content["version"] = "1.1.0"
    new = import_question_set(written(content))
    assert new != old
    assert {question.key for question in new.questions.all()} == {question.key for question in old.questions.all()}


def test_a_file_with_problems_changes_nothing():
    content = question_set()
    del content["areas"][0]["questions"][1]["levels"][2]
    with pytest.raises(Unreadable, match=r"areas\[0\]\.questions\[1\]\.levels: Level 3"):
        import_question_set(written(content))
    assert not QuestionSet.objects.exists()


def test_a_text_is_said_in_the_readers_language_and_else_in_swedish():
    kept = import_question_set(written(question_set()))
    with translation.override("en"):
        assert str(kept) == "Our own (en) (1.0.0)"
        assert (
            Template("{% load content_i18n %}{{ set.title|localized }}").render(Context({"set": kept}))
            == "Our own (en)"
        )
        assert localized({"sv": "Bara svenska"}) == "Bara svenska"
    assert kept.questions.first().level_text(2, "en") == "Level 2 (en)"
    assert localized({"sv": "Hej", "en": "Hello"}, "en-gb") == "Hello"
    assert localized({"fi": "Hei"}, "sv") == "Hei"
    assert localized({}) == ""
