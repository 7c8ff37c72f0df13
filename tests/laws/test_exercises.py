"""What an exercise is stands in its own folder: nobody else has a list of exercises, and each is of the same shape."""

import ast
import random
import re
from pathlib import Path

import pytest
from django.conf import settings

from digibarometer.exercises.base import exercises
from digibarometer.simulation.leader import POLL
from digibarometer.workshops.extension_points import WorkshopComponent
from digibarometer.workshops.simulated_people import Character, ScreenModel

ROOT = Path(__file__).resolve().parents[2]
MODULES = dict(zip([one.key for one in exercises()], settings.EXERCISES, strict=True))
FOLDERS = {key: ROOT / Path(*module.split(".")) for key, module in MODULES.items()}
KINDS = {kind.key for one in exercises() for kind in one.step_kinds}


def test_the_tests_install_an_exercise_that_the_product_does_not_ship():
    assert {one.key for one in exercises()} >= {"assessment", "swot", "horizon", "activities", "fist"}


def trees(folder):
    return {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in folder.rglob("*.py")
        if "migrations" not in path.parts
    }


def asks_by_name(node):
    """Whether it compares a kind with an exercise's by its text, or lists two of them."""
    said = {each.value for each in ast.iter_child_nodes(node) if isinstance(each, ast.Constant)} & KINDS
    if isinstance(node, ast.Compare):
        return bool(said) and any(re.search(r"\bkind$", ast.unparse(each)) for each in [node.left, *node.comparators])
    if isinstance(node, ast.keyword):
        return bool(said) and node.arg == "kind"
    return isinstance(node, ast.Set | ast.List | ast.Tuple | ast.Dict) and len(said) > 1


def test_nobody_else_has_a_list_of_exercises():
    """A kind of step is the exercise's constant, and what holds for it is asked of its StepKind."""
    assert asks_by_name(ast.parse('step.kind == "swot"', mode="eval").body)
    assert asks_by_name(ast.parse('{"swot", "horizon"}', mode="eval").body)
    asking = [
        f"{path.relative_to(ROOT)}: {ast.unparse(node)}"
        for path, tree in trees(ROOT / "digibarometer").items()
        for node in ast.walk(tree)
        if asks_by_name(node)
    ]
    assert not asking


@pytest.mark.parametrize("exercise", exercises(), ids=lambda one: one.key)
def test_its_actions_are_called_after_it_and_its_panels_lie_in_its_templates(exercise):
    assert all(row.name.startswith(f"{exercise.key}.") for row in exercise.rules)
    label = {panel.part for panel in exercise.panels}
    assert label <= {FOLDERS[exercise.key].name}
    there = {path.name for path in (FOLDERS[exercise.key] / "templates").glob("*/*.html")}
    assert {f"{panel.name}.html" for panel in exercise.panels} <= there


@pytest.mark.parametrize("exercise", exercises(), ids=lambda one: one.key)
def test_it_knows_no_other_exercise(exercise):
    others = [module for key, module in MODULES.items() if key != exercise.key]
    imported = [
        node.module
        for tree in trees(FOLDERS[exercise.key]).values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
    ]
    assert len(imported) > 20
    assert not [module for module in imported if any(other in module for other in others)]


@pytest.mark.parametrize("exercise", exercises(), ids=lambda one: one.key)
def test_it_says_all_that_is_asked_of_an_exercise(exercise):
    assert str(exercise.name) and exercise.step_kinds
    somebody = exercise.simulated_person(Character("official", "Anna", random.Random(1)))
    assert somebody.next_act(ScreenModel()) is None, "an empty screen asks for nothing"
    leads = {panel.name for panel in exercise.panels} | {POLL}
    assert set(exercise.simulated_leading) <= leads, "a leader acts where a panel of the exercise is on the desk"
    assert exercise.sheets, "paper, for those who are without a phone or a network"
    nothing = WorkshopComponent(key="none")
    assert not [field for field in ("recap", "step_panels") if getattr(exercise, field) is getattr(nothing, field)]
