"""A file that cannot be used gives messages that name the file and the place, and say what to do."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from digibarometer.running.check_content import check
from tests.questions.writing import agendas, in_file, question, question_set

SET, AGENDAS = question_set(), agendas()
Q = "areas[1].questions[0]"
STEP = "agendas[0].occasions[0].steps[0]"


def put(content: dict[str, Any], place: str, value: Any) -> dict[str, Any]:
    """A copy with something else at the place; with None, nothing there."""
    changed: Any = deepcopy(content)
    *way, last = place.replace("[", ".").replace("]", "").split(".")
    inner = changed
    for part in way:
        inner = inner[int(part) if part.isdigit() else part]
    if value is None:
        del inner[int(last) if last.isdigit() else last]
    else:
        inner[int(last) if last.isdigit() else last] = value
    return changed


@pytest.mark.parametrize("content", [SET, AGENDAS], ids=["questions", "agendas"])
def test_a_file_that_holds_has_no_problems(tmp_path, content):
    assert check(in_file(tmp_path, content)) == []


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        (put(SET, f"{Q}.text", None), Q, "“text” is missing. Add it."),
        (put(SET, f"{Q}.txet", "?"), Q, "“txet” is not known here"),
        (put(SET, f"{Q}.text.en", None), f"{Q}.text", "The text in “en” is missing"),
        (put(SET, f"{Q}.text.en", "  "), f"{Q}.text", "The text in “en” is missing"),
        (put(SET, f"{Q}.text.de", "Ja"), f"{Q}.text", "“de” is not among the file's languages"),
        (put(SET, f"{Q}.text.en", True), f"{Q}.text", "Put quotes around it"),
        (put(SET, f"{Q}.text", "Hej"), f"{Q}.text", "should be named values, but is text"),
        (put(SET, f"{Q}.levels[3]", None), f"{Q}.levels", "Level 4 of “second-one” is not described"),
        (put(SET, f"{Q}.levels[3].level", 5), f"{Q}.levels", "Level 5 is described 2 times"),
        (put(SET, f"{Q}.levels[4].level", 9), f"{Q}.levels", "“9” is not a level of the scale (1, 2, 3, 4, 5)"),
        (put(SET, f"{Q}.levels[2].sv", None), f"{Q}.levels[2]", "The text in “sv” is missing"),
        (put(SET, f"{Q}.key", "first-one"), f"{Q}.key", "used already, at areas[0].questions[0].key"),
        (put(SET, f"{Q}.key", "Första"), f"{Q}.key", "small letters a–z, digits and hyphens"),
        (put(SET, "areas[1].key", "first"), "areas[1].key", "used already, at areas[0].key"),
        (put(SET, "scale.levels[0].level", 2), "scale.levels", "The levels are 2, 2, 3, 4, 5"),
        (put(SET, "scale.levels[0].level", 0), "scale.levels[0].level", "Write a number of at least 1"),
        (question_set(range(1, 9)), "scale.levels", "A scale has 2 to 7 levels; this one has 8"),
        (question_set(range(1, 2)), "scale.levels", "A scale has 2 to 7 levels; this one has 1"),
        (put(SET, "areas", []), "areas", "There is no area"),
        (put(SET, "areas[1].questions", []), "areas[1].questions", "The area “second” has no questions"),
        (put(SET, "changes", [{"kind": "gone", "before": ["a"]}]), "changes", "“previous” is missing"),
        (put(SET, "version", "1.0"), "version", "three numbers, such as 1.0.0"),
        (put(SET, "version", 1.0), "version", "Put quotes around it"),
        (put(SET, "version", date(2026, 1, 1)), "version", "should be text, but is a date. Put quotes around it"),
        (put(SET, "areas[1].key", "a" * 61), "areas[1].key", "Write at most 60 characters"),
        (put(SET, "origin", None), "", "“origin” is missing"),
        (
            put(SET, "trial", question("first-one", range(1, 6))),
            "areas[0].questions[0].key",
            "used already, at trial.key",
        ),
        (
            put(SET, "short_variant", {"questions": ["nope"]}),
            "short_variant.questions[0]",
            "No area has a question “nope”",
        ),
        (put(SET, "short_variant", {"questions": ["first-one"]}), "short_variant.questions", "area “second”"),
        (put(AGENDAS, "agendas[0].minutes", 45), "agendas[0].minutes", "add up to 30 minutes, but 45 is written"),
        (put(AGENDAS, f"{STEP}.phases[0].minutes", 15), f"{STEP}.minutes", "The phases add up to 15 minutes, but 20"),
        (put(AGENDAS, f"{STEP}.kind", "dance"), f"{STEP}.kind", "“dance” cannot stand here"),
        (put(AGENDAS, f"{STEP}.kind", "assessment"), STEP, "must have either an area, or trial: true"),
        (put(AGENDAS, f"{STEP}.phases[0].what.en", None), f"{STEP}.phases[0].what", "The text in “en” is missing"),
        (put(AGENDAS, "agendas[0].occasions[0].start", "8.30"), "agendas[0].occasions[0].start", "'08:30'"),
    ],
)
def test_a_broken_file_gives_a_message_that_names_the_place(tmp_path, content, place, message):
    path = in_file(tmp_path, content)
    problems = check(path)
    assert [problem.place for problem in problems if message in problem.message] == [place], problems
    assert all(problem.path == str(path) and problem.line for problem in problems)
    assert str(path) in str(problems[0])


def test_the_line_is_the_line_in_the_file(tmp_path):
    path = in_file(tmp_path, put(SET, f"{Q}.levels[3]", None))
    [problem] = check(path)
    before = path.read_text(encoding="utf-8").splitlines()[: problem.line]
    assert sum("levels:" in line for line in before) == 4  # of the scale, and of the first two questions; then this


def test_everything_to_mend_is_said_at_once(tmp_path):
    content = put(put(SET, f"{Q}.levels[3]", None), "areas[0].title.en", None)
    assert len(check(in_file(tmp_path, content))) == 2


def test_what_many_steps_share_is_said_once(tmp_path):
    path = tmp_path / "shared.yaml"
    shared = in_file(tmp_path, AGENDAS).read_text(encoding="utf-8").replace("  en: All know why (en)\n", "\n")
    assert shared.count("&") >= 1  # for this test to mean anything: the steps share a text
    path.write_text(shared, encoding="utf-8")
    assert [problem.message for problem in check(path) if "All" not in problem.message] != []
    assert len(check(path)) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("key: a: b", "This is not YAML"),
        ("key: a\nkey: b", "“key” is written twice"),
        ("", "Nothing is written here"),
        ("- 1", "should be named values, but is a list"),
        ("no: a", "Put quotes around it"),
        ("? [1, 2]\n: 3", "This is not YAML"),
        ("key: \x00", "This is not YAML"),
    ],
)
def test_a_file_that_is_not_even_that_is_said_plainly(tmp_path, text, message):
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    [problem] = check(path)
    assert message in problem.message


def test_a_file_that_is_not_there_is_said_plainly(tmp_path):
    [problem] = check(tmp_path / "nowhere.yaml")
    assert "cannot be opened" in problem.message
