"""The result as open files: the latest releases and what groups and room stand for. No person's rating is in them."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from digibarometer.exercises.base import Column
from digibarometer.reports import sections
from digibarometer.results.outcome import AreaResult, QuestionResult, WorkshopResult
from digibarometer.workshops.models import Workshop

ROLES = ("politician", "manager", "leading", "official")  # leading: politicians and managers together
# What a spreadsheet would run, also where a semicolon or a line break makes a cell of its own: Excel with Swedish
# settings parts at semicolons. The last four are full-width letters.
FORMULA = re.compile(r"""(^|[;\t\r\n])([\s"']*)([=+\-@＝＋－＠])""")


def as_json(came_to: WorkshopResult) -> dict[str, object]:
    """All of it, as plain values."""
    workshop = came_to.workshop
    return {
        "format": "digibarometern-result/1",
        "is_practice": workshop.is_practice,
        "is_example": workshop.is_invented,
        "workshop": {
            "title": workshop.title,
            "municipality": {"code": workshop.municipality.code, "name": workshop.municipality.name},
            "state": workshop.state,
            "days": [held.on.isoformat() for held in workshop.occasions.all() if held.on],
            "threshold": workshop.threshold,
            "target_year": workshop.target_year,
        },
        "question_set": {
            "key": workshop.question_set.key,
            "version": workshop.question_set.version,
            "levels": [
                {"level": level, "name": dict(name)}
                for level, name in zip(came_to.scale, came_to.level_names, strict=True)
            ],
        },
        "released_at": came_to.released_at.isoformat() if came_to.released_at else None,
        "level": _rounded(came_to.level),
        "groups": list(came_to.groups),
        "areas": [_area(area) for area in came_to.areas],
        "exercises": sections.exercise_data(workshop),
        "activities": sections.as_json(workshop),
        "attendance": dict(came_to.attendance),
        "check_out": dict(came_to.check_out),
    }


def _area(area: AreaResult) -> dict[str, object]:
    return {
        "key": area.area.key,
        "title": area.area.title,
        "level": _rounded(area.level),
        "target": area.target,
        "agreement": _rounded(area.agreement),
        "agreement_word": area.word,
        "half_levels": list(area.half_levels) if area.half_levels else None,
        "questions": [_question(one) for one in area.questions],
    }


def _question(one: QuestionResult) -> dict[str, object]:
    return {
        "key": one.question.key,
        "text": one.question.text,
        "level": one.agreed.level,
        "was_discussed": one.agreed.was_discussed,
        "motivation": one.agreed.motivation,
        "target": one.target,
        "groups": [
            {
                "group": group.name,
                "level": group.level,
                "reason": group.reason,
                "other_view": group.minority,
                "from_paper": group.from_paper,
            }
            for group in one.groups
        ],
        "agreement": _rounded(one.agreement),
        "agreement_word": one.word,
        "released_at": one.released_at.isoformat() if one.released_at else None,
        "ratings": _tally(one),
    }


def _tally(one: QuestionResult) -> dict[str, object] | None:
    """The released tally."""
    return one.tally.as_json() if one.tally else None


def as_csv(came_to: WorkshopResult) -> str:
    """A row per question."""
    levels = [f"people_at_{level}" for level in came_to.scale]
    groups = [f"group_{number}" for number in range(1, len(came_to.groups) + 1)]
    head = ["area", "question", "level", "was_discussed", "motivation", "area_target", "target", "agreement", "people"]
    tail = ["dont_know", *ROLES, "difference", *groups, "reasons", "other_views", "from_paper"]
    rows = (_row(came_to, area, one) for area in came_to.areas for one in area.questions)
    return to_csv([*head, *levels, *tail], rows)


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A CSV file: decimal points, and commas between the columns; a spreadsheet runs no text as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_cell(name) for name in columns])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return "\ufeff" + out.getvalue()


def _row(came_to: WorkshopResult, area: AreaResult, one: QuestionResult) -> list[object]:
    return [
        area.area.key,
        one.question.key,
        one.agreed.level,
        one.agreed.was_discussed,
        one.agreed.motivation,
        area.target,
        one.target,
        _rounded(one.agreement),
        sum(one.counts) if one.counts else None,
        *(one.counts or [None] * len(came_to.scale)),
        one.tally.dont_know if one.tally else None,
        *(_rounded(one.level_of(role), 1) for role in ROLES),
        one.tally.gap.word if one.tally else None,
        *(group.level for group in one.groups),
        "; ".join(f"{group.name}: {group.reason}" for group in one.groups if group.reason),
        "; ".join(f"{group.name}: {group.minority}" for group in one.groups if group.minority),
        "; ".join(one.from_paper),
    ]


def _cell(value: object) -> object:
    if isinstance(value, str):
        return FORMULA.sub(r"\1\2'\3", value)
    return "" if value is None else value


def _rounded(value: float | None, decimals: int = 2) -> float | None:
    return None if value is None else round(value, decimals)


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
    rows: Sequence[Mapping[str, object]]

    @property
    def text(self) -> str:
        """The CSV file."""
        return to_csv(list(self.columns), ([row[name] for name in self.columns] for row in self.rows))


def tables(workshop: Workshop) -> dict[str, DataTable]:
    """The tables beside the questions, by name: an exercise has one for all its steps, where there is something."""
    made: dict[str, DataTable] = {}
    for section in sections.exercise_sections(workshop):
        if section.rows:
            name = section.table
            rows = [{"step": section.title, **row} for row in section.rows]
            before = made[name].rows if name in made else []
            made[name] = DataTable(name, {"step": STEP, **section.columns}, [*before, *rows])
    plan = sections.as_json(workshop)
    activities = [
        {"is_chosen": key == "plan", **each}
        for key, rows in (("plan", plan["plan"]), ("not_chosen", plan["not_chosen"]))
        for each in rows
    ]
    return made | ({"activities": DataTable("activities", ACTIVITIES, activities)} if activities else {})


def files(came_to: WorkshopResult) -> dict[str, str]:
    """Every table file, by its name."""
    others = tables(came_to.workshop).values()
    return {f"{QUESTIONS}.csv": as_csv(came_to), **{f"{each.name}.csv": each.text for each in others}}


def data_package(came_to: WorkshopResult) -> dict[str, object]:
    """What each table file holds, as a Tabular Data Package (specs.frictionlessdata.io)."""
    head = as_csv(came_to).removeprefix("\ufeff").split("\r\n", 1)[0].split(",")
    questions = {name: RESULT[re.sub(r"_\d+$", "_N", name)] for name in head}
    others = {each.name: each.columns for each in tables(came_to.workshop).values()}
    return {
        "profile": "tabular-data-package",
        "name": "digibarometern",
        "title": came_to.workshop.title,
        "resources": [_resource(name, columns) for name, columns in {QUESTIONS: questions, **others}.items()],
    }


def _resource(name: str, columns: Mapping[str, Column]) -> dict[str, object]:
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
