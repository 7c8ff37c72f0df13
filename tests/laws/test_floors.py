"""What import-linter cannot see: relations named by string, templates, and that every row reaches its workshop."""

import re
import tomllib
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
LAYERS = next(contract["layers"] for contract in CONTRACTS if contract["id"] == "floors")  # one list of floors, not two
FLOOR = {room: -number for number, layer in enumerate(LAYERS) for room in re.findall(r"\w+", layer)}
FIFTH = ROOT / "tests" / "fifth_exercise"
OURS = [
    model
    for model in apps.get_models(include_auto_created=True)
    if model.__module__.startswith(("digibarometer", "tests.fifth_exercise"))
]
BELOW_WORKSHOPS = {"places", "questions", "accounts"}
TAG = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"']+)["']""")


def room_of(model):
    return model.__module__.split(".")[1].replace("fifth_exercise", "exercises")


def test_relations_between_models_point_down_the_house():
    pairs = [
        (model, field.related_model)
        for model in OURS
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model in OURS
    ]
    assert len(pairs) > 20
    assert not [f"{one} -> {to}" for one, to in pairs if FLOOR[room_of(to)] > FLOOR[room_of(one)]]


def owner(template):
    """The room of the house that has a template of this name; none for those of others."""
    found = list((ROOT / "digibarometer").glob(f"**/templates/{template}"))
    return found[0].relative_to(ROOT / "digibarometer").parts[0] if found else None


def test_templates_include_and_extend_down_the_house():
    pairs = []
    for path in [*(ROOT / "digibarometer").glob("**/templates/**/*.html"), *FIFTH.glob("templates/**/*.html")]:
        room = "exercises" if FIFTH in path.parents else path.relative_to(ROOT / "digibarometer").parts[0]
        pairs += [(room, path.name, to, owner(to)) for to in TAG.findall(path.read_text(encoding="utf-8"))]
    assert len(pairs) > 10
    assert not [pair for pair in pairs if pair[3] and FLOOR[pair[3]] > FLOOR[pair[0]]]


def test_every_row_of_a_workshop_reaches_it_in_one_hop():
    from digibarometer.workshops.models import Workshop

    def reaches(model, seen=()):
        """Whether a row of it belongs to a workshop by some path of required or optional keys."""
        to = [field.related_model for field in model._meta.fields if field.is_relation]
        return Workshop in to or any(reaches(one, (*seen, model)) for one in to if one in OURS and one not in seen)

    rooms = [model for model in OURS if model is not Workshop and reaches(model)]
    assert len(rooms) > 12
    assert not [model for model in rooms if not any(f.name == "workshop" for f in model._meta.fields)]
    unplaced = [m for m in OURS if m is not Workshop and m not in rooms and room_of(m) not in BELOW_WORKSHOPS]
    assert [model._meta.label for model in unplaced if "workshop" not in {f.name for f in model._meta.fields}] == []


def test_every_folder_of_the_house_has_a_floor():
    folders = {path.parent.name for path in (ROOT / "digibarometer").glob("*/__init__.py")}
    assert folders <= set(FLOOR)
