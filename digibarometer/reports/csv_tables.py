"""The result's tables: a CSV file for the questions, for each exercise and for the activities, and what they hold."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from digibarometer.exercises.base import Column
from digibarometer.reports import exercise_sections, open_data, plan_section
from digibarometer.results.outcome import WorkshopResult
from digibarometer.workshops.models import Workshop

QUESTIONS = "result"
STEP = Column("string", "the step of the agenda")
ACTIVITIES = {
    "is_chosen": Column("boolean", "part of the plan"),
    "number": Column("integer", "its number in the picture of effect and effort"),
    "name": Column("string", "what is to be done"),
    "effect": Column("number", "median of what people said that it gives, 1 (little) to 5 (much)"),
    "effort": Column("number", "median of what people said that it takes, 1 (little) to 5 (much)"),
    "quadrant": Column("string", "where that puts it, in words"),
    "dots": Column("integer", "dots that it got in the vote"),
    "grew_from": Column("string", "what it grew from, in words"),
    "owner": Column("string", "role or unit that answers for it"),
    "first_step": Column("string", "what is done first"),
    "due_on": Column("date", "when it is to be done"),
    "question": Column("string", "the question that it should move"),
    "question_text": Column("string", "the same in words"),
    "from_level": Column("integer", "from this level"),
    "to_level": Column("integer", "to this level"),
    "status": Column("string", "how it goes"),
}
RESULT = {
    "area": Column("string", "the area's key"),
    "question": Column("string", "the question's key"),
    "level": Column("integer", "what the room agreed on"),
    "was_discussed": Column("boolean", "the room talked about it all together"),
    "motivation": Column("string", "why, in the room's words"),
    "area_target": Column("integer", "the level that the room wants the area to reach"),
    "target": Column("integer", "the same for the question"),
    "agreement": Column("number", "Leik's consensus of the released ratings, 0-1"),
    "people": Column("integer", "people behind the released ratings; empty: hidden or not released"),
    "people_at_N": Column("integer", "people who rated level N"),
    "dont_know": Column("integer", "people who answered that they do not know"),
    "politician": Column("number", "where politicians stand"),
    "manager": Column("number", "where managers stand"),
    "leading": Column("number", "where politicians and managers stand together"),
    "official": Column("number", "where officials stand"),
    "difference": Column("string", "who stands higher, in a word"),
    "group_N": Column("integer", "the level that group N stands for"),
    "reasons": Column("string", "the groups' reasons"),
    "other_views": Column("string", "the views of those who did not agree"),
    "from_paper": Column("string", "groups whose level was keyed in from paper"),
}


@dataclass(frozen=True)
class DataTable:
    """A table file: its columns, and its rows in their order."""

    name: str
    columns: Mapping[str, Column]
    rows: Sequence[Mapping[str, Any]]

    @property
    def text(self) -> str:
        """The CSV file."""
        return open_data.to_csv(list(self.columns), ([row[name] for name in self.columns] for row in self.rows))


def tables(workshop: Workshop) -> dict[str, DataTable]:
    """The tables beside the questions, by name: an exercise has one for all its steps, where there is something."""
    made: dict[str, DataTable] = {}
    for section in exercise_sections.exercise_sections(workshop):
        if section.rows:
            name = section.table
            rows = [{"step": section.title, **row} for row in section.rows]
            before = made[name].rows if name in made else []
            made[name] = DataTable(name, {"step": STEP, **section.columns}, [*before, *rows])
    plan = plan_section.as_json(workshop)
    activities = [{"is_chosen": key == "plan", **each} for key in ("plan", "not_chosen") for each in plan[key]]
    return made | ({"activities": DataTable("activities", ACTIVITIES, activities)} if activities else {})


def files(came_to: WorkshopResult) -> dict[str, str]:
    """Every table file, by its name."""
    others = tables(came_to.workshop).values()
    return {f"{QUESTIONS}.csv": open_data.as_csv(came_to), **{f"{each.name}.csv": each.text for each in others}}


def data_package(came_to: WorkshopResult) -> dict[str, Any]:
    """What each table file holds, as a Tabular Data Package (specs.frictionlessdata.io)."""
    head = open_data.as_csv(came_to).removeprefix("\ufeff").split("\r\n", 1)[0].split(",")
    questions = {name: RESULT[re.sub(r"_\d+$", "_N", name)] for name in head}
    others = {each.name: each.columns for each in tables(came_to.workshop).values()}
    return {
        "profile": "tabular-data-package",
        "name": "digibarometern",
        "title": came_to.workshop.title,
        "resources": [_resource(name, columns) for name, columns in {QUESTIONS: questions, **others}.items()],
    }


def _resource(name: str, columns: Mapping[str, Column]) -> dict[str, Any]:
    fields = [
        {"name": column, "type": kind, "description": means}
        | ({"trueValues": ["True"], "falseValues": ["False"]} if kind == "boolean" else {})
        for column, (kind, means) in columns.items()
    ]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""]},
    }
