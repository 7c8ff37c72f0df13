"""A part that declares what it may not is refused when the program starts, with a sentence that says what to do."""

from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from digibarometer.exercises.base import Exercise, exercises
from digibarometer.workshops.composition import check_declarations
from digibarometer.workshops.extension_points import StepKind

BY_KEY = {one.key: one for one in exercises()}
FIST = BY_KEY["fist"]
declared_as: Any = replace  # mypy would not let the rest be written
OTHERS = [path for path in settings.COMPONENTS if "fifth_exercise" not in path]


class Broken:
    """Where exercises are found that declare what they may not."""

    wrong_type = declared_as(FIST, recap="a sentence")
    wrong_inside = declared_as(FIST, rules=["fist.ask"])
    no_list = declared_as(FIST, step_kinds="fist")
    nothing = declared_as(FIST, panels=None)
    used_up = declared_as(FIST, sheets=(sheet for sheet in FIST.sheets))
    wrong_key = declared_as(FIST, key=5)
    same_key = declared_as(FIST, key="swot", step_kinds=[StepKind("another")], rules=[], panels=[])
    same_step = declared_as(FIST, step_kinds=[StepKind("swot")])
    same_action = declared_as(FIST, rules=BY_KEY["horizon"].rules)
    no_exercise = object()

    def __getattr__(self, name):
        """What an exercise module does that leaves a field out, or misspells one."""
        declared: dict[str, Any] = {"key": "fist", "name": "Fist", "simulated_person": FIST.simulated_person}
        if name == "missing":
            declared.pop("name")
        return Exercise(**declared, **({"recaps": print} if name == "unknown" else dict[str, Any]()))


@pytest.fixture(autouse=True)
def found(monkeypatch):
    broken = Broken()
    monkeypatch.setattr(
        "digibarometer.workshops.composition.import_string",
        lambda path: getattr(broken, path.removeprefix("broken.")) if path.startswith("broken.") else find(path),
    )


def find(path):
    from django.utils.module_loading import import_string

    return import_string(path)


def test_what_is_installed_is_well_declared():
    check_declarations()


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("missing", "broken.missing cannot be installed: .*'name'.*writing-an-exercise.md"),
        ("unknown", "broken.unknown cannot be installed: .*'recaps'.*writing-an-exercise.md"),
        ("wrong_type", "declares “recap” as what it cannot be: 'a sentence'.*type"),
        ("wrong_inside", "declares “rules” as what it cannot be"),
        ("no_list", "declares “step_kinds” as what it cannot be: 'fist'"),
        ("nothing", "declares “panels” as what it cannot be: None"),
        ("used_up", "declares “sheets” as what it cannot be"),
        ("wrong_key", "declares “key” as what it cannot be: 5"),
        ("same_key", "Two parts have the key “swot”. Give one of them another name."),
        ("same_step", "Two kinds of step are called “swot”. Give one"),
        ("same_action", "Two actions are called “.*”. Give one"),
        ("no_exercise", "is no part of a room. Make it an Exercise"),
    ],
)
def test_a_broken_declaration_is_refused_with_what_to_do(how, says):
    with pytest.raises(ImproperlyConfigured, match=says):
        check_declarations([*OTHERS, f"broken.{how}"])


def test_an_exercise_that_is_not_there_is_refused():
    with pytest.raises(ImproperlyConfigured, match=r"cannot be installed: No module named .*or take it out"):
        check_declarations(["nowhere.exercise.exercise"])
